import type { JsonValue, PointerPattern } from '../types/json.js';
import type { CountPlan } from './response-plan.js';

/** Names of counts that speak of the whole list, not of the page of it that the answer shows. */
export const wholeCounts =
  /^(total|total_(count|results|items|records|hits|elements|rows|matches)|(num|number_of|nb)_(results|found|hits)|found|hits)$/;

/** The same output with each counting field set to the length of the list that it counts; `total` is that of the paged one. */
export function applyCounts(
  output: JsonValue,
  counts: readonly CountPlan[],
  paged: { readonly list: PointerPattern; readonly total: number } | null,
): JsonValue {
  for (const { pointer, of, list, isWhole } of counts)
    applyCount(output, pointer, of, isWhole && list === paged?.list ? paged.total : null);
  return output;
}

type Mutable = { [name: string]: JsonValue };

function applyCount(
  node: JsonValue,
  pointer: readonly string[],
  of: readonly string[],
  total: number | null,
): void {
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
    for (const child of inside) applyCount(child, rest, of.slice(1), total);
    return;
  }
  const holder = rest.length === 0 ? node : descend(node, pointer.slice(0, -1));
  const list = descend(node, of);
  const name = pointer.at(-1) ?? '';
  if (!Array.isArray(list) || typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, name))
    return;
  const before = (holder as Mutable)[name];
  const length = total ?? list.length;
  (holder as Mutable)[name] = typeof before === 'string' ? String(length) : length;
}

function descend(node: JsonValue, path: readonly string[]): JsonValue | undefined {
  let current: JsonValue | undefined = node;
  for (const segment of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, segment)) return undefined;
    current = (current as Mutable)[segment];
  }
  return current;
}
