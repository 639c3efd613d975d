import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../random/random.js';
import { misspell } from './misspell.js';

describe('misspell', () => {
  it('gives another text of the same letters with the same beginning, or none', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('Lisbon', 'AB 1234', 'São Paulo', '東京', 'b👍cd')),
        fc.nat(),
        (text, seed) => {
          const wrong = misspell(text, createRandom(seed));
          if (wrong === null) return;
          expect(wrong).not.toBe(text);
          expect([...wrong].sort()).toEqual([...text].sort());
          if ((text[0] ?? '') < '\u3041') expect([...wrong][0]).toBe([...text][0]);
          const moved = [...text].filter((point, place) => [...wrong][place] !== point);
          expect(moved).toHaveLength(2);
          for (const point of moved) expect(point).toMatch(/[a-z0-9\u3041-\u30fa\u3400-\u9fff]/i);
        },
      ),
    ));

  it.each(['', 'a', 'ab', 'aa', 'a-b-c', '京', '京・都', 'xaaa', 'A1'])('leaves %j as it is', (text) => {
    for (let seed = 0; seed < 20; seed += 1) expect(misspell(text, createRandom(seed))).toBeNull();
  });

  it('leaves each word its first letter', () => {
    for (let seed = 0; seed < 60; seed += 1)
      expect(misspell('Social Worker', createRandom(seed))).toMatch(/^S\w+ W\w+$/);
  });

  it('swaps the two signs of a short Japanese name', () => {
    expect(misspell('東京', createRandom(1))).toBe('京東');
  });

  it('never trades a letter for a digit', () => {
    const wrongs = Array.from({ length: 40 }, (_, seed) => misspell('xy12', createRandom(seed)));
    expect(new Set(wrongs)).toEqual(new Set(['xy21']));
  });
});
