/** Texts by their shingles (numbers of 32 bits, each once): only texts that share one are compared. */
export type ShingleIndex = {
  /** Whether one of the texts is at least so near, by the Jaccard similarity of their shingles, 0–1. */
  hasNear(shingles: Int32Array, similarity: number): boolean;
  add(shingles: Int32Array): void;
};

/**
 * An index without texts. Every text of a run passes through one, so it keeps its numbers in flat arrays: a hash table
 * with open addresses whose places begin lists of texts.
 */
export function createShingleIndex(): ShingleIndex {
  /** By text: how many shingles it has. */
  const sizes: number[] = [];
  let table = new Int32Array(512);
  /** By place in the table: the first entry of its list; 0 where the place is free. */
  let heads = new Int32Array(table.length);
  let taken = 0;
  // Entries of lists, from 1.
  let texts = new Int32Array(512);
  let nexts = new Int32Array(texts.length);
  let entries = 0;
  /** By text: shingles shared with the one asked about; all zero between questions. */
  let common = new Int32Array(64);

  const place = (shingle: number): number => {
    const mask = table.length - 1;
    let at = (Math.imul(shingle, 0x9e3779b1) >>> 7) & mask;
    while (heads[at] !== 0 && table[at] !== shingle) at = (at + 1) & mask;
    return at;
  };
  const widen = (): void => {
    const [oldTable, oldHeads] = [table, heads];
    table = new Int32Array(oldTable.length * 2);
    heads = new Int32Array(table.length);
    for (let old = 0; old < oldTable.length; old += 1) {
      const head = oldHeads[old] ?? 0;
      if (head === 0) continue;
      const at = place(oldTable[old] ?? 0);
      table[at] = oldTable[old] ?? 0;
      heads[at] = head;
    }
  };

  return {
    hasNear(shingles, similarity) {
      const met: number[] = [];
      for (const shingle of shingles) {
        for (let entry = heads[place(shingle)] ?? 0; entry !== 0; entry = nexts[entry] ?? 0) {
          const text = texts[entry] ?? 0;
          if (common[text] === 0) met.push(text);
          common[text] = (common[text] ?? 0) + 1;
        }
      }
      let isNear = false;
      for (const text of met) {
        const shared = common[text] ?? 0;
        common[text] = 0;
        if (shared / ((sizes[text] ?? 0) + shingles.length - shared) >= similarity) isNear = true;
      }
      return isNear;
    },
    add(shingles) {
      const text = sizes.push(shingles.length) - 1;
      if (text >= common.length) common = new Int32Array(common.length * 2);
      for (const shingle of shingles) {
        if (2 * taken >= table.length) widen();
        entries += 1;
        if (entries >= texts.length) [texts, nexts] = [grown(texts), grown(nexts)];
        const at = place(shingle);
        if (heads[at] === 0) taken += 1;
        table[at] = shingle;
        texts[entries] = text;
        nexts[entries] = heads[at] ?? 0;
        heads[at] = entries;
      }
    },
  };
}

function grown(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(numbers.length * 2);
  wider.set(numbers);
  return wider;
}
