import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.js';
import { rowNow } from './row-now.js';

describe('rowNow', () => {
  it('is a waking hour of a day of 2026, in any time zone of the machine', () =>
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const now = rowNow(createRandom(seed));
        expect(now).toMatch(/^2026-(0[1-9]|1[0-2])-\d{2}T(0[7-9]|1\d|2[0-2]):[0-5]\d:00$/);
        expect(new Date(`${now}Z`).toISOString().slice(0, 19)).toBe(now);
      }),
    ));
});
