const shingleLength = 3;

/**
 * Each run of three words as one number (32 bits, signed), once, in the order of the text; words come as hashes. That two
 * runs share a number is too rare to turn a similarity.
 */
export function shinglesOf(words: readonly number[]): Int32Array {
  const shingles = new Int32Array(Math.max(0, words.length - shingleLength + 1));
  const table = emptyTable(shingles.length);
  let count = 0;
  for (let end = shingleLength; end <= words.length; end += 1) {
    let shingle = 0;
    for (let at = end - shingleLength; at < end; at += 1)
      shingle = Math.imul(shingle ^ (words[at] ?? 0), 0x85ebca6b) ^ (shingle >>> 13);
    if (!isNew(shingle, count, shingles, table)) continue;
    shingles[count] = shingle;
    count += 1;
  }
  return count === shingles.length ? shingles : shingles.slice(0, count);
}

/** Places of a hash table with open addresses: each holds the index of a shingle, from 1. */
function emptyTable(shingles: number): Int32Array {
  let size = 16;
  while (size < shingles * 2) size *= 2;
  return new Int32Array(size);
}

function isNew(shingle: number, count: number, shingles: Int32Array, table: Int32Array): boolean {
  const mask = table.length - 1;
  let at = (shingle >>> 5) & mask;
  for (let held = table[at] ?? 0; held !== 0; held = table[at] ?? 0) {
    if (shingles[held - 1] === shingle) return false;
    at = (at + 1) & mask;
  }
  table[at] = count + 1;
  return true;
}
