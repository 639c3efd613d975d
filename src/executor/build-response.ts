import { ConversationFailure } from '../errors/conversation-failure.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';
import { applyCounts } from './apply-counts.js';
import { contradicts } from './contradicts.js';
import { distinguishParts } from './distinguish-parts.js';
import type { Instance } from './instance.js';
import { isCurtailed, readGiven } from './is-curtailed.js';
import { leafValue } from './leaf-value.js';
import { enterNamed, noteIds, wholeOf } from './named-objects.js';
import { listTraitsOf, nestedCount } from './nested-lists.js';
import { isYetToCome } from './played-event.js';
import { relatedInstance } from './references.js';
import { type Builder, type Place, pathFrom, type Shown } from './response-builder.js';
import { type ArrayPlan, type NodePlan, type ObjectPlan, planOf } from './response-plan.js';
import { isUnstated } from './unstated.js';
import type { World } from './world.js';

/** The answer, to the letter of the declared schema: each declared property is there, unless nothing is known of it. */
export function buildResponse(endpoint: Endpoint, shown: Shown, world: World): JsonValue {
  const plan = planOf(endpoint);
  if (plan === null) return {};
  const paged =
    shown.page?.isPart === true && plan.list !== null ? { list: plan.list, total: shown.page.total } : null;
  const builder: Builder = {
    endpoint,
    shown,
    world,
    paged,
    given: readGiven(shown.given),
    nodes: 4000,
  };
  const output = buildNode(plan.root, { instance: shown.call, pattern: '', idName: null }, builder);
  return applyCounts(output ?? {}, plan.counts, paged);
}

/** Values beyond its budget at which an answer is no answer that anybody could read. */
const overrun = 26_000;

function buildNode(plan: NodePlan, place: Place, builder: Builder): JsonValue {
  builder.nodes -= 1;
  if (builder.nodes < -overrun)
    throw new ConversationFailure('answer-too-large', `an answer of ${builder.endpoint.id} does not end`);
  const here = plan.object < 0 ? place : enterObject(plan, place, builder);
  switch (plan.kind) {
    case 'object':
      return buildObject(plan, here, builder);
    case 'array':
      return buildArray(plan, here, builder);
    case 'leaf':
      return leafValue(plan, here, builder);
    case 'null':
      return null;
  }
}

/** The instance that the object shows, where an entity begins there. */
function enterObject(plan: NodePlan, place: Place, { endpoint, shown, world }: Builder): Place {
  const { pattern } = plan;
  const object = endpoint.response.objects[plan.object];
  if (object === undefined) return place;
  if (plan.object === 0)
    return pattern.endsWith('/*') || pattern === '*'
      ? place
      : { instance: memberHere(place, shown) ?? place.instance, pattern, idName: null };
  if (pattern.endsWith('*')) return place;
  if (place.instance.entity === object.entity) return { instance: place.instance, pattern, idName: null };
  const owner = wholeOf(
    place.instance === shown.call ? (shown.members[0] ?? place.instance) : place.instance,
  );
  return {
    instance:
      object.idField === null
        ? world.keyed(object.entity, `${owner.key}${pathFrom(place, plan)}`, owner)
        : relatedInstance(owner, object.entity, world),
    pattern,
    idName: null,
  };
}

/** The member that the surrounding list stands at, or at what holds it; the only one where there is no list. */
function memberHere({ instance }: Place, shown: Shown): Instance | undefined {
  return (
    shown.members.find((member) => member === instance || wholeOf(member) === instance.parent) ??
    shown.members[0]
  );
}

/** True of what nobody said and of what has not happened yet. */
function isWanting(instance: Instance, attribute: string, world: World): boolean {
  const { facts } = instance;
  if (facts.size === 0) return false;
  return isUnstated(instance.base ?? instance, attribute) || isYetToCome(instance, attribute, world);
}

type Properties = { [name: string]: JsonValue };

function buildObject(plan: ObjectPlan, place: Place, builder: Builder): JsonObject {
  const result: Properties = {};
  if (plan.isCut) return result;
  const { shown, world, given } = builder;
  const own = enterNamed(place, plan, builder);
  const here = { instance: own.instance, pattern: own.pattern, idName: plan.idName };
  const isThing = here.instance !== shown.call;
  for (const property of plan.properties) {
    const { name, node, mayLack } = property;
    if (property.isGuessedText && world.listNames().has(name)) continue;
    if (node === null) {
      builder.nodes -= 1;
      continue;
    }
    if (mayLack && node.kind === 'leaf' && isWanting(here.instance, node.attribute, world)) continue;
    const value = buildNode(node, here, builder);
    if (mayLack && isCurtailed(property.normal, value, given)) continue;
    // Asked of every property that counts nothing: what is shown first is remembered.
    const differs =
      isThing &&
      property.counted === null &&
      contradicts(here.instance, pathFrom(here, node), value, shown.given, world);
    if (!differs || !mayLack) setProperty(result, name, value);
  }
  if (isThing && here.pattern === plan.pattern) noteIds(here.instance, result, plan.idNames, world);
  if (plan.siblingCounts.length > 0) countSiblings(result, plan, builder);
  if (plan.counts) dropFalseCounts(result, plan, here, builder);
  return result;
}

function setProperty(result: Properties, name: string, value: JsonValue): void {
  if (name === '__proto__')
    Object.defineProperty(result, name, { value, enumerable: true, configurable: true, writable: true });
  else result[name] = value;
}

/** Counts of a list below that an earlier answer showed as another number. */
function dropFalseCounts(result: Properties, plan: ObjectPlan, here: Place, builder: Builder): void {
  const { shown, world } = builder;
  for (const { name, node, counted, mayLack } of plan.properties) {
    const length = counted === null ? undefined : lengthBelow(result, counted);
    if (length === undefined || node === null || !Object.hasOwn(result, name)) continue;
    const isThing = here.instance !== shown.call;
    if (isThing && contradicts(here.instance, pathFrom(here, node), length, shown.given, world) && mayLack)
      delete result[name];
  }
}

function lengthBelow(node: JsonValue, path: readonly string[]): number | undefined {
  let current: JsonValue | undefined = node;
  for (const segment of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, segment)) return undefined;
    current = (current as JsonObject)[segment];
  }
  return Array.isArray(current) ? current.length : undefined;
}

/** A count beside the one list of its object is the length of that list. */
function countSiblings(result: Properties, plan: ObjectPlan, { paged }: Builder): void {
  const lists = plan.properties.filter(
    ({ name }) => Object.hasOwn(result, name) && Array.isArray(result[name]),
  );
  const [list] = lists;
  if (lists.length !== 1 || list === undefined) return;
  const isPaged = paged !== null && list.node?.pattern === paged.list;
  const { length } = result[list.name] as readonly JsonValue[];
  for (const { name, isWhole } of plan.siblingCounts)
    result[name] = isPaged && isWhole ? paged.total : length;
}

function buildArray(plan: ArrayPlan, place: Place, builder: Builder): JsonValue[] {
  if (plan.isCut) return [];
  return plan.isOwn ? buildMembers(plan, builder) : buildNested(plan, place, builder);
}

/** The members' own objects may lie deeper in: `/data/(asterisk)/details` shows one of them for each item of `/data`. */
function buildMembers(plan: ArrayPlan, builder: Builder): JsonValue[] {
  const { shown, world, endpoint } = builder;
  const hasIds = Boolean(endpoint.response.objects[0]?.idField);
  const members = hasIds ? shown.members : distinguishParts(shown.members, plan.partFields, world);
  // What holds a member and has an id is a thing of its own: the school around its district.
  const at = plan.holdsThings ? plan.pattern : plan.itemPattern;
  return buildItems(members, at, plan, builder);
}

function buildItems(
  instances: readonly Instance[],
  at: string,
  { item, maxItems }: ArrayPlan,
  builder: Builder,
): JsonValue[] {
  const items: JsonValue[] = [];
  for (const instance of instances) {
    if (item === null) builder.nodes -= 1;
    else items.push(buildNode(item, { instance, pattern: at, idName: null }, builder));
  }
  return maxItems === null ? items : items.slice(0, maxItems);
}

function buildNested(plan: ArrayPlan, place: Place, builder: Builder): JsonValue[] {
  const { endpoint, shown, world } = builder;
  const { minItems, maxItems, leaf } = plan;
  const relative = pathFrom(place, plan);
  const traits = listTraitsOf(relative);
  const whole = wholeOf(place.instance);
  const inside = whole === shown.call ? 0 : depthOf(whole);
  const wanted = nestedCount(whole.key + relative, inside + traits.depth, traits);
  // Of a list that is not its own, an answer shows as many as the task needs of it.
  const isDrawnFrom = plan.isOutermost && !(endpoint.response.objects[0]?.at ?? '').includes('*');
  const needed = isDrawnFrom ? (world.settings.members?.get(endpoint.callName)?.minimum ?? 0) : 0;
  const isLong = builder.nodes < 400 && leaf === null;
  const count = Math.max(
    isLong ? 0 : minItems,
    Math.min(maxItems ?? 9, Math.max(needed, isLong ? 1 : wanted)),
  );
  if (leaf !== null) return distinctLeaves(plan, place, count, builder);
  const object = endpoint.response.objects[plan.itemObject];
  const entity = object?.entity ?? traits.member;
  const withIds = object !== undefined && object.idField !== null;
  const parts: Instance[] = [];
  for (let index = 0; index < count; index += 1) {
    const key = `${whole.key}${relative}/${index}`;
    parts.push(
      withIds
        ? withParent(world.issue(entity, key), whole)
        : world.keyed(entity, key, whole, { index, stepDays: traits.stepDays }),
    );
  }
  const told = withIds ? parts : distinguishParts(parts, plan.partFields, world);
  return buildItems(told, plan.itemPattern, plan, builder);
}

/** How many things it is a part of, itself included. */
function depthOf(instance: Instance): number {
  let depth = 1;
  for (let { parent } = instance; parent !== null; parent = parent.parent) depth += 1;
  return depth;
}

/** What an entity nested in another has in common with it, it takes from there. */
function withParent(instance: Instance, parent: Instance): Instance {
  if (parent.id !== null && !instance.facts.has(`${parent.entity}_id`))
    instance.facts.set(`${parent.entity}_id`, parent.id);
  return instance;
}

/** Plain values, none of them twice; dates and times ascending. */
function distinctLeaves(plan: ArrayPlan, place: Place, count: number, builder: Builder): JsonValue[] {
  const { leaf } = plan;
  if (leaf === null) return [];
  const values = new Map<string, JsonValue>();
  const whole = wholeOf(place.instance);
  const relative = pathFrom(place, plan);
  for (let index = 0; index < count + 4 && values.size < count; index += 1) {
    const part = builder.world.keyed(place.instance.entity, `${whole.key}${relative}/${index}`, whole, null);
    const value = leafValue(leaf, { instance: part, pattern: plan.itemPattern, idName: null }, builder);
    values.set(JSON.stringify(value), value);
  }
  const list = [...values.values()];
  return list.every((value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}|^\d{2}:\d{2}/.test(value))
    ? list.sort((left, right) => (String(left) < String(right) ? -1 : 1))
    : list;
}
