/** How often each name occurs: pairs, since names come from catalogs and may be those of prototypes. */
export type NameCounts = readonly (readonly [name: string, count: number])[];

/** Counts names; grows with the number of different ones only. */
export type NameTally = {
  add(name: string, times?: number): void;
  merge(counts: NameCounts): void;
  /** In the order of the names' code units, whatever order they came in. */
  counts(): NameCounts;
};

export function createNameTally(): NameTally {
  const counts = new Map<string, number>();
  const add = (name: string, times = 1): void => {
    counts.set(name, (counts.get(name) ?? 0) + times);
  };
  return {
    add,
    merge: (other) => {
      for (const [name, count] of other) add(name, count);
    },
    counts: () => [...counts].sort(([one], [other]) => (one < other ? -1 : 1)),
  };
}

/** The most frequent first. */
export function byFrequency(counts: NameCounts): NameCounts {
  return [...counts].sort(([, one], [, other]) => other - one);
}
