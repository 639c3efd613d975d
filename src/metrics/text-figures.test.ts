import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRecord } from '../../test/support/make-record.js';
import { readRecordView } from '../record-view/read-record-view.js';
import type { RecordView } from '../record-view/record-view.js';
import { compressionRatio } from './compression-ratio.js';
import { distinctGrams } from './distinct-grams.js';
import { mtld } from './mtld.js';
import { findNearDuplicates } from './near-duplicates.js';
import { createSeededSample } from './seeded-sample.js';
import { createSeenGrams } from './seen-grams.js';
import { selfBleu } from './self-bleu.js';

const words = (text: string): string[] => text.split(' ');

describe('selfBleu', () => {
  it('agrees with three sentences worked out by hand', () => {
    const near = (0.75 * (2 / 3) * 0.5 * 0.1) ** 0.25;
    const far = ((0.1 / 4) * (0.1 / 3) * (0.1 / 2) * 0.1) ** 0.25;
    const found = selfBleu([words('a b c d'), words('a b c e'), words('x y z w')]);
    expect(found).toBeCloseTo((near + near + far) / 3, 12);
  });

  it('clips counts to the most that one other text holds', () => {
    const first = ((1 / 4) * (0.1 / 3) * (0.1 / 2) * 0.1) ** 0.25;
    const second = ((1 / 4) * (0.1 / 3) * (0.1 / 2) * 0.1) ** 0.25;
    expect(selfBleu([words('a a a a'), words('a b c d')])).toBeCloseTo((first + second) / 2, 12);
  });

  it('punishes a text that is shorter than the other of closest length', () => {
    const short = selfBleu([words('a b c d'), words('a b c d e f')]) ?? 0;
    const long = ((4 / 6) * (3 / 5) * (2 / 4) * (1 / 3)) ** 0.25;
    expect(short).toBeCloseTo((Math.exp(1 - 6 / 4) + long) / 2, 12);
  });

  it('is one for equal texts and null for a single one', () => {
    expect(selfBleu([words('a b c d'), words('a b c d')])).toBe(1);
    expect(selfBleu([words('a b c d')])).toBeNull();
  });
});

describe('mtld', () => {
  it('counts full stretches and the part of one at the end', () => {
    expect(mtld(words('a a a a'))).toBe(2);
    expect(mtld(words('a b c a'))).toBeCloseTo(4 / (0.25 / 0.28), 12);
  });

  it('is the mean of both directions', () => {
    const forward = 4 / (0.25 / 0.28);
    // Backwards the first two words end a stretch, and the other two are all different.
    const backward = 4 / 1;
    expect(mtld(words('a b c c'))).toBeCloseTo((forward + backward) / 2, 12);
  });

  it('is the length of a text that never repeats, and null for none', () => {
    expect(mtld(words('a b c'))).toBe(3);
    expect(mtld([])).toBeNull();
  });
});

describe('distinctGrams', () => {
  it('counts no gram across two texts', () => {
    expect(distinctGrams([words('a b a b'), words('a b')], 2)).toBe(2 / 4);
    expect(distinctGrams([['a'], ['b']], 2)).toBeNull();
  });
});

describe('compressionRatio', () => {
  it('is higher the more a text repeats itself', () => {
    const once = compressionRatio(['a short text that says one thing']) ?? 0;
    const often = compressionRatio(Array.from({ length: 50 }, () => 'a short text that says one thing')) ?? 0;
    expect(often).toBeGreaterThan(10 * once);
    expect(compressionRatio([])).toBeNull();
  });
});

describe('findNearDuplicates', () => {
  it('takes four of five shingles shared as near, three of five not', () => {
    expect(
      findNearDuplicates([
        [1, 2, 3, 4],
        [1, 2, 3, 4, 5],
        [7, 8],
      ]),
    ).toEqual([true, true, false]);
    expect(
      findNearDuplicates([
        [1, 2, 3, 4, 5],
        [1, 2, 3, 4, 6],
      ]),
    ).toEqual([false, false]);
  });

  it('finds what comparing all pairs finds', () => {
    const sets = fc.array(fc.uniqueArray(fc.nat(12), { minLength: 1, maxLength: 9 }), { maxLength: 14 });
    fc.assert(
      fc.property(sets, (shingles) => {
        const isNear = (left: readonly number[], right: readonly number[]) => {
          const shared = left.filter((shingle) => right.includes(shingle)).length;
          return shared / (left.length + right.length - shared) >= 0.8;
        };
        const expected = shingles.map((left, index) =>
          shingles.some((right, other) => other !== index && isNear(left, right)),
        );
        expect(findNearDuplicates(shingles)).toEqual(expected);
      }),
    );
  });
});

describe('createSeededSample', () => {
  it('holds no more than the budget needs, the same for any order', () => {
    const items = Array.from({ length: 200 }, (_, index) => `item ${index}`);
    const sample = (order: readonly string[], seed: number) => {
      const kept = createSeededSample<string>(50, seed);
      for (const item of order) kept.add(item, 1 + (item.length % 3), item);
      return kept;
    };
    const straight = sample(items, 1);
    expect(straight.size()).toBeGreaterThanOrEqual(50);
    expect(straight.size()).toBeLessThan(53);
    expect(sample([...items].reverse(), 1).items()).toEqual(straight.items());
    expect(sample(items, 2).items()).not.toEqual(straight.items());
  });
});

describe('createSeenGrams', () => {
  const say = (text: string): RecordView => {
    const view = readRecordView(makeRecord({ events: [{ user: text }] }));
    if (view === null) throw new Error('no record');
    return view;
  };

  it('masks numbers and ids before it compares', () => {
    const grams = createSeenGrams();
    grams.add(say('please show me order AB-1234 of 12 May'));
    grams.add(say('please show me order ZX-9 of 3 May'));
    expect(grams.figures().grams_seen_first_78).toMatchObject({ value: 0.5, comparable: false });
  });

  it('reads the late share from records 251 to 500 and ignores those behind', () => {
    const grams = createSeenGrams();
    for (let index = 0; index < 600; index += 1) {
      const name = String.fromCharCode(97 + (index % 26)) + String.fromCharCode(97 + Math.floor(index / 26));
      grams.add(
        say(index < 250 || index >= 500 ? `alpha beta gamma delta ${name}` : 'one two three four five'),
      );
    }
    expect(grams.figures().grams_seen_251_to_500).toMatchObject({ value: 249 / 250, comparable: true });
  });
});
