import { compilePattern } from '../json/compile-pattern.js';
import type { JsonPrimitive, JsonSchema, JsonSchemaType, JsonValue } from '../types/json.js';
import { flatten, maximumDepth, maximumNodes } from './flatten-schema.js';
import { isObject, own, type RawSchema, type Walk } from './raw-schema.js';
import { typeOf } from './schema-type.js';

export type NormalizedSchema = {
  readonly schema: JsonSchema;
  /** True where something had to be cut off to stay within the bounds. */
  readonly truncated: boolean;
};

/**
 * A declared response schema made clean: every node has one type, unions are merged or their first usable member taken,
 * local references resolved, at most 12 levels and 2,000 nodes. Any JSON value is survived; null where it declares nothing.
 */
export function normalizeSchema(declared: JsonValue): NormalizedSchema | null {
  if (!isObject(declared)) return null;
  const walk: Walk = { root: declared, nodes: 0, flattened: 0, truncated: false, open: new Set() };
  const schema = toNode(declared, 0, walk);
  return schema === null ? null : { schema, truncated: walk.truncated };
}

function toNode(raw: JsonValue | undefined, depth: number, walk: Walk): JsonSchema | null {
  if (!isObject(raw)) return null;
  if (depth > maximumDepth || walk.nodes >= maximumNodes) {
    walk.truncated = true;
    return null;
  }
  if (walk.open.has(raw)) return null;
  walk.open.add(raw);
  walk.nodes += 1;
  const node = typedNode(flatten(raw, walk, 0), depth, walk);
  walk.open.delete(raw);
  return node;
}

function typedNode(raw: RawSchema, depth: number, walk: Walk): JsonSchema | null {
  const type = typeOf(raw);
  const description = own(raw, 'description');
  const base =
    typeof description === 'string' && description.trim() !== ''
      ? { description: description.slice(0, 300) }
      : {};
  if (type === 'object') return objectNode(raw, base, depth, walk);
  if (type === 'array') {
    const items = own(raw, 'items');
    const item = toNode(Array.isArray(items) ? items[0] : items, depth + 1, walk);
    return {
      type: 'array',
      ...base,
      ...(item === null ? {} : { items: item }),
      ...sizes(raw, ['minItems', 'maxItems']),
    };
  }
  if (type === 'null') return null;
  const members = enumMembers(raw, type);
  const format = own(raw, 'format');
  return {
    type,
    ...base,
    ...(members === null ? {} : { enum: members }),
    ...(type === 'string' && typeof format === 'string' && knownFormats.has(format) ? { format } : {}),
    ...(type === 'integer' || type === 'number' ? sizes(raw, ['minimum', 'maximum']) : {}),
    ...(type === 'string' ? sizes(raw, ['minLength', 'maxLength']) : {}),
    ...(type === 'string' ? patternOf(raw) : {}),
  };
}

/** A pattern that can be matched in bounded time; any other binds nothing here. */
function patternOf(raw: RawSchema): { readonly pattern?: string } {
  const pattern = own(raw, 'pattern');
  return typeof pattern === 'string' && compilePattern(pattern) !== null ? { pattern } : {};
}

const knownFormats = new Set([
  'date',
  'date-time',
  'time',
  'email',
  'uri',
  'uuid',
  'ipv4',
  'ipv6',
  'hostname',
  'phone-number',
  'phone',
  'date-time-rfc-2822',
]);

function objectNode(raw: RawSchema, base: { description?: string }, depth: number, walk: Walk): JsonSchema {
  const declared = own(raw, 'properties');
  const properties: Record<string, JsonSchema> = Object.create(null);
  const names: string[] = [];
  if (isObject(declared)) {
    for (const [name, property] of Object.entries(declared)) {
      // A property called `*` could not be told from "any index" in a pointer pattern.
      if (name === '*' || name.length > 120) continue;
      const node = toNode(property, depth + 1, walk);
      if (node === null) continue;
      // No system numbers its things by fractions, though JSON knows one kind of number only.
      properties[name] = node.type === 'number' && isIdName.test(name) ? { ...node, type: 'integer' } : node;
      names.push(name);
    }
  }
  if (names.length === 0) return { type: 'object', ...base };
  const required = own(raw, 'required');
  const kept = Array.isArray(required)
    ? [
        ...new Set(
          required.filter(
            (name): name is string => typeof name === 'string' && Object.hasOwn(properties, name),
          ),
        ),
      ]
    : [];
  return { type: 'object', ...base, properties, ...(kept.length === 0 ? {} : { required: kept }) };
}

const isIdName = /^_?id$|_id$|[a-z]I[dD]$/;

function enumMembers(raw: RawSchema, type: JsonSchemaType): readonly JsonPrimitive[] | null {
  const constant = own(raw, 'const');
  const members = constant === undefined ? own(raw, 'enum') : [constant];
  if (!Array.isArray(members)) return null;
  const fitting = members.filter((member): member is JsonPrimitive =>
    type === 'string'
      ? typeof member === 'string'
      : type === 'boolean'
        ? typeof member === 'boolean'
        : typeof member === 'number',
  );
  const unique = [...new Set(fitting)];
  return unique.length === 0 || unique.length > 200 ? null : unique;
}

function sizes<const K extends Bound>(raw: RawSchema, keywords: readonly K[]): { [key in K]?: number } {
  const found: { [key in K]?: number } = {};
  for (const keyword of keywords) {
    const value = own(raw, keyword);
    if (typeof value !== 'number' || Math.abs(value) > largestBound[keyword]) continue;
    if (isCount(keyword) && (value < 0 || !Number.isInteger(value))) continue;
    found[keyword] = value;
  }
  return found;
}

type Bound = 'minimum' | 'maximum' | 'minItems' | 'maxItems' | 'minLength' | 'maxLength';

/** Bounds of 64-bit integers are no bounds anybody meant, and a list of a thousand at least is none anybody reads. */
const largestBound: { readonly [keyword in Bound]: number } = {
  minimum: 1e15,
  maximum: 1e15,
  minItems: 50,
  maxItems: 1e15,
  minLength: 500,
  maxLength: 1e15,
};

function isCount(keyword: Bound): boolean {
  return keyword !== 'minimum' && keyword !== 'maximum';
}
