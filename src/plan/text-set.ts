/** A set that only grows, of texts that it does not keep: each is 64 bits of a hash, about 13 bytes in all. */
export type TextSet = {
  /** How many different ones were added. */
  readonly size: number;
  /**
   * Whether the text was added. Of ten million others one is taken for it with a chance below 10^-12: a plan then passes
   * over a draw for nothing, and does so in every run alike.
   */
  has(text: string): boolean;
  /** Whether it was not in there before. */
  add(text: string): boolean;
};

const firstSlots = 1 << 10;
/** Share of slots in use from which on a table is doubled. */
const fullAt = 0.7;

export function createTextSet(): TextSet {
  // Slot `n` holds the halves at 2n and 2n + 1; both 0 where it is free.
  let table = new Uint32Array(2 * firstSlots);
  let size = 0;
  const add = (low: number, high: number): boolean => {
    const at = slotOf(table, low, high);
    if (table[at] !== 0 || table[at + 1] !== 0) return false;
    table[at] = low;
    table[at + 1] = high;
    return true;
  };
  const grow = (): void => {
    const full = table;
    table = new Uint32Array(2 * full.length);
    for (let at = 0; at < full.length; at += 2) {
      const [low, high] = [full[at] as number, full[at + 1] as number];
      if (low !== 0 || high !== 0) add(low, high);
    }
  };
  return {
    get size() {
      return size;
    },
    has(text) {
      hash(text);
      const at = slotOf(table, digest[0] as number, digest[1] as number);
      return table[at] !== 0 || table[at + 1] !== 0;
    },
    add(text) {
      hash(text);
      if (!add(digest[0] as number, digest[1] as number)) return false;
      size += 1;
      if (2 * size > fullAt * table.length) grow();
      return true;
    },
  };
}

/** Where a pair of halves stands, or the free slot where it would. */
function slotOf(table: Uint32Array, low: number, high: number): number {
  const last = table.length - 1;
  let at = (2 * low) & last;
  while ((table[at] !== 0 || table[at + 1] !== 0) && (table[at] !== low || table[at + 1] !== high))
    at = (at + 2) & last;
  return at;
}

/** What `hash` found, low half first; never 0 in both. */
const digest = new Uint32Array(2);

/** Two products that run side by side over the text, each stirred with the other at its end (cyrb53). */
function hash(text: string): void {
  let low = 0x9e3779b9 ^ text.length;
  let high = 0x41c6ce57 ^ text.length;
  for (let place = 0; place < text.length; place += 1) {
    const unit = text.charCodeAt(place);
    low = Math.imul(low ^ unit, 2654435761);
    high = Math.imul(high ^ unit, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  digest[0] = low;
  digest[1] = high === 0 && low === 0 ? 1 : high;
}
