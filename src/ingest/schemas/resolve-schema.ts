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
};

export type ResolveOptions = {
  /** The document in which references are looked up: `#/components/schemas/Pet`. */
  readonly root: JsonValue;
  /** Which way the value goes: properties that only go the other way (`readOnly` in an input) are left out. */
  readonly direction: 'input' | 'output';
  /** Values of the schema at most; 5,000 by default. */
  readonly maximumNodes?: number;
};

/**
 * A schema of somebody else's document as one of JSON Schema 2020-12 that stands alone: local references written out, idioms of
 * OpenAPI 3.0, Gemini and Python in today's words. References to files and to other hosts are never followed. What refers to
 * itself ends, where it would begin again, in a schema that allows anything. Work and size are bounded.
 */
export function resolveSchema(raw: JsonValue, options: ResolveOptions): ResolvedSchema {
  const walk: Walk = {
    ...options,
    maximumNodes: options.maximumNodes ?? 5_000,
    nodes: 0,
    open: new Set(),
    problems: new Map(),
  };
  const schema = resolveNode(raw, 0, walk);
  return { schema, problems: [...walk.problems.values()] };
}

const maximumDepth = 24;
/** Longest text of a description or title that is kept. */
const longestText = 2_000;

type Walk = Required<ResolveOptions> & {
  nodes: number;
  /** Objects that are being written out, against circles. */
  readonly open: Set<JsonValue>;
  readonly problems: Map<string, SchemaProblem>;
};

function report(walk: Walk, reason: SchemaProblem['reason'], detail: string): JsonSchema {
  if (walk.problems.size < 100) walk.problems.set(`${reason} ${detail}`, { reason, detail });
  return {};
}

function resolveNode(raw: JsonValue | undefined, depth: number, walk: Walk): JsonSchema {
  if (raw === false) return { not: {} } as JsonSchema;
  if (!isJsonObject(raw)) return {};
  walk.nodes += 1;
  if (depth > maximumDepth || walk.nodes > walk.maximumNodes)
    return report(
      walk,
      'schema_too_large',
      `It is cut to ${maximumDepth} levels and ${walk.maximumNodes} values.`,
    );
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

/** What is referred to, with what stands beside the reference said in addition. */
function resolveReference(raw: JsonObject, reference: string, depth: number, walk: Walk): JsonSchema {
  const { $ref: _, ...beside } = raw;
  const said = Object.keys(beside).length === 0 ? {} : readNode(beside, depth, walk);
  const shown = reference.slice(0, 120);
  if (!reference.startsWith('#')) {
    return {
      ...report(walk, 'remote_reference', `'${shown}' leads out of the file and is not followed.`),
      ...said,
    };
  }
  const target = lookUp(walk.root, reference);
  if (target === undefined)
    return { ...report(walk, 'dangling_reference', `'${shown}' leads to nothing.`), ...said };
  return { ...resolveNode(target, depth + 1, walk), ...said };
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
  if (isJsonObject(node.properties as JsonValue)) keepDirection(raw, node, walk);
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
    Object.entries(declared).flatMap(([name, property]) =>
      isJsonObject(property) && member(property, unwanted) === true ? name : [],
    ),
  );
  if (dropped.size === 0) return;
  const properties = node.properties as JsonObject;
  node.properties = Object.fromEntries(Object.entries(properties).filter(([name]) => !dropped.has(name)));
  if (Array.isArray(node.required))
    node.required = node.required.filter((name) => !dropped.has(String(name)));
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
