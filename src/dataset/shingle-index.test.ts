import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createShingleIndex } from './shingle-index.js';
import { shinglesOf } from './shingles-of.js';

describe('createShingleIndex', () => {
  it('finds what a comparison with every text finds', () => {
    const text = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 80 }), (texts) => {
        const index = createShingleIndex();
        const before: ReadonlySet<number>[] = [];
        for (const words of texts) {
          const shingles = shinglesOf(words);
          const near = before.some((other) => jaccard(other, shingles) >= 0.5);
          expect(index.hasNear(shingles, 0.5)).toBe(near);
          index.add(shingles);
          before.push(new Set(shingles));
        }
      }),
    );
  });

  it('holds many texts', () => {
    const index = createShingleIndex();
    for (let text = 0; text < 2_000; text += 1)
      index.add(shinglesOf([text, text + 1, text + 2, text * 7, 3]));
    expect(index.hasNear(shinglesOf([1_999, 2_000, 2_001, 13_993, 3]), 1)).toBe(true);
    expect(index.hasNear(shinglesOf([5, 4, 3, 2, 1]), 0.1)).toBe(false);
    expect(index.hasNear(shinglesOf([1, 2]), 0.1)).toBe(false);
  });
});

describe('shinglesOf', () => {
  it('numbers each run of three words once, apart by their order', () => {
    const words = Array.from({ length: 400 }, (_, index) => index % 100);
    expect(shinglesOf(words)).toHaveLength(100);
    expect(shinglesOf([1, 2, 3])).not.toEqual(shinglesOf([3, 2, 1]));
    expect(shinglesOf([1, 2])).toHaveLength(0);
  });
});

function jaccard(one: ReadonlySet<number>, other: Int32Array): number {
  const common = other.filter((shingle) => one.has(shingle)).length;
  const all = one.size + other.length - common;
  return common === 0 ? 0 : common / all;
}
