import type { JsonValue } from '../types/json.js';
import type { Endpoint, Parameter } from '../types/tool-registry.js';
import { normalName } from './attribute-key.js';
import { shapeOf } from './endpoint-shape.js';
import type { Instance } from './instance.js';
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
  for (const { shown, parameters } of shapeOf(endpoint).compared) {
    const values = valuesOf(parameters, args);
    if (values.length < 2) continue;
    if (shown.isId) return values.map((value) => world.ensure(entity, value, shown.field.name));
    return values.map((value) => memberOf(entity, shown.attribute, value, endpoint, args, world));
  }
  return [];
}

/** Values of parameters that differ in their number only; an origin and a destination are no pair of that kind. */
function valuesOf(parameters: readonly Parameter[], args: ReadArguments): JsonValue[] {
  // Nearly all calls name none or one.
  if (!parameters.some(({ name }) => Object.hasOwn(args.given, name))) return [];
  const named = parameters.filter(({ name }) => Object.hasOwn(args.given, name));
  const [only] = named;
  if (only === undefined || (named.length === 1 && !Array.isArray(args.given[only.name]))) return [];
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
