import type { JsonValue } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';
import { attributeKey, normalName } from './attribute-key.js';
import type { Instance } from './instance.js';
import { isIdField } from './is-id-field.js';
import type { ReadArguments } from './read-arguments.js';
import type { World } from './world.js';

/**
 * Members of a list that the call names one by one: `course_id_1` and `course_id_2`, `city_1` and `city_2`, or a list of ids.
 * Empty where the arguments name none.
 */
export function comparedMembers(
  endpoint: Endpoint,
  entity: string,
  args: ReadArguments,
  world: World,
): Instance[] {
  if (!(endpoint.response.objects[0]?.at ?? '').includes('*')) return [];
  for (const field of endpoint.response.fields) {
    if (field.object !== 0 || field.concept === null) continue;
    const values = valuesOf(field.concept.id, endpoint, args);
    if (values.length < 2) continue;
    if (isIdField(endpoint, field)) return values.map((value) => world.ensure(entity, value, field.name));
    const attribute = attributeKey(endpoint, field);
    return values.map((value) => memberOf(entity, attribute, value, endpoint, args, world));
  }
  return [];
}

/** Values of parameters that differ in their number only; an origin and a destination are no pair of that kind. */
function valuesOf(concept: string, endpoint: Endpoint, args: ReadArguments): JsonValue[] {
  const named = endpoint.parameters.filter(
    (parameter) => parameter.concept?.id === concept && Object.hasOwn(args.given, parameter.name),
  );
  if (new Set(named.map(({ name }) => withoutOrdinal(name))).size > 1) return [];
  const values = named.flatMap((parameter) => args.given[parameter.name] as JsonValue | readonly JsonValue[]);
  return [...new Set(values as JsonValue[])].filter(
    (value) => typeof value === 'string' || typeof value === 'number',
  );
}

function withoutOrdinal(name: string): string {
  return normalName(name)
    .split('_')
    .filter((word) => !/^(\d+|a|b|c|first|second|third|one|two|three|left|right|other)$/.test(word))
    .map((word) => word.replace(/\d+$/, ''))
    .join('_');
}

function memberOf(
  entity: string,
  attribute: string,
  value: JsonValue,
  endpoint: Endpoint,
  args: ReadArguments,
  world: World,
): Instance {
  const others = [...args.facts].filter(
    ([name]) => world.profile(entity).attributes.has(name) && name !== attribute,
  );
  const key = `${entity}!${attribute}=${JSON.stringify([value, others])}`;
  const hasId = endpoint.response.objects[0]?.idField != null;
  const instance = hasId ? world.issue(entity, key) : world.keyed(entity, key, null);
  instance.facts.set(attribute, value);
  for (const [name, fact] of others) instance.facts.set(name, fact);
  return instance;
}
