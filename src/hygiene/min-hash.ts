/** Hash functions of a signature: the estimate of a similarity of 0.8 is off by 0.035 (standard error, √(s(1 − s)/128)). */
export const signatureLength = 128;

/** What stands for a set of numbers: by hash function the least hash of its members. Equal sets have equal signatures. */
export type MinHash = Uint32Array<ArrayBuffer>;

/** The signature of a set of 32-bit numbers (Broder 1997). An empty set's is all ones. */
export function minHash(members: Iterable<number>): MinHash {
  const signature = new Uint32Array(signatureLength).fill(0xffffffff);
  for (const member of members) {
    for (let at = 0; at < signatureLength; at += 1) {
      const hash = mix((member ^ (at * 0x9e3779b1)) >>> 0);
      if (hash < (signature[at] ?? 0)) signature[at] = hash;
    }
  }
  return signature;
}

/** Estimate of the Jaccard similarity of two sets, 0–1: the share of hash functions whose least hashes agree. */
export function estimateSimilarity(one: MinHash, other: MinHash): number {
  let equal = 0;
  for (let at = 0; at < signatureLength; at += 1) if (one[at] === other[at]) equal += 1;
  return equal / signatureLength;
}

/** The finaliser of MurmurHash3, a bijection of 32 bits. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
