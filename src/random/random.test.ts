import fc from 'fast-check';
import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { createRandom } from './random.js';

describe('createRandom', () => {
  it('gives the same stream for the same seed', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const one = createRandom(seed);
        const other = createRandom(seed);
        expect([one.next(), one.next()]).toEqual([other.next(), other.next()]);
      }),
    );
  });

  it('draws what seedrandom draws from the key as one text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' })), (seed, labels) => {
        const stream = labels.reduce((from, label) => from.fork(label), createRandom(seed));
        const expected = seedrandom.tychei([seed, ...labels].join('/'));
        expect([stream.next(), stream.next(), stream.next()]).toEqual([expected(), expected(), expected()]);
      }),
    );
  });

  it('forks by label, whatever was drawn before', () => {
    const one = createRandom(7);
    const other = createRandom(7);
    other.next();
    expect(one.fork('a').next()).toBe(other.fork('a').next());
    expect(one.fork('a').next()).not.toBe(one.fork('b').next());
  });

  it('keeps integers inside their bounds, both included', () => {
    const random = createRandom('bounds');
    const drawn = new Set(Array.from({ length: 400 }, () => random.integer(2, 5)));
    expect([...drawn].sort()).toEqual([2, 3, 4, 5]);
  });

  it('shuffles without losing anything', () => {
    const items = [1, 2, 3, 4, 5, 6, 7];
    expect(createRandom(3).shuffle(items).sort()).toEqual(items);
  });

  it('never picks what has no weight', () => {
    const random = createRandom('weights');
    for (let draw = 0; draw < 100; draw += 1) expect(random.pickWeighted(['a', 'b'], [0, 1])).toBe('b');
  });
});
