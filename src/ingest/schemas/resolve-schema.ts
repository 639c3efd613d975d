import { isJsonObject } from '../../json/is-json-object.js';
import { segmentsOf } from '../../json/json-pointer.js';
import { toSchemaType } from '../../schemas/schema-types.js';
import type { JsonObject, JsonSchema, JsonSchemaType, JsonValue } from '../../types/json.js';
import { isJsonList, member } from '../json-shape.js';

/** Something about a schema that could not be taken over as it stands. */
export type SchemaProblem = {
  readonly reason: 'dangling_reference' | 'remote_reference' | 'circular_reference' | 'schema_too_large';
  /** A sentence with the particulars. */
  readonly detail: string;
};

export type ResolvedSchema = {
  readonly schema: JsonSchema;
  /** Each once. A part of the schema that has one allows anything. */
  readonly problems: readonly SchemaProblem[];
  /** Values that were looked at. */
  readonly nodes: number;
};

export type ResolveOptions = {
  /** The document in which references are looked up: `#/components/schemas/Pet`. */
  readonly root: JsonValue;
  /** Which way the value goes: properties that only go the other way (`readOnly` in an input) are left out. */
  readonly direction: 'input' | 'output';
  /** Values of the schema at most; 5,000 by default. */
  readonly maximumNodes?: number;
  /** What references of this document led to before, in this direction: filled and used again. */
  readonly known?: KnownSchemas;
};

/** Schemas written out whole, by the value they were written in, with how many values and levels they have. */
export type KnownSchemas = Map<
  JsonValue,
  { readonly schema: JsonSchema; readonly nodes: number; readonly levels: number }
>;

/**
 * A schema of somebody else's document as one of JSON Schema 2020-12 that stands alone: local references written out, idioms of
 * OpenAPI 3.0, Gemini and Python in today's words. References to files and to other hosts are never followed. What refers to
 * itself ends, where it would begin again, in a schema that allows anything. Work and size are bounded.
 */
export function resolveSchema(raw: JsonValue, options: ResolveOptions): ResolvedSchema {
  const maximumNodes = options.maximumNodes ?? 5_000;
  let spent = 0;
  for (const maximumDepth of depths) {
    const walk: Walk = {
      ...options,
      ...{ maximumNodes, maximumDepth },
      tooLarge: `It is cut to ${maximumDepth} levels and ${maximumNodes} values.`,
      known: options.known ?? new Map(),
      ...{ nodes: 0, reports: 0, deepest: 0, open: new Set(), problems: new Map() },
    };
    const schema = resolveNode(raw, 0, walk);
    spent += walk.nodes;
    if (walk.nodes <= maximumNodes || maximumDepth === depths.at(-1))
      return { schema, problems: [...walk.problems.values()], nodes: spent };
  }
  return { schema: {}, problems: [], nodes: spent };
}

/** Levels that are tried: what is too large loses its depths first, everywhere alike, not what happens to stand last. */
const depths = [24, 12, 9, 7, 5, 4, 3];

/** Stands for parts of which nothing is known, though the document says something of them. */
const cutOff: JsonSchema = Object.freeze({});
/** The same with words for people beside it. */
const unknownParts = new WeakSet<JsonSchema>();

/** Whether a part of a resolved schema allows anything only because it was cut off: a value made for it may break the original. */
export function isCutOff(schema: JsonSchema): boolean {
  return schema === cutOff || unknownParts.has(schema);
}

/** Longest text of a description or title that is kept. */
const longestText = 2_000;

type Walk = Required<ResolveOptions> & {
  readonly maximumDepth: number;
  /** What to say of a schema that is cut. */
  readonly tooLarge: string;
  nodes: number;
  /** How often something was cut off. */
  reports: number;
  /** Deepest level since this was set. */
  deepest: number;
  /** Objects that are being written out, against circles. */
  readonly open: Set<JsonValue>;
  readonly problems: Map<string, SchemaProblem>;
};

function report(walk: Walk, reason: SchemaProblem['reason'], detail: string): JsonSchema {
  if (walk.problems.size < 100 && !walk.problems.has(detail)) walk.problems.set(detail, { reason, detail });
  walk.reports += 1;
  return cutOff;
}

function resolveNode(raw: JsonValue | undefined, depth: number, walk: Walk): JsonSchema {
  if (raw === false) return { not: {} } as JsonSchema;
  if (!isJsonObject(raw)) return {};
  walk.nodes += 1;
  walk.deepest = Math.max(walk.deepest, depth);
  if ((depth > walk.maximumDepth && !isPlain(raw)) || walk.nodes > walk.maximumNodes)
    return report(walk, 'schema_too_large', walk.tooLarge);
  if (walk.open.has(raw))
    return report(walk, 'circular_reference', 'A part of it holds itself; there it allows anything.');
  walk.open.add(raw);
  const reference = member(raw, '$ref');
  const node =
    typeof reference === 'string'
      ? resolveReference(raw, reference, depth, walk)
      : readNode(raw, depth, walk);
  walk.open.delete(raw);
  return node;
}

/** Text, a number or a flag: nothing is below it. */
function isPlain(raw: JsonObject): boolean {
  const type = member(raw, 'type');
  return (
    typeof type === 'string' &&
    type !== 'object' &&
    type !== 'array' &&
    !['$ref', 'properties', 'allOf', 'anyOf', 'oneOf'].some((keyword) => Object.hasOwn(raw, keyword))
  );
}

/** What is referred to, with what stands beside the reference said in addition. */
function resolveReference(raw: JsonObject, reference: string, depth: number, walk: Walk): JsonSchema {
  const { $ref: _, ...beside } = raw;
  const said = Object.keys(beside).length === 0 ? {} : readNode(beside, depth, walk);
  const shown = reference.slice(0, 120);
  if (!reference.startsWith('#'))
    return withSaid(
      report(walk, 'remote_reference', `'${shown}' leads out of the file and is not followed.`),
      said,
    );
  const target = lookUp(walk.root, reference);
  if (target === undefined)
    return withSaid(report(walk, 'dangling_reference', `'${shown}' leads to nothing.`), said);
  if (walk.open.has(target))
    return withSaid(
      report(walk, 'circular_reference', `'${shown}' holds itself; there it allows anything.`),
      said,
    );
  return withSaid(resolveTarget(target, depth + 1, walk), said);
}

/** What a reference leads to, written out once for all places that fit it whole. */
function resolveTarget(target: JsonValue, depth: number, walk: Walk): JsonSchema {
  const known = walk.known.get(target);
  if (known !== undefined && depth + known.levels <= walk.maximumDepth) {
    walk.nodes += known.nodes;
    if (walk.nodes > walk.maximumNodes) return report(walk, 'schema_too_large', walk.tooLarge);
    walk.deepest = Math.max(walk.deepest, depth + known.levels);
    return known.schema;
  }
  const { nodes, reports, deepest } = walk;
  walk.deepest = depth;
  const schema = resolveNode(target, depth, walk);
  if (walk.reports === reports)
    walk.known.set(target, { schema, nodes: walk.nodes - nodes, levels: walk.deepest - depth });
  walk.deepest = Math.max(deepest, walk.deepest);
  return schema;
}

const annotations: ReadonlySet<string> = new Set(['title', 'description', 'default', 'examples']);

/** Words for people beside a reference count before those of the target; what restricts values counts as well as the target does. */
function withSaid(target: JsonSchema, said: JsonSchema): JsonSchema {
  const keywords = Object.keys(said);
  if (keywords.length === 0) return target;
  if (keywords.every((keyword) => annotations.has(keyword) || !Object.hasOwn(target, keyword))) {
    const both = { ...target, ...said };
    if (isCutOff(target)) unknownParts.add(both);
    return both;
  }
  return { allOf: [target, said] };
}

/** The value that a local reference means; undefined where there is none. */
export function lookUp(root: JsonValue, reference: string): JsonValue | undefined {
  if (reference === '#') return root;
  if (!reference.startsWith('#/')) return undefined;
  let value: JsonValue | undefined = root;
  for (const segment of segmentsOf(decode(reference.slice(1)))) {
    if (isJsonObject(value)) value = member(value, segment);
    else if (isJsonList(value)) value = /^\d{1,6}$/.test(segment) ? value[Number(segment)] : undefined;
    else return undefined;
  }
  return value;
}

/** References are parts of URLs: `%7B` for a brace. */
function decode(pointer: string): string {
  try {
    return decodeURIComponent(pointer);
  } catch {
    return pointer;
  }
}

function readNode(raw: JsonObject, depth: number, walk: Walk): JsonSchema {
  const node: { [keyword: string]: unknown } = {};
  const types = typesOf(raw);
  if (types.length === 1) node.type = types[0];
  else if (types.length > 1) node.type = types;
  for (const [keyword, value] of Object.entries(raw)) {
    const read = keywords.get(keyword);
    const taken = read?.(value, raw, depth, walk);
    if (taken !== undefined) node[keyword] = taken;
  }
  const declared = member(raw, 'type');
  const items = typeof declared === 'string' ? toSchemaType(declared)?.items : undefined;
  if (items !== undefined && node.items === undefined) node.items = { type: items };
  const example = member(raw, 'example');
  if (example !== undefined && node.examples === undefined) node.examples = [example];
  if (isJsonList(node.enum as JsonValue) && types.includes('null'))
    node.enum = withNull(node.enum as readonly JsonValue[]);
  tightenExclusive(raw, node);
  if (isFile(raw)) Object.assign(node, { type: 'string', format: 'binary' });
  if (isJsonObject(node.properties as JsonValue)) keepDirection(raw, node, walk);
  if (Array.isArray(node.required))
    node.required = inOrder(node.required as readonly string[], node.properties);
  return node as JsonSchema;
}

/** Types as JSON Schema spells them; `nullable` adds null. None where the schema says nothing usable. */
function typesOf(raw: JsonObject): readonly JsonSchemaType[] {
  const declared = member(raw, 'type');
  const words = isJsonList(declared) ? declared : [declared];
  const known = words.flatMap((word) => (typeof word === 'string' ? (toSchemaType(word)?.type ?? []) : []));
  if (known.length < words.filter((word) => word !== undefined).length) return [];
  const nullable = member(raw, 'nullable') === true && known.length > 0;
  return [...new Set(nullable ? [...known, 'null' as const] : known)];
}

/** `type: file` of Swagger 2.0, and bytes that are no text in OpenAPI 3.1. */
function isFile(raw: JsonObject): boolean {
  const media = member(raw, 'contentMediaType');
  return (
    member(raw, 'type') === 'file' ||
    (typeof media === 'string' &&
      !/^text\/|json|xml/i.test(media) &&
      member(raw, 'contentEncoding') === undefined)
  );
}

function withNull(members: readonly JsonValue[]): readonly JsonValue[] {
  return members.includes(null) ? members : [...members, null];
}

/** `minimum: 0, exclusiveMinimum: true` of drafts before 6. */
function tightenExclusive(raw: JsonObject, node: { [keyword: string]: unknown }): void {
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (member(raw, exclusive) !== true || typeof node[bound] !== 'number') continue;
    node[exclusive] = node[bound];
    delete node[bound];
  }
}

/** Leaves out the properties that only go the other way. */
function keepDirection(raw: JsonObject, node: { [keyword: string]: unknown }, walk: Walk): void {
  const unwanted = walk.direction === 'input' ? 'readOnly' : 'writeOnly';
  const declared = member(raw, 'properties') as JsonObject;
  const dropped = new Set(
    Object.keys(declared).filter((name) => {
      const property = declared[name];
      return isJsonObject(property) && member(property, unwanted) === true;
    }),
  );
  if (dropped.size === 0) return;
  const properties = node.properties as JsonObject;
  node.properties = Object.fromEntries(Object.entries(properties).filter(([name]) => !dropped.has(name)));
  if (Array.isArray(node.required))
    node.required = node.required.filter((name) => !dropped.has(String(name)));
}

/** In the order of the properties: `required` is a set, which documents of one service list in any order. */
function inOrder(required: readonly string[], properties: unknown): readonly string[] {
  const needed = new Set(required);
  const known = isJsonObject(properties) ? Object.keys(properties).filter((name) => needed.has(name)) : [];
  const others = required.filter((name) => !known.includes(name)).sort();
  return [...known, ...others];
}

type Keyword = (value: JsonValue, raw: JsonObject, depth: number, walk: Walk) => unknown;

const text: Keyword = (value) => (typeof value === 'string' ? value.slice(0, longestText) : undefined);
const number: Keyword = (value) => (typeof value === 'number' ? value : undefined);
const count: Keyword = (value) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
/** Gemini writes counts as texts. */
const countOrText: Keyword = (value, ...rest) =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : count(value, ...rest);
const list: Keyword = (value) => (isJsonList(value) && value.length > 0 ? value : undefined);
const names: Keyword = (value) =>
  isJsonList(value) ? [...new Set(value.filter((name) => typeof name === 'string'))] : undefined;
const schema: Keyword = (value, _raw, depth, walk) =>
  isJsonObject(value) || typeof value === 'boolean' ? resolveNode(value, depth + 1, walk) : undefined;
const schemaOrFlag: Keyword = (value, _raw, depth, walk) =>
  typeof value === 'boolean' ? value : isJsonObject(value) ? resolveNode(value, depth + 1, walk) : undefined;
const schemas: Keyword = (value, _raw, depth, walk) =>
  isJsonList(value) && value.length > 0 ? value.map((each) => resolveNode(each, depth + 1, walk)) : undefined;
const namesByName: Keyword = (value, ...rest) =>
  isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, listed]) => [name, names(listed, ...rest) ?? []]))
    : undefined;
const byName: Keyword = (value, _raw, depth, walk) =>
  isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, resolveNode(each, depth + 1, walk)]),
      )
    : undefined;

const keywords: ReadonlyMap<string, Keyword> = new Map([
  ...each(text, 'title description format pattern'),
  ...each((value) => value, 'const default'),
  ...each(list, 'enum examples'),
  ...each(number, 'minimum maximum multipleOf exclusiveMinimum exclusiveMaximum'),
  ...each(countOrText, 'minLength maxLength minItems maxItems minProperties maxProperties'),
  ...each((value) => (value === true ? true : undefined), 'uniqueItems'),
  ...each(schema, 'items contains not if then else propertyNames'),
  ...each(schemaOrFlag, 'additionalProperties'),
  ...each(schemas, 'prefixItems anyOf oneOf allOf'),
  ...each(byName, 'properties patternProperties dependentSchemas'),
  ...each(names, 'required'),
  ...each(namesByName, 'dependentRequired'),
]);

function each(keyword: Keyword, words: string): [string, Keyword][] {
  return words.split(' ').map((word) => [word, keyword]);
}
