import { Fingerprint } from './fingerprint.js';
import { createPrintSet } from './print-set.js';

/** A set that only grows, of texts that it does not keep: see `PrintSet`. */
export type TextSet = {
  /** How many different ones were added. */
  readonly size: number;
  has(text: string): boolean;
  /** Whether it was not in there before. */
  add(text: string): boolean;
};

export function createTextSet(): TextSet {
  const prints = createPrintSet();
  return {
    get size() {
      return prints.size;
    },
    has: (text) => prints.has(new Fingerprint(0).text(text)),
    add: (text) => prints.add(new Fingerprint(0).text(text)),
  };
}
