import type { JsonObject, JsonPointer, JsonValue } from '../../types/json.js';
import { jsonEqual } from '../json-equal.js';
import { segmentsOf } from '../pointer.js';

/** Whether the schema of a tool gives this value for the argument at a pointer: its default, or its only member. */
export function schemaGives(schema: unknown, pointer: JsonPointer, rule: string, value: JsonValue): boolean {
  const node = schemaAt(schema, pointer);
  if (node === null) return false;
  if (rule === 'default') return Object.hasOwn(node, 'default') && jsonEqual(node['default'], value);
  if (rule !== 'const') return false;
  if (Object.hasOwn(node, 'const')) return jsonEqual(node['const'], value);
  const members = node['enum'];
  return Array.isArray(members) && members.length === 1 && jsonEqual(members[0], value);
}

/** Every default, constant and enumeration member in a schema, and every name of a property. */
export function schemaWords(schema: unknown, words: JsonValue[] = [], depth = 0): JsonValue[] {
  if (typeof schema !== 'object' || schema === null || depth > 20) return words;
  for (const [key, child] of Object.entries(schema)) {
    if (key === 'enum' && Array.isArray(child)) words.push(...child);
    else if (key === 'default' || key === 'const') words.push(child as JsonValue);
    else schemaWords(child, words, depth + 1);
  }
  return words;
}

function schemaAt(schema: unknown, pointer: JsonPointer): JsonObject | null {
  let node = schema;
  for (const segment of segmentsOf(pointer) ?? []) {
    if (!isObject(node)) return null;
    const properties = node['properties'];
    if (isObject(properties) && Object.hasOwn(properties, segment)) node = properties[segment];
    else if (/^\d+$/.test(segment)) node = node['items'];
    else return null;
  }
  return isObject(node) ? node : null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
