import { estimateSimilarity, type MinHash, signatureLength } from './min-hash.js';

/** Signatures of what was kept, found by likeness. 0.5 KB each, and a list entry for each band. */
export type SignatureIndex<Key> = {
  /** The most alike of those that are at least `threshold` alike; of equals the first. */
  readonly findNear: (signature: MinHash, isLeftOut: (key: Key) => boolean) => Near<Key> | null;
  readonly add: (signature: MinHash, key: Key) => void;
};

export type Near<Key> = { readonly key: Key; readonly similarity: number };

/**
 * Locality-sensitive hashing: only signatures that share a whole band are compared. Bands are so short that two sets at the
 * threshold share one with a probability of at least 0.99 (1 − (1 − tʳ)ᵇ with b bands of r hashes).
 */
export function createSignatureIndex<Key>(threshold: number): SignatureIndex<Key> {
  const rows = rowsOfBand(threshold);
  const bands = Array.from({ length: signatureLength / rows }, () => new Map<number, number[]>());
  const entries: { readonly signature: MinHash; readonly key: Key }[] = [];
  const bandOf = (signature: MinHash, band: number): number => {
    let hash = 0x811c9dc5;
    for (let at = band * rows; at < (band + 1) * rows; at += 1)
      hash = Math.imul(hash ^ (signature[at] ?? 0), 0x01000193) ^ (hash >>> 15);
    return hash;
  };
  return {
    findNear(signature, isLeftOut) {
      const seen = new Set<number>();
      let best: Near<Key> | null = null;
      for (const [band, places] of bands.entries())
        for (const place of places.get(bandOf(signature, band)) ?? []) {
          const entry = entries[place];
          if (entry === undefined || seen.has(place)) continue;
          seen.add(place);
          if (isLeftOut(entry.key)) continue;
          const similarity = estimateSimilarity(signature, entry.signature);
          if (similarity >= threshold && similarity > (best?.similarity ?? 0))
            best = { key: entry.key, similarity };
        }
      return best;
    },
    add(signature, key) {
      const place = entries.push({ signature, key }) - 1;
      for (const [band, places] of bands.entries()) {
        const hash = bandOf(signature, band);
        const held = places.get(hash);
        if (held === undefined) places.set(hash, [place]);
        else held.push(place);
      }
    },
  };
}

function rowsOfBand(threshold: number): number {
  const fits = [32, 16, 8, 4, 2].find(
    (rows) => 1 - (1 - threshold ** rows) ** (signatureLength / rows) >= 0.99,
  );
  return fits ?? 1;
}
