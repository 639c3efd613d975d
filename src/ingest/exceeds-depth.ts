import type { JsonValue } from '../types/json.js';

/** Deepest nesting taken of one endpoint, parameter or extension. Real schemas reach 17 levels. */
export const maximumDepth = 64;

/** True when the value nests lists and objects more than `levels` deep; a scalar has 0 levels. Never recurses further. */
export function exceedsDepth(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (exceedsDepth(item, levels - 1)) return true;
    return false;
  }
  for (const item of Object.values(value)) if (exceedsDepth(item, levels - 1)) return true;
  return false;
}
