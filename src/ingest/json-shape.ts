import type { JsonObject, JsonValue } from '../types/json.js';

/** `Array.isArray` does not narrow to a read-only list; this does. */
export function isJsonList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The member's own value. What objects inherit (`constructor`, `toString`) is never taken for data. */
export function member(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** First of the members that is text, as it stands; a number or boolean is spelled out; empty where there is none. */
export function textMember(object: JsonObject, ...keys: readonly string[]): string {
  for (const key of keys) {
    const value = member(object, key);
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  }
  return '';
}

/** The documented extension keys, `x-…`, as found. */
export function extensionMembers(object: JsonObject): { readonly [key: string]: JsonValue } {
  const found: { [key: string]: JsonValue } = {};
  for (const [key, value] of Object.entries(object)) if (key.startsWith('x-')) found[key] = value;
  return found;
}

/** What a value is, for messages: `a list`, `null`, `a string`. */
export function describeShape(value: JsonValue | undefined): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (isJsonList(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
