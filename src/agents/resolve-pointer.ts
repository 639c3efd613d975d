import { segmentsOf } from '../json/json-pointer.js';
import type { JsonPointer, JsonValue, PointerPattern } from '../types/json.js';

/** A pattern taken apart once, to be read at often; null stands for an asterisk. */
export type Path = readonly (string | null)[];

export function toPath(pattern: PointerPattern): Path {
  if (pattern === '') return wholeDocument;
  return segmentsOf(pattern).map((segment) => (segment === '*' ? null : segment));
}

const wholeDocument: Path = [];

/** The value at `concretePointer(pattern, index)`; undefined where there is none. Own properties only. */
export function valueOnPath(document: JsonValue, path: Path, index: number): JsonValue | undefined {
  let value: JsonValue = document;
  let star = index;
  for (let depth = 0; depth < path.length; depth += 1) {
    const segment = path[depth] as string | null;
    if (value === null || typeof value !== 'object') return undefined;
    let next: JsonValue | undefined;
    if (Array.isArray(value)) {
      if (segment === null) next = value[star];
      else next = /^(?:0|[1-9]\d{0,8})$/.test(segment) ? value[Number(segment)] : undefined;
    } else {
      const name = segment ?? String(star);
      next = Object.hasOwn(value, name) ? (value as { readonly [name: string]: JsonValue })[name] : undefined;
    }
    if (segment === null) star = 0;
    if (next === undefined) return undefined;
    value = next;
  }
  return value;
}

/** Puts indexes in the place of asterisks: the first gets `index`, later ones 0. */
export function concretePointer(pattern: PointerPattern, index: number): JsonPointer {
  let pointer = '';
  let written = 0;
  let place = index;
  for (let star = pattern.indexOf('/*'); star !== -1; star = pattern.indexOf('/*', star + 1)) {
    const end = star + 2;
    // A name may begin with an asterisk.
    if (end < pattern.length && pattern[end] !== '/') continue;
    pointer += `${pattern.slice(written, star + 1)}${place}`;
    written = end;
    place = 0;
  }
  return written === 0 ? pattern : pointer + pattern.slice(written);
}

/** Length of the list that the first asterisk of a pattern runs over; 1 without one. */
export function memberCount(document: JsonValue, pattern: PointerPattern): number {
  return countOnPath(document, toPath(pattern));
}

/** The same of a pattern taken apart. */
export function countOnPath(document: JsonValue, path: Path): number {
  const star = path.indexOf(null);
  if (star === -1) return 1;
  const list = valueOnPath(document, path.slice(0, star), 0);
  return Array.isArray(list) ? list.length : 0;
}

/** The last segment of a pointer, as it is written there. */
export function lastSegment(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}
