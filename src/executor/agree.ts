import type { JsonObject } from '../types/json.js';

/** True where no parameter that both calls carry has two values. */
export function agree(left: JsonObject, right: JsonObject): boolean {
  return Object.keys(left).every(
    (name) => !Object.hasOwn(right, name) || JSON.stringify(left[name]) === JSON.stringify(right[name]),
  );
}
