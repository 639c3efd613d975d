import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.js';
import { estimateSimilarity, minHash } from './min-hash.js';
import { createSignatureIndex } from './signature-index.js';

const random = createRandom('min-hash');
const draw = (): number => Math.floor(random.next() * 2 ** 32) | 0;
const setOf = (size: number): number[] => Array.from({ length: size }, draw);

/** Two sets of the Jaccard similarity `shared / (shared + 2 × own)`. */
function twoSets(shared: number, own: number): [number[], number[]] {
  const common = setOf(shared);
  return [
    [...common, ...setOf(own)],
    [...common, ...setOf(own)],
  ];
}

describe('signatures of sets', () => {
  it('are equal for equal sets in any order, and hardly agree for others', () => {
    const set = setOf(50);
    expect(estimateSimilarity(minHash(set), minHash([...set].reverse()))).toBe(1);
    expect(estimateSimilarity(minHash(set), minHash(setOf(50)))).toBeLessThan(0.1);
  });

  it('estimate the similarity of sets without a leaning', () => {
    for (const [shared, own] of [
      [80, 10],
      [50, 25],
      [20, 40],
    ] as const) {
      const errors = Array.from({ length: 60 }, () => {
        const [one, other] = twoSets(shared, own);
        return estimateSimilarity(minHash(one), minHash(other)) - shared / (shared + 2 * own);
      });
      const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
      expect(Math.abs(mean)).toBeLessThan(0.02);
    }
  });
});

describe('an index of signatures', () => {
  it('finds what is near among thousands, and nothing else', () => {
    const index = createSignatureIndex<number>(0.8);
    for (let key = 0; key < 3000; key += 1) index.add(minHash(setOf(40)), key);
    let found = 0;
    for (let key = 3000; key < 3100; key += 1) {
      const [one, other] = twoSets(95, 5);
      index.add(minHash(one), key);
      if (index.findNear(minHash(other), () => false)?.key === key) found += 1;
    }
    expect(found).toBeGreaterThanOrEqual(99);
    expect(index.findNear(minHash(setOf(40)), () => false)).toBeNull();
  });

  it('takes the most alike, and none that is left out', () => {
    const index = createSignatureIndex<string>(0.5);
    const set = setOf(100);
    index.add(minHash(set.slice(0, 80)), 'near');
    index.add(minHash(set), 'same');
    expect(index.findNear(minHash(set), () => false)).toEqual({ key: 'same', similarity: 1 });
    expect(index.findNear(minHash(set), (key) => key === 'same')?.key).toBe('near');
  });
});
