import { childPointer, segmentsOf } from '../json/json-pointer.js';
import type { JsonObject, JsonSchema, JsonValue, PointerPattern } from '../types/json.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import { primaryType } from '../values/fit-to-schema.js';
import { applyCounts, wholeCounts } from './apply-counts.js';
import { normalName } from './attribute-key.js';
import { contradicts } from './contradicts.js';
import { distinguishParts } from './distinguish-parts.js';
import type { Instance } from './instance.js';
import { isCurtailed } from './is-curtailed.js';
import { leafValue } from './leaf-value.js';
import { enterNamed, noteIds, wholeOf } from './named-objects.js';
import { nestedCount, singular } from './nested-lists.js';
import { ownIdName, plainIdName } from './own-id-name.js';
import { relatedInstance } from './references.js';
import type { Builder, Place, Shown } from './response-builder.js';
import type { World } from './world.js';

/** The answer, to the letter of the declared schema: each declared property is there, unless nothing is known of it. */
export function buildResponse(endpoint: Endpoint, shown: Shown, world: World): JsonValue {
  const { schema } = endpoint.response;
  if (schema === null) return {};
  const builder: Builder = { endpoint, shown, world, fields: fieldsOf(endpoint), budget: { nodes: 4000 } };
  const output = buildNode(schema, '', { instance: shown.call, pattern: '' }, builder, 0);
  return applyCounts(output ?? {}, endpoint.response.counts, pagedList(builder));
}

/** The list of which an answer shows a page; null where it shows none. */
function pagedList({ endpoint, shown }: Builder): { list: PointerPattern; total: number } | null {
  const at = endpoint.response.objects[0]?.at ?? '';
  const list = at.slice(0, at.indexOf('/*'));
  return shown.page?.isPart === true && at.includes('/*') ? { list, total: shown.page.total } : null;
}

const deepest = 14;
const fieldMaps = new WeakMap<Endpoint, ReadonlyMap<PointerPattern, ResponseField>>();

function fieldsOf(endpoint: Endpoint): ReadonlyMap<PointerPattern, ResponseField> {
  let fields = fieldMaps.get(endpoint);
  if (fields === undefined) {
    fields = new Map(endpoint.response.fields.map((field) => [field.pointer, field]));
    fieldMaps.set(endpoint, fields);
  }
  return fields;
}

/** Undefined where the schema says nothing about the node: it is left out. */
function buildNode(
  schema: JsonSchema,
  pattern: PointerPattern,
  place: Place,
  builder: Builder,
  depth: number,
): JsonValue | undefined {
  builder.budget.nodes -= 1;
  const node = resolve(schema);
  const here = enterObject(pattern, place, builder);
  switch (primaryType(node) ?? (node.properties ? 'object' : node.items ? 'array' : undefined)) {
    case 'object':
      return buildObject(node, pattern, here, builder, depth);
    case 'array':
      return buildArray(node, pattern, here, builder, depth);
    case undefined:
      return node.enum === undefined && node.const === undefined
        ? undefined
        : leafValue(node, pattern, here, builder);
    case 'null':
      return null;
    default:
      return leafValue(node, pattern, here, builder);
  }
}

/** One branch of a choice; all parts of a conjunction. */
function resolve(schema: JsonSchema): JsonSchema {
  const branch = (schema.anyOf ?? schema.oneOf)?.find((option) => option.type !== 'null');
  if (branch !== undefined) return { ...schema, ...resolve(branch), anyOf: [] };
  if (schema.allOf === undefined) return schema;
  const parts = schema.allOf.map(resolve);
  const properties = Object.assign(
    Object.create(null),
    schema.properties,
    ...parts.map((part) => part.properties ?? {}),
  );
  return { ...schema, ...Object.assign({}, ...parts), properties, allOf: [] };
}

/** The instance that the object at `pattern` shows, where an entity begins there. */
function enterObject(pattern: PointerPattern, place: Place, { endpoint, shown, world }: Builder): Place {
  const index = endpoint.response.objects.findIndex((object) => object.at === pattern);
  if (index < 0) return place;
  const object = endpoint.response.objects[index];
  if (object === undefined) return place;
  if (index === 0)
    return pattern.endsWith('/*') || pattern === '*'
      ? place
      : { instance: memberHere(place, shown) ?? place.instance, pattern };
  if (pattern.endsWith('*')) return place;
  if (place.instance.entity === object.entity) return { instance: place.instance, pattern };
  const owner = wholeOf(
    place.instance === shown.call ? (shown.members[0] ?? place.instance) : place.instance,
  );
  return {
    instance:
      object.idField === null
        ? world.keyed(object.entity, `${owner.key}${below(pattern, place)}`, owner)
        : relatedInstance(owner, object.entity, world),
    pattern,
  };
}

/** Where it stands in the thing that holds it, so that every endpoint that shows the thing shows the same there. */
function below(pattern: PointerPattern, place: Place): PointerPattern {
  return pattern.slice(place.pattern.length);
}

/** The member that the surrounding list stands at, or at what holds it; the only one where there is no list. */
function memberHere({ instance }: Place, shown: Shown): Instance | undefined {
  return (
    shown.members.find((member) => member === instance || wholeOf(member) === instance.parent) ??
    shown.members[0]
  );
}

function buildObject(
  schema: JsonSchema,
  pattern: PointerPattern,
  place: Place,
  builder: Builder,
  depth: number,
): JsonObject {
  const result: { [name: string]: JsonValue } = {};
  if (depth >= deepest) return result;
  const own = builder.endpoint.response.objects.find((object) => object.at === pattern);
  const idName = own?.idField ?? ownIdName(schema);
  const here = { ...enterNamed(place, pattern, idName, builder), idName };
  const isThing = here.instance !== builder.shown.call;
  const mayLack = (name: string): boolean => isGuessed || schema.required?.includes(name) !== true;
  const differs = (name: string, value: JsonValue): boolean =>
    isThing &&
    contradicts(
      here.instance,
      below(childPointer(pattern, name), here),
      value,
      builder.shown.given,
      builder.world,
    );
  const counted = countsIn(pattern, builder);
  const isGuessed = builder.endpoint.response.origin === 'inferred';
  for (const [name, node] of leadBy(own?.idField ?? null, Object.entries(schema.properties ?? {}))) {
    if (isGuessed && primaryType(node) === 'string' && builder.world.listNames().has(name)) continue;
    const value = buildNode(node, childPointer(pattern, name), here, builder, depth + 1);
    if (mayLack(name) && isCurtailed(name, value, builder.shown.given)) continue;
    if (value !== undefined && (counted.has(name) || !differs(name, value) || !mayLack(name)))
      Object.defineProperty(result, name, { value, enumerable: true, configurable: true, writable: true });
  }
  if (isThing && here.pattern === pattern)
    noteIds(here.instance, result, [idName, plainIdName(schema, idName)], builder.world);
  countSiblings(result, schema, pattern, builder);
  for (const [name, list] of counted) {
    const length = lengthBelow(result, list);
    if (length !== undefined && Object.hasOwn(result, name) && differs(name, length) && mayLack(name))
      delete result[name];
  }
  return result;
}

/** Names of an object's own fields that count a list in it → the path of that list. */
function countsIn(pattern: PointerPattern, { endpoint }: Builder): ReadonlyMap<string, readonly string[]> {
  return new Map(
    endpoint.response.counts.flatMap(({ pointer, of }) => {
      const name = segmentsOf(pointer).at(-1) ?? '';
      const isOwn = pointer === childPointer(pattern, name) && of.startsWith(`${pattern}/`);
      return isOwn ? [[name, segmentsOf(of.slice(pattern.length))] as const] : [];
    }),
  );
}

function lengthBelow(node: JsonValue, path: readonly string[]): number | undefined {
  let current: JsonValue | undefined = node;
  for (const segment of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, segment)) return undefined;
    current = (current as JsonObject)[segment];
  }
  return Array.isArray(current) ? current.length : undefined;
}

/** The id of what an object shows stands first in it, before ids of other things. */
function leadBy<Entry extends readonly [string, unknown]>(
  idField: string | null,
  entries: readonly Entry[],
): readonly Entry[] {
  return idField === null
    ? entries
    : [...entries.filter(([name]) => name === idField), ...entries.filter(([name]) => name !== idField)];
}

/** A count beside the one list of its object is the length of that list. */
function countSiblings(
  result: { [name: string]: JsonValue },
  schema: JsonSchema,
  pattern: PointerPattern,
  builder: Builder,
): void {
  const lists = Object.entries(result).filter(([, value]) => Array.isArray(value));
  const [counted] = lists;
  if (lists.length !== 1 || counted === undefined || !Array.isArray(counted[1])) return;
  const paged = pagedList(builder);
  const isPaged = childPointer(pattern, counted[0]) === paged?.list;
  for (const [name, node] of Object.entries(schema.properties ?? {})) {
    const own = normalName(name);
    if (primaryType(node) === 'integer' && countNames.test(own))
      result[name] = isPaged && wholeCounts.test(own) ? paged.total : counted[1].length;
  }
}

const countNames =
  /^(count|total|total_(count|results|items|records|hits)|num_results|results_count|result_count|size|length)$/;

function buildArray(
  schema: JsonSchema,
  pattern: PointerPattern,
  place: Place,
  builder: Builder,
  depth: number,
): JsonValue[] {
  const { endpoint, shown, world, budget } = builder;
  if (schema.items === undefined || depth >= deepest) return [];
  const item = `${pattern}/*`;
  const objectIndex = endpoint.response.objects.findIndex((object) => object.at === item);
  const items = schema.items;
  const build = (instance: Instance, at: PointerPattern = item): JsonValue | undefined =>
    buildNode(items, item, { instance, pattern: at }, builder, depth + 1);
  // The members' own objects may lie deeper in: `/data/*/details` shows one of them for each item of `/data`.
  const own = endpoint.response.objects[0]?.at ?? '';
  if (objectIndex === 0 || (own.startsWith(`${item}/`) && !pattern.includes('*'))) {
    const members = endpoint.response.objects[0]?.idField
      ? shown.members
      : distinguishParts(shown.members, item, endpoint, world);
    // What holds a member and has an id is a thing of its own: the school around its district.
    const at = objectIndex === 0 || ownIdName(items) === null ? item : pattern;
    return bounded(
      members.map((member) => build(member, at)),
      schema,
    );
  }
  const relative = below(pattern, place);
  const whole = wholeOf(place.instance);
  const inside = whole === shown.call ? 0 : depthOf(whole);
  const wanted = nestedCount(whole.key + relative, inside + names(relative), relative);
  // Of a list that is not its own, an answer shows as many as the task needs of it.
  const isDrawnFrom = !pattern.includes('*') && !own.includes('*');
  const needed = isDrawnFrom ? (world.settings.members?.get(endpoint.callName)?.minimum ?? 0) : 0;
  const isLong = budget.nodes < 400 && !isLeaf(schema.items);
  const count = Math.max(
    schema.minItems ?? 0,
    Math.min(schema.maxItems ?? 9, Math.max(needed, isLong ? 1 : wanted)),
  );
  const object = endpoint.response.objects[objectIndex];
  const entity = object?.entity ?? singular(relative.split('/').at(-1) ?? 'item');
  if (isLeaf(schema.items)) return distinctLeaves(schema, item, place, builder, count, relative);
  const stepDays = /forecast|day|daily|hour|schedule|history|series|quote|rate/.test(normalName(relative))
    ? 1
    : -3 - (relative.length % 9);
  const withIds = object !== undefined && object.idField !== null;
  const parts = Array.from({ length: count }, (_, index) => {
    const key = `${whole.key}${relative}/${index}`;
    return withIds
      ? withParent(world.issue(entity, key), whole)
      : world.keyed(entity, key, whole, { index, stepDays });
  });
  return bounded(
    (withIds ? parts : distinguishParts(parts, item, endpoint, world)).map((part) => build(part)),
    schema,
  );
}

/** How many things it is a part of, itself included. */
function depthOf({ parent }: Instance): number {
  return parent === null ? 1 : 1 + depthOf(parent);
}

function names(pattern: PointerPattern): number {
  return pattern.split('/').filter((segment) => segment !== '' && segment !== '*').length;
}

/** What an entity nested in another has in common with it, it takes from there. */
function withParent(instance: Instance, parent: Instance): Instance {
  if (parent.id !== null && !instance.facts.has(`${parent.entity}_id`))
    instance.facts.set(`${parent.entity}_id`, parent.id);
  return instance;
}

function bounded(values: readonly (JsonValue | undefined)[], schema: JsonSchema): JsonValue[] {
  const present = values.filter((value): value is JsonValue => value !== undefined);
  return schema.maxItems === undefined ? present : present.slice(0, schema.maxItems);
}

function isLeaf(schema: JsonSchema): boolean {
  const type = primaryType(resolve(schema));
  return type !== 'object' && type !== 'array' && schema.properties === undefined;
}

function distinctLeaves(
  schema: JsonSchema,
  item: PointerPattern,
  place: Place,
  builder: Builder,
  count: number,
  relative: string,
): JsonValue[] {
  const values = new Map<string, JsonValue>();
  const whole = wholeOf(place.instance);
  for (let index = 0; index < count + 4 && values.size < count; index += 1) {
    const part = builder.world.keyed(place.instance.entity, `${whole.key}${relative}/${index}`, whole, null);
    const value = leafValue(resolve(schema.items ?? {}), item, { instance: part, pattern: item }, builder);
    if (value !== undefined) values.set(JSON.stringify(value), value);
  }
  const list = [...values.values()];
  return list.every((value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}|^\d{2}:\d{2}/.test(value))
    ? list.sort((left, right) => (String(left) < String(right) ? -1 : 1))
    : list;
}
