import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHashCounts } from './hash-counts.js';
import { hashText } from './hash-text.js';

describe('createHashCounts', () => {
  it('counts as a map does', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { maxLength: 5000 }), (things) => {
        const counts = createHashCounts();
        const expected = new Map<number, number>();
        for (const thing of things) {
          expected.set(thing, (expected.get(thing) ?? 0) + 1);
          expect(counts.add(hashText(String(thing), 0))).toBe(expected.get(thing));
        }
        expect(counts.size()).toBe(expected.size);
        expect([...counts.counts()].sort()).toEqual([...expected.values()].sort());
        expect(counts.addKnown(hashText('nothing', 0))).toBe(0);
      }),
      { numRuns: 30 },
    ));
});
