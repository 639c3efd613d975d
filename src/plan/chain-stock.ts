import type { Random } from '../random/random.js';
import type { ToolChain } from '../types/tool-chain.js';
import type { CoveredParts } from './chain-parts.js';
import { type ChainTraits, keepsWish, mostCounted, stepsOf, type TraitWish } from './chain-traits.js';

/** A chain that was drawn and that no row uses yet. */
export type StockedChain = {
  readonly chain: ToolChain;
  readonly traits: ChainTraits;
  readonly parts: CoveredParts;
};

/**
 * Chains that were drawn for some row and suited none, or not as well as another: a later row may want just what they show.
 * So hardly a draw is lost, and a plan that covers the new first has many to choose from. Depends on earlier draws only.
 */
export type ChainStock = {
  /** Chains held now. */
  readonly size: number;
  /** Where there are many of its kind, it takes the place of the one that came longest ago. */
  add(chain: StockedChain): void;
  /** Up to so many that keep a wish, in an order that chance makes. They stay in the stock. */
  find(wish: TraitWish, most: number, random: Random): StockedChain[];
  remove(chain: StockedChain): void;
};

/** Chains of one number that are kept, and in all. At about 2 kB each: 10 MB. */
const mostOfOne = 32;
const mostInAll = 5000;

export function createChainStock(): ChainStock {
  /** By number of steps: a row looks at chains of few lengths. */
  const shelves: Shelf[][] = Array.from({ length: mostCounted + 1 }, () => []);
  const shelfOf = new Map<ChainTraits, Shelf>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(stocked) {
      let shelf = shelfOf.get(stocked.traits);
      if (shelf === undefined) {
        shelf = { traits: stocked.traits, chains: [] };
        shelfOf.set(stocked.traits, shelf);
        shelves[stepsOf(stocked.traits)]?.push(shelf);
      }
      const { chains } = shelf;
      if (chains.length >= mostOfOne || (size >= mostInAll && chains.length > 0)) chains.shift();
      else size += 1;
      chains.push(stocked);
    },
    find(wish, most, random) {
      const open: Shelf[] = [];
      let count = 0;
      for (let steps = wish.steps.minimum; steps <= Math.min(wish.steps.maximum, mostCounted); steps += 1)
        for (const shelf of shelves[steps] as Shelf[]) {
          if (shelf.chains.length === 0 || !keepsWish(shelf.traits, wish)) continue;
          open.push(shelf);
          count += shelf.chains.length;
        }
      // Evenly spaced from a place that chance draws, round and round: each is as likely, and none is found twice.
      const looks = Math.min(most, count);
      const first = random.next() * count;
      return Array.from({ length: looks }, (_, look) =>
        memberAt(open, Math.floor(first + (look * count) / looks) % count),
      );
    },
    remove(stocked) {
      const chains = shelfOf.get(stocked.traits)?.chains;
      const at = chains?.indexOf(stocked) ?? -1;
      if (chains === undefined || at < 0) return;
      chains.splice(at, 1);
      size -= 1;
    },
  };
}

function memberAt(shelves: readonly Shelf[], place: number): StockedChain {
  let left = place;
  for (const { chains } of shelves) {
    if (left < chains.length) return chains[left] as StockedChain;
    left -= chains.length;
  }
  throw new RangeError('There is no such place.');
}

type Shelf = {
  readonly traits: ChainTraits;
  /** The one that came longest ago first. */
  readonly chains: StockedChain[];
};
