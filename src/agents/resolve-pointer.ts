import { valueAt } from '../json/json-pointer.js';
import type { JsonPointer, JsonValue, PointerPattern } from '../types/json.js';

/** Puts indexes in the place of asterisks: the first gets `index`, later ones 0. */
export function concretePointer(pattern: PointerPattern, index: number): JsonPointer {
  let first = true;
  return pattern
    .split('/')
    .map((segment) => {
      if (segment !== '*') return segment;
      const place = first ? index : 0;
      first = false;
      return String(place);
    })
    .join('/');
}

/** Length of the list that the first asterisk of a pattern runs over; 1 without one. */
export function memberCount(document: JsonValue, pattern: PointerPattern): number {
  const segments = pattern.split('/');
  const star = segments.indexOf('*');
  if (star === -1) return 1;
  const list = valueAt(document, segments.slice(0, star).join('/'));
  return Array.isArray(list) ? list.length : 0;
}

/** The last segment of a pointer, as it is written there. */
export function lastSegment(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}
