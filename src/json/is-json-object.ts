import type { JsonObject } from '../types/json.js';

/** Whether something that JSON gave is an object: neither null nor a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
