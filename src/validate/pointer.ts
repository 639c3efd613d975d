import type { JsonPointer, JsonValue, PointerPattern } from '../types/json.js';
import { remember } from './remember.js';

export type Located = { readonly pointer: JsonPointer; readonly value: JsonValue };

/** The value at an RFC 6901 pointer; undefined where there is none. Never follows the prototype chain. */
export function valueAt(document: unknown, pointer: JsonPointer): JsonValue | undefined {
  const segments = segmentsOf(pointer);
  if (segments === null) return undefined;
  let current = document;
  for (const segment of segments) {
    current = childOf(current, segment);
    if (current === undefined) return undefined;
  }
  return current as JsonValue;
}

/** Every place that a pattern means in a document; `*` stands for any array index. */
export function matchesOf(document: unknown, pattern: PointerPattern): Located[] {
  const segments = segmentsOf(pattern);
  if (segments === null) return [];
  let level: Located[] = [{ pointer: '', value: document as JsonValue }];
  for (const segment of segments) {
    const next: Located[] = [];
    for (const { pointer, value } of level) {
      if (segment === '*' && Array.isArray(value)) {
        value.forEach((item: JsonValue, index) => {
          next.push({ pointer: `${pointer}/${index}`, value: item });
        });
      } else {
        const child = childOf(value, segment);
        if (child !== undefined)
          next.push({ pointer: `${pointer}/${escapeSegment(segment)}`, value: child as JsonValue });
      }
    }
    level = next;
  }
  return level;
}

/** Whether a concrete pointer lies at or below a pattern. */
export function isAtOrBelow(pointer: JsonPointer, pattern: PointerPattern): boolean {
  const concrete = segmentsOf(pointer);
  const wanted = segmentsOf(pattern);
  if (concrete === null || wanted === null || concrete.length < wanted.length) return false;
  for (let index = 0; index < wanted.length; index += 1) {
    const segment = wanted[index];
    if (segment !== concrete[index] && !(segment === '*' && /^\d+$/.test(concrete[index] ?? '')))
      return false;
  }
  return true;
}

/** All scalars of a value, with empty lists and objects, which hold nothing else. */
export function leavesOf(value: JsonValue, pointer: JsonPointer = '', leaves: Located[] = []): Located[] {
  if (value === null || typeof value !== 'object') {
    leaves.push({ pointer, value });
    return leaves;
  }
  let isEmpty = true;
  for (const key in value) {
    isEmpty = false;
    const child = (value as Record<string, JsonValue>)[key] as JsonValue;
    leavesOf(child, `${pointer}/${escapeSegment(key)}`, leaves);
  }
  if (isEmpty) leaves.push({ pointer, value });
  return leaves;
}

export function escapeSegment(segment: string): string {
  return segment.includes('~') || segment.includes('/')
    ? segment.replaceAll('~', '~0').replaceAll('/', '~1')
    : segment;
}

/** Null where the text is no pointer. */
export function segmentsOf(pointer: string): readonly string[] | null {
  // Short ones are those of fields, and turn up in record after record.
  return pointer.length > 200 ? parseSegments(pointer) : shortSegments(pointer);
}

const shortSegments = remember(parseSegments);

function parseSegments(pointer: string): readonly string[] | null {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return null;
  return pointer
    .slice(1)
    .split('/')
    .map((segment) =>
      segment.includes('~') ? segment.replaceAll('~1', '/').replaceAll('~0', '~') : segment,
    );
}

/** A number of at most nine digits, without zeros before it. */
function isIndex(segment: string): boolean {
  if (segment.length === 0 || segment.length > 9 || (segment.length > 1 && segment.startsWith('0')))
    return false;
  for (let index = 0; index < segment.length; index += 1) {
    const code = segment.charCodeAt(index);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

/** The member of a list or object that a segment names; undefined where there is none. */
export function childOf(value: unknown, segment: string): unknown {
  if (Array.isArray(value)) return isIndex(segment) ? value[Number(segment)] : undefined;
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, segment)) {
    return (value as Record<string, unknown>)[segment];
  }
  return undefined;
}
