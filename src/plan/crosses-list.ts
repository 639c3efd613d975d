import type { PointerPattern } from '../types/json.js';

/** Whether a pattern names members of a list: a whole segment of it is `*`. */
export function crossesList(field: PointerPattern): boolean {
  const at = field.indexOf('/*');
  if (at < 0) return false;
  const end = field.charCodeAt(at + 2);
  // Most often the first star is a segment of its own, or the last thing of all.
  return Number.isNaN(end) || end === slash || field.split('/').includes('*');
}

const slash = 47;
