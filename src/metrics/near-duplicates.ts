const similarity = 0.8;

/**
 * For each set of shingles: whether another set has a Jaccard similarity of at least 0.8 to it. Exact (no sketch): sets
 * that similar share a shingle among the rarest fifth of each, so only those are looked up.
 */
export function findNearDuplicates(sets: readonly (ArrayLike<number> & Iterable<number>)[]): boolean[] {
  const frequency = new Map<number, number>();
  for (const set of sets)
    for (const shingle of set) frequency.set(shingle, (frequency.get(shingle) ?? 0) + 1);
  const sorted = sets.map((set) =>
    [...set].sort((left, right) => (frequency.get(left) ?? 0) - (frequency.get(right) ?? 0) || left - right),
  );
  const members = sets.map((set) => new Set<number>(set));
  const found = sets.map(() => false);
  const index = new Map<number, number[]>();
  for (const [position, set] of sorted.entries()) {
    const prefix = set.slice(0, set.length - Math.ceil(similarity * set.length - 1e-9) + 1);
    const candidates = new Set<number>();
    for (const shingle of prefix) {
      const posting = index.get(shingle);
      for (const other of posting ?? []) candidates.add(other);
      if (posting === undefined) index.set(shingle, [position]);
      else posting.push(position);
    }
    for (const other of candidates) {
      if (found[position] && found[other]) continue;
      if (isSimilar(members[position], members[other])) {
        found[position] = true;
        found[other] = true;
      }
    }
  }
  return found;
}

function isSimilar(left: ReadonlySet<number> | undefined, right: ReadonlySet<number> | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  const [small, large] = left.size <= right.size ? [left, right] : [right, left];
  if (small.size < similarity * large.size) return false;
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared += 1;
  return shared >= similarity * (left.size + right.size - shared) - 1e-9;
}
