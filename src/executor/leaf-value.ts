import { createRandom } from '../random/random.js';
import type { JsonSchema, JsonValue } from '../types/json.js';
import { type Anchor, createLazyAnchor } from '../values/anchor.js';
import { fitToSchema } from '../values/fit-to-schema.js';
import type { ValueRequest } from '../values/value-request.js';
import type { AttributeProfile, EntityProfile } from './entity-catalog.js';
import { envelopeValue } from './envelope-value.js';
import { kindOfId } from './identities.js';
import { type Instance, seenAt } from './instance.js';
import { type Builder, type Place, pathFrom, type Shown } from './response-builder.js';
import { type Called, type LeafPlan, unboundSchema } from './response-plan.js';
import type { World } from './world.js';

/** Value of one leaf of an answer: of the call itself around the entities, of the instance inside. */
export function leafValue(plan: LeafPlan, place: Place, builder: Builder): JsonValue {
  const { schema } = plan;
  if (schema.const !== undefined) return schema.const;
  const { endpoint, shown, world } = builder;
  const { instance } = place;
  const isCall = instance === shown.call;
  const path = pathFrom(place, plan);
  if (plan.mayBeEnvelope && (isCall || isBeside(plan, instance, path, shown))) {
    const around = envelopeValue(plan.name, schema, endpoint, shown, world.settings.locale);
    if (around !== undefined) return fitToSchema(around, fitRequest(schema, shown.call, world));
  }
  // What an answer that nobody declared says of an end is what was done.
  if (schema.enum?.length === 1 && endpoint.intent === 'delete' && endpoint.response.origin === 'inferred')
    return schema.enum[0] as JsonValue;
  const own = isCall ? null : calledBy(world.profile(instance.entity), plan);
  const attribute =
    own === null
      ? plan.attribute
      : settledName(instance, path, instance.facts.has(plan.attribute) ? plan.attribute : own.attribute);
  const raw = showsOwnId(plan, place)
    ? (instance.id as JsonValue)
    : world.value(instance, attribute, profileOf(instance, attribute, own, plan, world));
  const isDeclared = endpoint.response.origin !== 'inferred';
  const fitting =
    instance.facts.has(attribute) || !isDeclared ? withoutBounds(plan, raw, isDeclared) : schema;
  return fitToSchema(raw, fitRequest(fitting, instance, world));
}

/** At the root, paging and status stand beside the entity's own attributes. */
function isBeside({ isEnvelope }: LeafPlan, instance: Instance, path: string, { members }: Shown): boolean {
  return isEnvelope && instance === members[0] && !isNamed(instance.base ?? instance, path);
}

/** True for the field that holds the id of the instance that the surrounding object shows. */
function showsOwnId(plan: LeafPlan, { instance, pattern: { length }, idName }: Place): boolean {
  if (instance.id === null) return false;
  if (plan.idOf === length) return true;
  return idName === plan.name && plan.holder === length && instance.idNames.has(kindOfId(plan.name));
}

function profileOf(
  instance: Instance,
  attribute: string,
  own: Called | null,
  plan: LeafPlan,
  world: World,
): AttributeProfile {
  if (own === null) return plan.profile;
  if (own.attribute === attribute) return own.profile;
  return world.profile(instance.entity).attributes.get(attribute) ?? plan.profile;
}

function calledBy(entity: EntityProfile, plan: LeafPlan): Called {
  if (plan.called === null || plan.calledFor !== entity) {
    const attribute = oneName(entity, plan.attribute);
    plan.calledFor = entity;
    plan.called = { attribute, profile: entity.attributes.get(attribute) ?? plan.profile };
  }
  return plan.called;
}

/**
 * `type` and `property_type` of a property are one attribute: kept under the name that says what it may be, else under the
 * shorter one. A value that a call stated keeps the name it was stated by.
 */
function oneName({ entity, attributes }: EntityProfile, attribute: string): string {
  const own = attributes.get(attribute);
  if (own === undefined) return attribute;
  const prefix = `${entity}_`;
  const other = attribute.startsWith(prefix) ? attribute.slice(prefix.length) : `${prefix}${attribute}`;
  const theirs = attributes.get(other);
  if (theirs === undefined || own.traits.isIdLike) return attribute;
  const [isStated, isOtherStated] = [own.schema.enum !== undefined, theirs.schema.enum !== undefined];
  if (isStated !== isOtherStated) return isStated ? attribute : other;
  return other.length < attribute.length ? other : attribute;
}

/**
 * The attribute that a field of this path shows: the one it showed first, though another endpoint takes the thing for another
 * kind and so the field for another attribute; unless a call stated the latter.
 */
function settledName(instance: Instance, path: string, attribute: string): string {
  const owner = instance.base ?? instance;
  const seen = seenAt(owner, path);
  const known = seen.attribute;
  if (known !== null && known === attribute) return known;
  const isStated =
    owner.rewritten?.has(attribute) === true || (instance.base !== null && instance.facts.has(attribute));
  if (known !== null && !isStated) return known;
  seen.attribute = attribute;
  owner.hasNames = true;
  return attribute;
}

function isNamed(owner: Instance, path: string): boolean {
  return (owner.seen.get(path)?.attribute ?? null) !== null;
}

/**
 * What a call stated or a filter asked for is shown as it is, but never a member that a declared answer does not have; an
 * inferred answer's bounds are a guess and never change what a declared one shows.
 */
function withoutBounds(plan: LeafPlan, value: JsonValue, isDeclared: boolean): JsonSchema {
  const members = plan.schema.enum;
  const unbound = unboundSchema(plan);
  if (members === undefined) return unbound.free;
  if (isDeclared) return unbound.listed;
  const text = String(value).toLowerCase();
  return members.some((member) => String(member).toLowerCase() === text) ? unbound.listed : unbound.free;
}

/** What fitting a value asks for: its form, and the anchor of an e-mail address that is none. */
function fitRequest(schema: JsonSchema, instance: Instance, world: World): ValueRequest {
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

const anchors = new WeakMap<World, Anchor>();

function fallbackAnchor(world: World): Anchor {
  let anchor = anchors.get(world);
  if (anchor === undefined) {
    anchor = createLazyAnchor(world.settings.locale, createRandom(`${world.settings.seed}/anchor`));
    anchors.set(world, anchor);
  }
  return anchor;
}
