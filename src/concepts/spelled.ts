import type { JsonValue } from '../types/json.js';

/** A value as it is written, at most 200 characters; '' for objects, lists and nothing, which catalogs give as well. */
export function spelled(value: JsonValue): string {
  return value === null || typeof value === 'object' ? '' : String(value).slice(0, 200);
}
