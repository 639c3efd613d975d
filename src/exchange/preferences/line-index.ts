import { createHash } from 'node:crypto';

/** Lines by key, sixteen bytes each whatever the key is long; lines of other keys may be among those found, if hardly ever. */
export type LineIndex = {
  readonly add: (key: string, line: number) => void;
  /** Lines of this key in their order. */
  readonly find: (key: string) => readonly number[];
  /** Lines that share a key with others, group by group, in the order of their first lines. */
  readonly groups: () => readonly (readonly number[])[];
};

export function createLineIndex(): LineIndex {
  const hashes: number[] = [];
  const lines: number[] = [];
  let order: Uint32Array | null = null;
  const inOrder = (): Uint32Array => {
    order ??= Uint32Array.from(hashes.keys()).sort(
      (one, other) => at(hashes, one) - at(hashes, other) || one - other,
    );
    return order;
  };
  const runAt = (start: number): number[] => {
    const sorted = inOrder();
    const hash = at(hashes, at(sorted, start));
    let end = start;
    while (end < sorted.length && at(hashes, at(sorted, end)) === hash) end += 1;
    return Array.from(sorted.subarray(start, end), (place) => at(lines, place));
  };
  return {
    add(key, line) {
      hashes.push(hashOf(key));
      lines.push(line);
      order = null;
    },
    find(key) {
      const sorted = inOrder();
      const hash = hashOf(key);
      let [low, high] = [0, sorted.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (at(hashes, at(sorted, middle)) < hash) low = middle + 1;
        else high = middle;
      }
      const isFound = low < sorted.length && at(hashes, at(sorted, low)) === hash;
      return isFound ? runAt(low) : [];
    },
    groups() {
      const found: number[][] = [];
      for (let start = 0; start < hashes.length; ) {
        const run = runAt(start);
        if (run.length > 1) found.push(run);
        start += run.length;
      }
      return found.sort(([one = 0], [other = 0]) => one - other);
    },
  };
}

/** 48 bits, which numbers hold exactly. */
function hashOf(key: string): number {
  return createHash('sha256').update(key).digest().readUIntBE(0, 6);
}

function at(list: ArrayLike<number>, place: number): number {
  return list[place] ?? 0;
}
