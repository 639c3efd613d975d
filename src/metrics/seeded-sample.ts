import { hashText } from './hash-text.js';

/** A sample that does not depend on the order in which things come, and holds no more than it needs. */
export type SeededSample<T> = {
  /** `size` is what the item adds to the budget, positive. */
  add(key: string, size: number, item: T): void;
  /** In the order of the sample, not of the file. */
  items(): readonly T[];
  /** Sum of the sizes of the items kept. */
  size(): number;
};

type Entry<T> = { readonly rank: number; readonly key: string; readonly size: number; readonly item: T };

/**
 * Keeps the items whose keys hash lowest under the seed, just as many as reach the budget: the shortest such prefix of a
 * shuffled file, whatever the file's order.
 */
export function createSeededSample<T>(budget: number, seed: number): SeededSample<T> {
  const entries: Entry<T>[] = [];
  let total = 0;
  return {
    add(key, size, item) {
      const entry = { rank: hashText(key, seed), key, size, item };
      const last = entries.at(-1);
      if (total >= budget && last !== undefined && !comesBefore(entry, last)) return;
      entries.splice(positionOf(entries, entry), 0, entry);
      total += size;
      for (
        let rest = entries.at(-1);
        rest !== undefined && total - rest.size >= budget;
        rest = entries.at(-1)
      ) {
        total -= rest.size;
        entries.pop();
      }
    },
    items: () => entries.map(({ item }) => item),
    size: () => total,
  };
}

function positionOf<T>(entries: readonly Entry<T>[], entry: Entry<T>): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = entries[middle];
    if (other !== undefined && comesBefore(entry, other)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function comesBefore<T>(left: Entry<T>, right: Entry<T>): boolean {
  return left.rank < right.rank || (left.rank === right.rank && left.key < right.key);
}
