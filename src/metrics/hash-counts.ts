/** How often each of any number of things occurred, by hashes of 53 bits: 12 bytes a slot, at most two thirds of them taken. */
export type HashCounts = {
  /** How often this one occurred, this time included. */
  add(hash: number): number;
  /** Adds one for a hash that is there already; 0 where it is not. */
  addKnown(hash: number): number;
  readonly size: () => number;
  /** The counts, in no order that means anything. */
  counts(): Iterable<number>;
};

export function createHashCounts(): HashCounts {
  let slots = 1 << 10;
  let hashes = new Float64Array(slots);
  let counts = new Uint32Array(slots);
  let taken = 0;

  /** Where the hash is, or where it belongs. */
  const find = (hash: number): number => {
    let at = (hash % slots) | 0;
    while (counts[at] !== 0 && hashes[at] !== hash) at = (at + 1) & (slots - 1);
    return at;
  };
  const addAt = (at: number): number => {
    const count = (counts[at] ?? 0) + 1;
    counts[at] = count;
    return count;
  };
  const grow = (): void => {
    const [oldHashes, oldCounts] = [hashes, counts];
    slots *= 2;
    hashes = new Float64Array(slots);
    counts = new Uint32Array(slots);
    for (const [old, count] of oldCounts.entries()) {
      if (count === 0) continue;
      const hash = oldHashes[old] ?? 0;
      const at = find(hash);
      hashes[at] = hash;
      counts[at] = count;
    }
  };

  return {
    add(hash) {
      const at = find(hash);
      if (counts[at] === 0) {
        taken += 1;
        hashes[at] = hash;
        counts[at] = 1;
        if (3 * taken > 2 * slots) grow();
        return 1;
      }
      return addAt(at);
    },
    addKnown(hash) {
      const at = find(hash);
      return counts[at] === 0 ? 0 : addAt(at);
    },
    size: () => taken,
    *counts() {
      for (const count of counts) if (count > 0) yield count;
    },
  };
}
