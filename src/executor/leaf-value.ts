import { childPointer } from '../json/json-pointer.js';
import { createRandom } from '../random/random.js';
import type { JsonSchema, JsonValue, PointerPattern } from '../types/json.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import { createAnchor } from '../values/anchor.js';
import { fitToSchema } from '../values/fit-to-schema.js';
import { attributeKey } from './attribute-key.js';
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
  if (schema.const !== undefined) return schema.const;
  const { endpoint, fields, shown } = builder;
  const { instance } = place;
  const field = fields.get(pattern);
  const name = pattern.split('/').findLast((segment) => segment !== '*') ?? '';
  const path = pattern.slice(place.pattern.length);
  // At the root, paging and status stand beside the entity's own attributes.
  const isBeside =
    field?.object === -1 && instance === shown.members[0] && !(instance.base ?? instance).names.has(path);
  const around =
    instance === shown.call || isBeside
      ? envelopeValue(name, schema, endpoint, shown, builder.world.settings.locale)
      : undefined;
  if (around !== undefined) return fitToSchema(around, fitRequest(schema, shown.call, builder));

  const declared = oneName(instance, field === undefined ? name : attributeKey(endpoint, field), builder);
  const attribute = instance === shown.call ? declared : settledName(instance, path, declared);
  const raw = showsOwnId(field, name, pattern, place, endpoint)
    ? (instance.id as JsonValue)
    : attributeValue(instance, attribute, { field, name, schema }, builder);
  const isDeclared = endpoint.response.origin !== 'inferred';
  const fitting =
    instance.facts.has(attribute) || !isDeclared ? withoutBounds(schema, raw, isDeclared) : schema;
  return fitToSchema(raw, fitRequest(fitting, instance, builder));
}

/** True for the field that holds the id of the instance that the surrounding object shows. */
function showsOwnId(
  field: ResponseField | undefined,
  name: string,
  pattern: PointerPattern,
  { instance, pattern: at, idName }: Place,
  endpoint: Endpoint,
): boolean {
  if (instance.id === null) return false;
  if (field !== undefined && isIdField(endpoint, field) && endpoint.response.objects[field.object]?.at === at)
    return true;
  return idName === name && pattern === childPointer(at, name) && instance.idNames.has(kindOfId(name));
}

function attributeValue(
  instance: Instance,
  attribute: string,
  {
    field,
    name,
    schema,
  }: {
    readonly field: ResponseField | undefined;
    readonly name: string;
    readonly schema: JsonSchema;
  },
  { shown, world }: Builder,
): JsonValue {
  const known =
    instance === shown.call ? undefined : world.profile(instance.entity).attributes.get(attribute);
  const own: AttributeProfile = {
    shared: false,
    schema: field?.schema ?? schema,
    concept: field?.concept ?? null,
    label: field?.concept && !isIdLike(name) ? field.label || name : name,
  };
  return world.value(instance, attribute, known ?? own);
}

/**
 * `type` and `property_type` of a property are one attribute: kept under the name that says what it may be, else under the
 * shorter one. A value that a call stated keeps the name it was stated by.
 */
function oneName(instance: Instance, attribute: string, { shown, world }: Builder): string {
  if (instance === shown.call || instance.facts.has(attribute)) return attribute;
  const prefix = `${instance.entity}_`;
  const other = attribute.startsWith(prefix) ? attribute.slice(prefix.length) : `${prefix}${attribute}`;
  const { attributes } = world.profile(instance.entity);
  const [own, theirs] = [attributes.get(attribute), attributes.get(other)];
  if (own === undefined || theirs === undefined || isIdLike(attribute)) return attribute;
  const [isStated, isOtherStated] = [own.schema.enum !== undefined, theirs.schema.enum !== undefined];
  if (isStated !== isOtherStated) return isStated ? attribute : other;
  return other.length < attribute.length ? other : attribute;
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
  const { minimum, maximum, maxLength, enum: members, ...unbound } = schema;
  // An id that was given is given back, whatever form others have.
  const { format, ...formless } = unbound;
  const rest = format === 'uuid' ? formless : unbound;
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
