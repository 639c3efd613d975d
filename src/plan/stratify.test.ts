import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.js';
import { createDecks } from './stratify.js';

describe('createDecks', () => {
  it('meets a share to one slot in each hundred rows', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat({ max: 5 }),
        (seed, share, block) => {
          const deck = createDecks(createRandom(seed));
          let count = 0;
          for (let row = 0; row < 100; row += 1) if (deck('x', share, block * 100 + row)) count += 1;
          expect(Math.abs(count - share * 100)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('deals the whole share to the rows that are eligible, and to no other', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 5 }), (seed, every) => {
        const deck = createDecks(createRandom(seed));
        const eligible = (row: number) => row % every !== 0;
        const chosen = Array.from({ length: 100 }, (_, row) => row).filter((row) =>
          deck('x', 0.3, row, eligible),
        );
        expect(Math.abs(chosen.length - 30)).toBeLessThanOrEqual(1);
        expect(chosen.filter((row) => !eligible(row))).toEqual([]);
      }),
    );
  });

  it('answers for a row without looking at any other', () => {
    const forwards = createDecks(createRandom(7));
    const backwards = createDecks(createRandom(7));
    const rows = Array.from({ length: 300 }, (_, row) => row);
    const expected = rows.map((row) => forwards('y', 0.3, row));
    expect(
      [...rows]
        .reverse()
        .map((row) => backwards('y', 0.3, row))
        .reverse(),
    ).toEqual(expected);
  });
});
