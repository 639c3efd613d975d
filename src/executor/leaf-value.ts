import { createRandom } from '../random/random.js';
import type { JsonSchema, JsonValue, PointerPattern } from '../types/json.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import { createAnchor } from '../values/anchor.js';
import { fitToSchema } from '../values/fit-to-schema.js';
import { attributeKey, childPointer } from './attribute-key.js';
import type { AttributeProfile } from './entity-catalog.js';
import { envelopeValue } from './envelope-value.js';
import { isIdLike, kindOfId } from './identities.js';
import type { Instance } from './instance.js';
import { isIdField } from './is-id-field.js';
import type { Builder, Place } from './response-builder.js';
import type { World } from './world.js';

/** Value of one leaf of an answer: of the call itself around the entities, of the instance inside. */
export function leafValue(
  schema: JsonSchema,
  pattern: PointerPattern,
  place: Place,
  builder: Builder,
): JsonValue {
  const { endpoint, world, fields, shown } = builder;
  const field = fields.get(pattern);
  // At the root, paging and status stand beside the entity's own attributes.
  const instance = field?.object === -1 && place.instance === shown.members[0] ? shown.call : place.instance;
  const name = pattern.split('/').findLast((segment) => segment !== '*') ?? '';
  if (schema.const !== undefined) return schema.const;
  const attribute =
    instance === shown.call
      ? nameOf(field, name, endpoint)
      : settledName(instance, pattern.slice(place.pattern.length), nameOf(field, name, endpoint));
  const own: AttributeProfile = {
    shared: false,
    schema: field?.schema ?? schema,
    concept: field?.concept ?? null,
    label: field?.concept && !isIdLike(name) ? field.label || name : name,
  };
  const raw =
    instance === shown.call
      ? (envelopeValue(name, schema, endpoint, shown) ?? world.value(instance, attribute, own))
      : field !== undefined &&
          instance.id !== null &&
          isIdField(endpoint, field) &&
          endpoint.response.objects[field.object]?.at === place.pattern
        ? instance.id
        : instance.id !== null &&
            place.idName === name &&
            pattern === childPointer(place.pattern, name) &&
            instance.idNames.has(kindOfId(name))
          ? instance.id
          : world.value(instance, attribute, world.profile(instance.entity).attributes.get(attribute) ?? own);
  const isDeclared = endpoint.response.origin !== 'inferred';
  const fitting =
    instance.facts.has(attribute) || !isDeclared ? withoutBounds(schema, raw, isDeclared) : schema;
  return fitToSchema(raw, fitRequest(fitting, instance, builder));
}

function nameOf(field: ResponseField | undefined, name: string, endpoint: Endpoint): string {
  return field === undefined ? name : attributeKey(endpoint, field);
}

/**
 * The attribute that a field of this path shows: the one it showed first, though another endpoint takes the thing for another
 * kind and so the field for another attribute; unless a call stated the latter.
 */
function settledName(instance: Instance, path: string, attribute: string): string {
  const { names, rewritten } = instance.base ?? instance;
  const isStated = rewritten.has(attribute) || (instance.base !== null && instance.facts.has(attribute));
  const known = names.get(path);
  if (known !== undefined && (known === attribute || !isStated)) return known;
  names.set(path, attribute);
  return attribute;
}

/**
 * What a call stated or a filter asked for is shown as it is, also where the answer's own bounds would forbid it, but never
 * a member that a declared answer does not have; an
 * inferred answer's bounds are a guess and never change what a declared one shows.
 */
function withoutBounds(schema: JsonSchema, value: JsonValue, isDeclared: boolean): JsonSchema {
  const { minimum, maximum, maxLength, enum: members, ...rest } = schema;
  const text = String(value).toLowerCase();
  const isMember = members?.some((member) => String(member).toLowerCase() === text) === true;
  return isMember || (isDeclared && members !== undefined) ? { ...rest, enum: members ?? [] } : rest;
}

function fitRequest(
  schema: JsonSchema,
  instance: Instance,
  { world }: Builder,
): Parameters<typeof fitToSchema>[1] {
  const { locale, now } = world.settings;
  return {
    generator: null,
    schema,
    entity: instance.entity,
    label: '',
    examples: [],
    anchor: instance.anchor ?? fallbackAnchor(world),
    locale,
    now,
  };
}

const anchors = new WeakMap<World, ReturnType<typeof createAnchor>>();

function fallbackAnchor(world: World): ReturnType<typeof createAnchor> {
  let anchor = anchors.get(world);
  if (anchor === undefined) {
    anchor = createAnchor(world.settings.locale, createRandom(`${world.settings.seed}/anchor`));
    anchors.set(world, anchor);
  }
  return anchor;
}
