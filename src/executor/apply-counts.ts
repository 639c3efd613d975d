import type { JsonValue, PointerPattern } from '../types/json.js';
import { segments } from './attribute-key.js';

/** The same output with each counting field set to the length of the list that it counts. */
export function applyCounts(
  output: JsonValue,
  counts: readonly { readonly pointer: PointerPattern; readonly of: PointerPattern }[],
): JsonValue {
  for (const { pointer, of } of counts) applyCount(output, segments(pointer), segments(of));
  return output;
}

type Mutable = { [name: string]: JsonValue };

function applyCount(node: JsonValue, pointer: readonly string[], of: readonly string[]): void {
  const [head, ...rest] = pointer;
  if (head === undefined || typeof node !== 'object' || node === null) return;
  if (rest.length > 0 && head === of[0]) {
    const inside =
      head === '*'
        ? Array.isArray(node)
          ? (node as readonly JsonValue[])
          : []
        : Object.hasOwn(node, head)
          ? [(node as Mutable)[head] as JsonValue]
          : [];
    for (const child of inside) applyCount(child, rest, of.slice(1));
    return;
  }
  const holder = rest.length === 0 ? node : descend(node, pointer.slice(0, -1));
  const list = descend(node, of);
  const name = pointer.at(-1) ?? '';
  if (!Array.isArray(list) || typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, name))
    return;
  const before = (holder as Mutable)[name];
  (holder as Mutable)[name] = typeof before === 'string' ? String(list.length) : list.length;
}

function descend(node: JsonValue, path: readonly string[]): JsonValue | undefined {
  let current: JsonValue | undefined = node;
  for (const segment of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, segment)) return undefined;
    current = (current as Mutable)[segment];
  }
  return current;
}
