import type { JsonObject } from '../types/json.js';

/** True where no parameter that both calls carry has two values. */
export function agree(left: JsonObject, right: JsonObject): boolean {
  if (left === right) return true;
  for (const name of Object.keys(left)) {
    if (!Object.hasOwn(right, name) || left[name] === right[name]) continue;
    if (JSON.stringify(left[name]) !== JSON.stringify(right[name])) return false;
  }
  return true;
}
