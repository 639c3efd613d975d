import type { Groups } from './groups.js';
import type { GrowingNumbers } from './growing-numbers.js';

/** What all records name, as numbers. */
export type CollectedLinks = {
  readonly kindOf: GrowingNumbers;
  readonly starts: GrowingNumbers;
  readonly links: GrowingNumbers;
  readonly orders: readonly number[];
};

/** A record ties all that it names; every record names at least its own group of variants. */
export function joinAll(groups: Groups, links: readonly number[]): void {
  const [first] = links;
  if (first === undefined) return;
  for (const link of links) groups.join(first, link);
  groups.grow(first);
}
