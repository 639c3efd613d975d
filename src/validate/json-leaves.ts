import type { JsonObject, JsonValue } from '../types/json.js';
import { escapeSegment } from './pointer.js';

/** A scalar, or an empty list or object, and where it stands; without its pointer, which few rules need. */
export type Leaf = {
  /** Last segment of its pointer; empty for the root. */
  readonly name: string;
  /** The name that it stands under: of its list, where it is a member. */
  readonly holder: string;
  readonly value: JsonValue;
};

/** All leaves of a value of bounded depth, in the order of `leavesOf`. */
export function jsonLeaves(value: JsonValue): readonly Leaf[] {
  const leaves: Leaf[] = [];
  collect(value, '', null, 0, leaves);
  return leaves;
}

/** `above` is the segment before `name`; null for the root and right below it. */
function collect(value: JsonValue, name: string, above: string | null, depth: number, leaves: Leaf[]): void {
  if (value === null || typeof value !== 'object' || !collectMembers(value, name, depth, leaves))
    leaves.push({ name, holder: above !== null && isIndex(name) ? above : name, value });
}

/** False where there are none. */
function collectMembers(holder: object, name: string, depth: number, leaves: Leaf[]): boolean {
  const above = depth === 0 ? null : name;
  if (Array.isArray(holder)) {
    for (let index = 0; index < holder.length; index += 1)
      collect(holder[index] as JsonValue, String(index), above, depth + 1, leaves);
    return holder.length > 0;
  }
  let isEmpty = true;
  for (const key in holder) {
    isEmpty = false;
    collect((holder as JsonObject)[key] as JsonValue, escapeSegment(key), above, depth + 1, leaves);
  }
  return !isEmpty;
}

function isIndex(name: string): boolean {
  const code = name.charCodeAt(0);
  return code >= 0x30 && code <= 0x39 && /^\d+$/.test(name);
}
