import type { JsonPointer, JsonValue, PointerPattern } from '../types/json.js';

/** The value at a pointer, or undefined. Own properties only. */
export function valueAt(document: JsonValue, pointer: JsonPointer): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (const segment of segmentsOf(pointer)) {
    if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/.test(segment) ? value[Number(segment)] : undefined;
    else if (value !== null && typeof value === 'object' && Object.hasOwn(value, segment)) {
      value = (value as { readonly [key: string]: JsonValue })[segment];
    } else return undefined;
  }
  return value;
}

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

export function escapeSegment(name: string): string {
  return name.replace(/~/g, '~0').replace(/\//g, '~1');
}

function segmentsOf(pointer: JsonPointer): string[] {
  return pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((segment) => segment.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** The last segment of a pointer, as it is written there. */
export function lastSegment(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}
