import type { JsonPrimitive, JsonSchema, JsonSchemaType, JsonValue } from '../types/json.js';

export type NormalizedSchema = {
  readonly schema: JsonSchema;
  /** True where something had to be cut off to stay within the bounds. */
  readonly truncated: boolean;
};

const maximumDepth = 12;
const maximumNodes = 2_000;
const maximumFlattenings = 20_000;

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

type Walk = {
  readonly root: RawSchema;
  nodes: number;
  flattened: number;
  truncated: boolean;
  readonly open: Set<JsonValue>;
};
type RawSchema = { readonly [key: string]: JsonValue };

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

/** Resolves `$ref`, merges `allOf`, takes the first usable member of `anyOf` and `oneOf`. */
function flatten(raw: RawSchema, walk: Walk, rounds: number): RawSchema {
  walk.flattened += 1;
  // References and unions can multiply each other: the work is bounded, not only the depth.
  if (rounds > 8 || walk.flattened > maximumFlattenings) return {};
  const reference = own(raw, '$ref');
  if (typeof reference === 'string') {
    const target = resolve(walk.root, reference);
    if (target === null || walk.open.has(target)) return {};
    return flatten(target, walk, rounds + 1);
  }
  const all = own(raw, 'allOf');
  if (Array.isArray(all)) {
    const parts = all.filter(isObject).map((part) => flatten(part, walk, rounds + 1));
    return mergeParts([without(raw, 'allOf'), ...parts]);
  }
  for (const keyword of ['anyOf', 'oneOf']) {
    const members = own(raw, keyword);
    if (!Array.isArray(members)) continue;
    const usable = members.filter(isObject).map((member) => flatten(member, walk, rounds + 1));
    const chosen =
      usable.find(
        (member) => own(member, 'properties') !== undefined || own(member, 'items') !== undefined,
      ) ?? usable.find((member) => own(member, 'type') !== 'null');
    return mergeParts([without(raw, keyword), ...(chosen === undefined ? [] : [chosen])]);
  }
  return raw;
}

function mergeParts(parts: readonly RawSchema[]): RawSchema {
  const merged: Record<string, JsonValue> = Object.create(null);
  const properties: Record<string, JsonValue> = Object.create(null);
  let hasProperties = false;
  for (const part of parts) {
    for (const [key, value] of Object.entries(part)) {
      if (key === 'properties' && isObject(value)) {
        hasProperties = true;
        for (const [name, property] of Object.entries(value)) properties[name] = property;
      } else merged[key] = value;
    }
  }
  if (hasProperties) merged.properties = properties;
  return merged;
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
  };
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
      properties[name] = node;
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

function typeOf(raw: RawSchema): JsonSchemaType {
  const declared = own(raw, 'type');
  const spelled = Array.isArray(declared)
    ? declared.find((type) => type !== 'null' && typeof type === 'string')
    : declared;
  if (typeof spelled === 'string') {
    const known = typeNames.get(spelled.trim().toLowerCase());
    if (known !== undefined) {
      // `type: string` beside properties is a slip; the properties are the content.
      if (isObject(own(raw, 'properties')) && known !== 'array') return 'object';
      return known;
    }
  }
  if (isObject(own(raw, 'properties'))) return 'object';
  if (own(raw, 'items') !== undefined) return 'array';
  const members = own(raw, 'enum');
  const first = Array.isArray(members)
    ? members.find((member) => member !== null)
    : (own(raw, 'const') ?? own(raw, 'example'));
  if (typeof first === 'number') return Number.isInteger(first) ? 'integer' : 'number';
  if (typeof first === 'boolean') return 'boolean';
  // Pasted example data where a type should be ("grass, poison"), or nothing at all.
  return typeof spelled === 'string' ||
    first !== undefined ||
    own(raw, 'format') !== undefined ||
    own(raw, 'description') !== undefined
    ? 'string'
    : 'object';
}

const typeNames = new Map<string, JsonSchemaType>([
  ['string', 'string'],
  ['str', 'string'],
  ['text', 'string'],
  ['date', 'string'],
  ['datetime', 'string'],
  ['date-time', 'string'],
  ['number', 'number'],
  ['float', 'number'],
  ['double', 'number'],
  ['decimal', 'number'],
  ['integer', 'integer'],
  ['int', 'integer'],
  ['interger', 'integer'],
  ['long', 'integer'],
  ['int64', 'integer'],
  ['int32', 'integer'],
  ['boolean', 'boolean'],
  ['bool', 'boolean'],
  ['object', 'object'],
  ['dict', 'object'],
  ['json', 'object'],
  ['array', 'array'],
  ['list', 'array'],
  ['null', 'null'],
  ['nonetype', 'null'],
]);

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

function sizes<const K extends string>(raw: RawSchema, keywords: readonly K[]): { [key in K]?: number } {
  const found: { [key in K]?: number } = {};
  for (const keyword of keywords) {
    const value = own(raw, keyword);
    // Bounds of 64-bit integers are no bounds anybody meant.
    if (typeof value === 'number' && Math.abs(value) < 1e15) found[keyword] = value;
  }
  return found;
}

function resolve(root: RawSchema, reference: string): RawSchema | null {
  if (reference === '#') return root;
  if (!reference.startsWith('#/')) return null;
  let at: JsonValue | undefined = root;
  for (const segment of reference.slice(2).split('/').slice(0, 20)) {
    at = isObject(at) ? own(at, segment.replace(/~1/g, '/').replace(/~0/g, '~')) : undefined;
  }
  return isObject(at) ? at : null;
}

function without(raw: RawSchema, keyword: string): RawSchema {
  return Object.fromEntries(Object.entries(raw).filter(([key]) => key !== keyword));
}

function own(raw: RawSchema, key: string): JsonValue | undefined {
  return Object.hasOwn(raw, key) ? raw[key] : undefined;
}

function isObject(value: JsonValue | undefined): value is RawSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
