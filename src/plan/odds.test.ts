import { describe, expect, it } from 'vitest';
import { createOdds } from './odds.js';

describe('createOdds', () => {
  it('gives up a kind after some tries that came to nothing, and that kind alone', () => {
    const odds = createOdds(2, 0.1);
    for (let tried = 0; tried < 7; tried += 1) odds.note(1, false);
    expect(odds.areGood(1)).toBe(true);
    odds.note(1, false);
    expect([odds.areGood(0), odds.areGood(1)]).toEqual([true, false]);
  });

  it('hopes again once enough came true lately', () => {
    const odds = createOdds(1, 0.4);
    for (let tried = 0; tried < 500; tried += 1) odds.note(0, false);
    for (let tried = 0; tried < 120; tried += 1) odds.note(0, true);
    expect(odds.areGood(0)).toBe(true);
    expect(odds.shareOf(0)).toBeGreaterThan(0.4);
  });
});
