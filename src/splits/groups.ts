/** Sets of things 0 … count − 1 that are joined step by step, each with a number that counts on. */
export type Groups = {
  /** The thing that stands for the set. */
  readonly of: (thing: number) => number;
  readonly sizeOf: (thing: number) => number;
  readonly join: (one: number, other: number) => void;
  readonly grow: (thing: number) => void;
};

/** Every thing begins on its own, at 0. */
export function createGroups(count: number): Groups {
  const parents = Uint32Array.from({ length: count }, (_, thing) => thing);
  const sizes = new Uint32Array(count);
  const find = (thing: number): number => {
    let at = thing;
    for (let parent = parents[at] ?? at; parent !== at; parent = parents[at] ?? at) {
      const next = parents[parent] ?? parent;
      parents[at] = next;
      at = next;
    }
    return at;
  };
  return {
    of: find,
    sizeOf: (thing) => sizes[find(thing)] ?? 0,
    join(one, other) {
      const [left, right] = [find(one), find(other)];
      if (left === right) return;
      // The first of them stands for all, so that the order of joining shows nowhere.
      const [first, second] = left < right ? [left, right] : [right, left];
      parents[second] = first;
      sizes[first] = (sizes[first] ?? 0) + (sizes[second] ?? 0);
    },
    grow(thing) {
      const at = find(thing);
      sizes[at] = (sizes[at] ?? 0) + 1;
    },
  };
}
