import { childPointer } from '../json/json-pointer.js';
import type { JsonPrimitive } from '../types/json.js';

export type JsonLeaf = {
  /** RFC 6901 pointer of the leaf. */
  readonly pointer: string;
  /** Last segment of the pointer that is no array index; empty for the root. */
  readonly name: string;
  readonly value: JsonPrimitive;
};

const maximumLeaves = 4000;
const maximumDepth = 24;

/**
 * The scalars of a JSON document, depth first, own enumerable keys in their order. What lies deeper than 24 levels or
 * beyond 4,000 leaves is left out, so that a hostile document costs bounded time. Empty lists and objects have no leaf.
 */
export function jsonLeaves(document: unknown): JsonLeaf[] {
  const leaves: JsonLeaf[] = [];
  collect(document, '', '', 0, leaves);
  return leaves;
}

function collect(node: unknown, pointer: string, name: string, depth: number, leaves: JsonLeaf[]): void {
  if (leaves.length >= maximumLeaves || depth > maximumDepth) return;
  if (Array.isArray(node)) {
    for (let index = 0; index < node.length && leaves.length < maximumLeaves; index += 1) {
      collect(node[index], `${pointer}/${index}`, name, depth + 1, leaves);
    }
  } else if (typeof node === 'object' && node !== null) {
    for (const [key, value] of Object.entries(node)) {
      collect(value, childPointer(pointer, key), key, depth + 1, leaves);
    }
  } else if (
    node === null ||
    typeof node === 'string' ||
    typeof node === 'number' ||
    typeof node === 'boolean'
  ) {
    leaves.push({ pointer, name, value: node });
  }
}
