import type { JsonObject } from '../../types/json.js';
import { formatChecks } from './format-checks.js';
import { safeRegExp } from './safe-reg-exp.js';

/** Whether a value surely keeps a schema; false where it does not, or where only a full check can tell. */
export type PlainCheck = (value: unknown) => boolean;

/**
 * A check of a schema that holds only well-formed keywords of the plain sort, as those of parameters do; null for any other.
 * Reads the schema once. Compiling one to code takes longer than all the checks that its tool will ever see.
 */
export function plainCheck(schema: unknown): PlainCheck | null {
  const node = readNode(schema, 0);
  return node === null ? null : (value) => keeps(node, value);
}

type PlainNode = {
  readonly types: readonly string[] | null;
  readonly members: readonly unknown[] | null;
  readonly least: number;
  readonly most: number;
  readonly shortest: number;
  readonly longest: number;
  readonly pattern: { readonly test: (text: string) => boolean } | null;
  readonly format: ((text: string) => boolean) | null;
  readonly fewest: number;
  readonly mostItems: number;
  readonly items: PlainNode | null;
  readonly properties: ReadonlyMap<string, PlainNode> | null;
  readonly required: readonly string[];
  readonly open: boolean;
};

const knownTypes = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);
const annotations = new Set(['title', 'description', 'default', 'example', 'examples', 'deprecated']);
const keywords = new Set([
  ...annotations,
  ...['type', 'enum', 'const', 'minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'format'],
  ...['minItems', 'maxItems', 'items', 'properties', 'required', 'additionalProperties'],
]);

function readNode(schema: unknown, depth: number): PlainNode | null {
  if (!isObject(schema) || depth > 20) return null;
  for (const name of Object.keys(schema)) if (!keywords.has(name)) return null;
  const own = (name: string): unknown => (Object.hasOwn(schema, name) ? schema[name] : undefined);
  const types = readTypes(own('type'));
  const members = readMembers(own('enum'), schema);
  const pattern = readPattern(own('pattern'));
  const format = readFormat(own('format'));
  const items = own('items') === undefined ? null : readNode(own('items'), depth + 1);
  const properties = readProperties(own('properties'), depth);
  const required = own('required') ?? [];
  const open = own('additionalProperties') ?? true;
  const bounds = boundNames.map((name, index) => readBound(own(name), index));
  if (
    [types, members, pattern, format, properties].includes(undefined) ||
    (items === null && own('items') !== undefined) ||
    !Array.isArray(required) ||
    !required.every((name) => typeof name === 'string') ||
    typeof open !== 'boolean' ||
    bounds.includes(null)
  )
    return null;
  const [least = null, most, shortest, longest, fewest, mostItems] = bounds;
  return {
    types: types ?? null,
    members: members ?? null,
    least: least ?? 0,
    most: most ?? 0,
    shortest: shortest ?? 0,
    longest: longest ?? 0,
    pattern: pattern ?? null,
    format: format ?? null,
    fewest: fewest ?? 0,
    mostItems: mostItems ?? 0,
    items,
    properties: properties ?? null,
    required,
    open,
  };
}

const boundNames = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const;

/** A bound that nothing passes where the schema has none; null where it has an odd one. */
function readBound(bound: unknown, index: number): number | null {
  if (bound === undefined) return index % 2 === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (typeof bound !== 'number' || !Number.isFinite(bound)) return null;
  return index < 2 || (Number.isInteger(bound) && bound >= 0) ? bound : null;
}

// Each of these gives null for a keyword that is not there, and undefined for one that is not plain.

function readTypes(type: unknown): readonly string[] | null | undefined {
  if (type === undefined) return null;
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  const arePlain =
    types.length > 0 && types.every((each) => typeof each === 'string' && knownTypes.has(each));
  return arePlain ? (types as readonly string[]) : undefined;
}

function readMembers(members: unknown, schema: JsonObject): readonly unknown[] | null | undefined {
  if (Object.hasOwn(schema, 'const'))
    return members === undefined ? readMembers([schema['const']], {}) : undefined;
  if (members === undefined) return null;
  if (!Array.isArray(members) || members.length === 0) return undefined;
  return members.every((member) => typeof member !== 'object' || member === null) ? members : undefined;
}

function readPattern(pattern: unknown): PlainNode['pattern'] | undefined {
  if (pattern === undefined) return null;
  if (typeof pattern !== 'string') return undefined;
  try {
    return safeRegExp(pattern);
  } catch {
    return undefined;
  }
}

function readFormat(format: unknown): ((text: string) => boolean) | null | undefined {
  if (format === undefined) return null;
  if (typeof format !== 'string') return undefined;
  return Object.hasOwn(formatChecks, format) ? formatChecks[format] : null;
}

function readProperties(
  properties: unknown,
  depth: number,
): ReadonlyMap<string, PlainNode> | null | undefined {
  if (properties === undefined) return null;
  if (!isObject(properties)) return undefined;
  const nodes = new Map<string, PlainNode>();
  for (const [name, schema] of Object.entries(properties)) {
    const node = name === '__proto__' ? null : readNode(schema, depth + 1);
    if (node === null) return undefined;
    nodes.set(name, node);
  }
  return nodes;
}

function keeps(node: PlainNode, value: unknown): boolean {
  if (node.types !== null && !isOfTypes(value, node.types)) return false;
  if (node.members !== null && !node.members.includes(value)) return false;
  if (typeof value === 'string') return keepsText(node, value);
  if (typeof value === 'number') return value >= node.least && value <= node.most;
  if (Array.isArray(value)) return keepsList(node, value);
  return isObject(value) ? keepsObject(node, value) : value === null || typeof value === 'boolean';
}

function isOfTypes(value: unknown, types: readonly string[]): boolean {
  for (const type of types) {
    if (type === 'integer' ? Number.isInteger(value) : type === 'number' ? Number.isFinite(value) : false)
      return true;
    if (type === 'array' ? Array.isArray(value) : type === 'null' ? value === null : false) return true;
    if (type === 'object' ? isObject(value) : type === typeof value && type !== 'number') return true;
  }
  return false;
}

/** Characters are no fewer than half the units and no more than all of them; where that does not decide, the full check does. */
function keepsText({ shortest, longest, pattern, format }: PlainNode, text: string): boolean {
  if (text.length > longest || (shortest > 0 && text.length < 2 * shortest && !isLongEnough(text, shortest)))
    return false;
  return (format === null || format(text)) && (pattern === null || pattern.test(text));
}

function isLongEnough(text: string, shortest: number): boolean {
  return text.length >= shortest && !/[\ud800-\udfff]/.test(text);
}

function keepsList({ fewest, mostItems, items }: PlainNode, list: readonly unknown[]): boolean {
  if (list.length < fewest || list.length > mostItems) return false;
  return items === null || list.every((member) => keeps(items, member));
}

function keepsObject({ properties, required, open }: PlainNode, object: JsonObject): boolean {
  for (const name of required) if (!Object.hasOwn(object, name)) return false;
  if (properties === null && open) return true;
  for (const name in object) {
    const node = properties?.get(name);
    if (node === undefined ? !open : !keeps(node, object[name])) return false;
  }
  return true;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
