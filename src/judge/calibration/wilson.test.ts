import { describe, expect, it } from 'vitest';
import { wilson } from './wilson.js';

describe('wilson', () => {
  // Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('gives the published interval for %i of %i', (hits, of, low, high) => {
    const rate = wilson(hits, of);
    expect(rate.low).toBeCloseTo(low, 4);
    expect(rate.high).toBeCloseTo(high, 4);
    expect(rate.rate).toBeCloseTo(hits / of, 10);
  });

  it('ends at 1 where each trial hit, and says nothing without trials', () => {
    expect(wilson(20, 20)).toMatchObject({ rate: 1, high: 1 });
    expect(wilson(0, 0)).toEqual({ hits: 0, of: 0, rate: null, low: 0, high: 1 });
  });
});
