import { describe, expect, it } from 'vitest';
import { exceedsDepth } from './exceeds-depth.js';

describe('exceedsDepth', () => {
  it.each([
    [1, 0, false],
    ['text', 0, false],
    [null, 0, false],
    [[], 0, true],
    [{}, 1, false],
    [{ a: [1] }, 1, true],
    [{ a: [1] }, 2, false],
    [[1, { b: { c: 1 } }], 2, true],
  ])('tells for %j and %i levels: %s', (value, levels, expected) => {
    expect(exceedsDepth(value, levels)).toBe(expected);
  });
});
