import type { JsonSchema, JsonValue } from '../types/json.js';

const maximumDepth = 10;

/** Schema of a recorded response. Lists take their first member; null where nothing is in it. */
export function schemaFromExample(value: JsonValue): JsonSchema | null {
  return fromValue(value, 0, leafOfExample);
}

/**
 * Schema of a `template_response`, whose leaves are Python type names (`"str"`, `"int"`, `"NoneType"`) and whose lists hold
 * one specimen and perhaps a remark (`"list of str with length 6"`).
 */
export function schemaFromTemplate(value: JsonValue): JsonSchema | null {
  return fromValue(value, 0, leafOfTemplate);
}

type Leaf = (value: JsonValue) => JsonSchema | null;

function fromValue(value: JsonValue, depth: number, leaf: Leaf): JsonSchema | null {
  if (depth > maximumDepth) return null;
  if (Array.isArray(value)) {
    const items = value[0] === undefined ? null : fromValue(value[0], depth + 1, leaf);
    return items === null ? { type: 'array' } : { type: 'array', items };
  }
  if (typeof value !== 'object' || value === null) return leaf(value);
  const properties: Record<string, JsonSchema> = Object.create(null);
  let count = 0;
  for (const [name, member] of Object.entries(value)) {
    if (name === '*' || name === '_list_length' || name.length > 120 || count >= 300) continue;
    const node = fromValue(member, depth + 1, leaf);
    if (node === null) continue;
    properties[name] = node;
    count += 1;
  }
  return count === 0 ? { type: 'object' } : { type: 'object', properties };
}

function leafOfExample(value: JsonValue): JsonSchema | null {
  if (typeof value === 'string') return { type: 'string' };
  if (typeof value === 'boolean') return { type: 'boolean' };
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
  return null;
}

function leafOfTemplate(value: JsonValue): JsonSchema | null {
  if (typeof value !== 'string') return leafOfExample(value);
  const list = /^list of ([a-zA-Z]+)(?: with length \d+)?$/.exec(value.trim())?.[1];
  if (list !== undefined) {
    const items = templateTypes.get(list);
    return items === undefined ? { type: 'array' } : { type: 'array', items: { type: items } };
  }
  if (value.trim() === 'empty list') return { type: 'array' };
  const type = templateTypes.get(value.trim());
  return type === undefined ? null : { type };
}

const templateTypes = new Map<string, 'string' | 'integer' | 'number' | 'boolean'>([
  ['str', 'string'],
  ['int', 'integer'],
  ['float', 'number'],
  ['bool', 'boolean'],
]);
