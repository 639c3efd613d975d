import type { Random } from '../random/random.js';
import type { ToolChain } from '../types/tool-chain.js';
import { type ChainTraits, keepsWish, mostCounted, stepsOf, type TraitWish } from './chain-traits.js';
import type { OpenParts } from './coverage.js';

/** A chain that was drawn and that no row uses yet. */
export type StockedChain = {
  readonly chain: ToolChain;
  readonly traits: ChainTraits;
  /** What of it nothing had covered when it was looked at last: what is covered stays so. */
  open: OpenParts;
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
  const racks = Array.from({ length: mostCounted + 1 }, createRack);
  const shelfOf = new Map<ChainTraits, Shelf>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(stocked) {
      let shelf = shelfOf.get(stocked.traits);
      if (shelf === undefined) {
        shelf = addShelf(racks[stepsOf(stocked.traits)] as Rack, stocked.traits);
        shelfOf.set(stocked.traits, shelf);
      }
      const { chains } = shelf;
      if (chains.length >= mostOfOne || (size >= mostInAll && chains.length > 0)) chains.shift();
      else size += 1;
      chains.push(stocked);
      shelf.rack.counts[shelf.place] = chains.length;
    },
    find(wish, most, random) {
      const open: Shelf[] = [];
      let count = 0;
      const longest = Math.min(wish.steps.maximum, mostCounted);
      for (let steps = wish.steps.minimum; steps <= longest; steps += 1) {
        const { shelves, traits, counts } = racks[steps] as Rack;
        for (let place = 0; place < shelves.length; place += 1) {
          if (counts[place] === 0 || !keepsWish(traits[place] as number, wish)) continue;
          open.push(shelves[place] as Shelf);
          count += counts[place] as number;
        }
      }
      // Evenly spaced from a place that chance draws, round and round: each is as likely, and none is found twice.
      const looks = Math.min(most, count);
      const first = random.next() * count;
      const found: StockedChain[] = [];
      for (let look = 0; look < looks; look += 1)
        found.push(memberAt(open, Math.floor(first + (look * count) / looks) % count));
      return found;
    },
    remove(stocked) {
      const shelf = shelfOf.get(stocked.traits);
      const at = shelf?.chains.indexOf(stocked) ?? -1;
      if (shelf === undefined || at < 0) return;
      shelf.chains.splice(at, 1);
      shelf.rack.counts[shelf.place] = shelf.chains.length;
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

/** Chains of one number. */
type Shelf = {
  readonly rack: Rack;
  /** Its place in the rack. */
  readonly place: number;
  /** The one that came longest ago first. */
  readonly chains: StockedChain[];
};

/** Shelves with what a search asks of each, as columns: each row goes through hundreds of them and opens few. */
type Rack = {
  readonly shelves: Shelf[];
  traits: Int32Array;
  /** How many chains each shelf holds. */
  counts: Uint8Array;
};

function createRack(): Rack {
  return { shelves: [], traits: new Int32Array(16), counts: new Uint8Array(16) };
}

function addShelf(rack: Rack, traits: ChainTraits): Shelf {
  const place = rack.shelves.length;
  if (place === rack.traits.length) {
    const { traits: full, counts } = rack;
    rack.traits = new Int32Array(2 * place);
    rack.traits.set(full);
    rack.counts = new Uint8Array(2 * place);
    rack.counts.set(counts);
  }
  rack.traits[place] = traits;
  const shelf: Shelf = { rack, place, chains: [] };
  rack.shelves.push(shelf);
  return shelf;
}
