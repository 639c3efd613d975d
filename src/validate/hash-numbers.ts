/** Numbers by texts, of which only hashes of 64 bits are kept: 12 bytes a slot, at most two thirds of the slots taken. */
export type HashNumbers = {
  /** The number that a text of this hash was first added with; `number` itself where it is new. */
  readonly addFirst: (hash: TextHash, number: number) => number;
};

/** 64 bits of a text, as two whole numbers of 32. */
export type TextHash = { readonly high: number; readonly low: number };

/** Two of a million texts share a hash once in thirty million files. Numbers are from 1 to 2³² − 1. */
export function createHashNumbers(): HashNumbers {
  let slots = 1 << 12;
  let hashes = new Uint32Array(2 * slots);
  let numbers = new Uint32Array(slots);
  let taken = 0;

  /** Where the hash is, or where it belongs. */
  const find = (high: number, low: number): number => {
    let at = low & (slots - 1);
    while (numbers[at] !== 0 && (hashes[2 * at] !== high || hashes[2 * at + 1] !== low))
      at = (at + 1) & (slots - 1);
    return at;
  };
  const put = (at: number, high: number, low: number, number: number): void => {
    hashes[2 * at] = high;
    hashes[2 * at + 1] = low;
    numbers[at] = number;
  };
  const grow = (): void => {
    const [oldHashes, oldNumbers] = [hashes, numbers];
    slots *= 2;
    hashes = new Uint32Array(2 * slots);
    numbers = new Uint32Array(slots);
    for (const [at, number] of oldNumbers.entries()) {
      const [high = 0, low = 0] = [oldHashes[2 * at], oldHashes[2 * at + 1]];
      if (number !== 0) put(find(high, low), high, low, number);
    }
  };

  return {
    addFirst({ high, low }, number) {
      const at = find(high, low);
      const known = numbers[at] ?? 0;
      if (known !== 0) return known;
      put(at, high, low, number);
      taken += 1;
      if (3 * taken > 2 * slots) grow();
      return number;
    },
  };
}

/** Both halves of cyrb53, kept whole. */
export function hashOf(text: string): TextHash {
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 2654435761);
    other = Math.imul(other ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
  other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return { high: one >>> 0, low: other >>> 0 };
}
