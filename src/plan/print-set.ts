import type { Fingerprint } from './fingerprint.js';

/** A set of fingerprints that only grows: about 13 bytes for each. */
export type PrintSet = {
  /** How many different ones were added. */
  readonly size: number;
  /**
   * Whether it was added. Of ten million others one is taken for it with a chance below 10^-12: a plan then passes over a
   * draw for nothing, and does so in every run alike.
   */
  has(print: Fingerprint): boolean;
  /** Whether it was not in there before. */
  add(print: Fingerprint): boolean;
};

const firstSlots = 1 << 10;
/** Share of slots in use from which on a table is doubled. */
const fullAt = 0.7;

export function createPrintSet(): PrintSet {
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
    has(print) {
      const [low, high] = print.halves();
      const at = slotOf(table, low, high);
      return table[at] !== 0 || table[at + 1] !== 0;
    },
    add(print) {
      const [low, high] = print.halves();
      if (!add(low, high)) return false;
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
