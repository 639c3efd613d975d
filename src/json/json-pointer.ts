import type { JsonPointer, JsonValue, PointerPattern } from '../types/json.js';

/** The value at a pointer; undefined where there is none. Own properties only. */
export function valueAt(document: JsonValue, pointer: JsonPointer): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (const segment of segmentsOf(pointer)) {
    if (Array.isArray(value))
      value = /^(?:0|[1-9]\d{0,8})$/.test(segment) ? value[Number(segment)] : undefined;
    else if (value !== null && typeof value === 'object' && Object.hasOwn(value, segment))
      value = (value as { readonly [key: string]: JsonValue })[segment];
    else return undefined;
  }
  return value;
}

/** The names on the way to a place, as they are; none for the whole document. */
export function segmentsOf(pointer: PointerPattern): string[] {
  return pointer === '' ? [] : pointer.slice(1).split('/').map(unescapeSegment);
}

/** The pointer of a member. */
export function childPointer(pointer: PointerPattern, name: string): PointerPattern {
  return `${pointer}/${escapeSegment(name)}`;
}

/** A name as it stands in a pointer. */
export function escapeSegment(name: string): string {
  return /[~/]/.test(name) ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name;
}

export function unescapeSegment(segment: string): string {
  return segment.includes('~') ? segment.replaceAll('~1', '/').replaceAll('~0', '~') : segment;
}
