const similarity = 0.8;

type Sets = readonly (ArrayLike<number> & Iterable<number>)[];

/** For each set of shingles: whether another set has a Jaccard similarity of at least 0.8 to it. */
export function findNearDuplicates(sets: Sets): boolean[] {
  const found = sets.map(() => false);
  forEachNearPair(
    sets,
    (left, right) => {
      found[left] = true;
      found[right] = true;
    },
    (left, right) => found[left] === true && found[right] === true,
  );
  return found;
}

/**
 * Visits the pairs of sets with a Jaccard similarity of at least 0.8, but those that `isSettled` says need no look. Exact (no
 * sketch): sets that similar share a shingle among the rarest fifth of each, so only those are looked up.
 */
export function forEachNearPair(
  sets: Sets,
  visit: (left: number, right: number) => void,
  isSettled: (left: number, right: number) => boolean,
): void {
  const sorted = rarestFirst(sets);
  const index = new Map<number, number[]>();
  for (const [position, set] of sorted.entries()) {
    const prefix = set.subarray(0, set.length - Math.ceil(similarity * set.length - 1e-9) + 1);
    const candidates = new Set<number>();
    for (const shingle of prefix) {
      const posting = index.get(shingle);
      for (const other of posting ?? []) candidates.add(other);
      if (posting === undefined) index.set(shingle, [position]);
      else posting.push(position);
    }
    for (const other of candidates) {
      if (isSettled(position, other)) continue;
      if (isSimilar(sorted[position], sorted[other])) visit(position, other);
    }
  }
}

/** The members of each set as numbers of their own, rarer ones lower, in order. */
function rarestFirst(sets: readonly Iterable<number>[]): Float64Array[] {
  const ids = new Map<number, number>();
  const frequency: number[] = [];
  const byId = sets.map((set) =>
    Float64Array.from(set, (shingle) => {
      const id = ids.get(shingle) ?? frequency.length;
      if (id === frequency.length) ids.set(shingle, id);
      frequency[id] = (frequency[id] ?? 0) + 1;
      return id;
    }),
  );
  return byId.map((set) => set.map((id) => (frequency[id] ?? 0) * frequency.length + id).sort());
}

/** Counts the members that two sets in order share, in step. */
function isSimilar(left: Float64Array | undefined, right: Float64Array | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  if (Math.min(left.length, right.length) < similarity * Math.max(left.length, right.length)) return false;
  let shared = 0;
  for (let at = 0, other = 0; at < left.length && other < right.length; ) {
    const difference = (left[at] ?? 0) - (right[other] ?? 0);
    if (difference === 0) shared += 1;
    if (difference <= 0) at += 1;
    if (difference >= 0) other += 1;
  }
  return shared >= similarity * (left.length + right.length - shared) - 1e-9;
}
