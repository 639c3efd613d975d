import { createHashNumbers, hashOf } from '../validate/hash-numbers.js';

/** Finds ids that stand somewhere a second time; memory is some bytes an id. */
export type RepeatedIds = {
  /** `place`: for people. */
  readonly add: (id: string, place: string) => void;
  /** The first few of those that were there before, and how many there are. */
  readonly found: () => {
    readonly ids: readonly { readonly id: string; readonly place: string }[];
    readonly count: number;
  };
};

export function createRepeatedIds(): RepeatedIds {
  const numbers = createHashNumbers();
  const ids: { id: string; place: string }[] = [];
  let [added, count] = [0, 0];
  return {
    add(id, place) {
      added += 1;
      if (numbers.addFirst(hashOf(id), added) === added) return;
      count += 1;
      if (ids.length < mostNamed) ids.push({ id: id.slice(0, longestNamed), place });
    },
    found: () => ({ ids, count }),
  };
}

const mostNamed = 5;
const longestNamed = 80;
