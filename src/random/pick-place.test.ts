import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pickPlace } from './pick-place.js';
import { createRandom } from './random.js';

describe('pickPlace', () => {
  it('picks a place that has weight, and none where nothing has', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 0.1, 1, 40)), fc.integer(), (weights, seed) => {
        const place = pickPlace(weights, createRandom(seed));
        if (weights.some((weight) => weight > 0)) expect(weights[place]).toBeGreaterThan(0);
        else expect(place).toBe(-1);
      }),
    ));

  it('picks by weight', () => {
    const random = createRandom(7);
    const counts = [0, 0];
    for (let draw = 0; draw < 4000; draw += 1) {
      const place = pickPlace([1, 3], random);
      counts[place] = (counts[place] ?? 0) + 1;
    }
    expect((counts[1] ?? 0) / 4000).toBeCloseTo(0.75, 1);
  });
});
