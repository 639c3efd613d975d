import { describe, expect, it } from 'vitest';
import { noDifficultyWish } from '../types/difficulty-wish.js';
import type { SampleRequest } from '../types/sampling.js';
import type { PlanShares } from './plan-settings.js';
import { hardenRequest, leastCalls, sharesUnder } from './wish-difficulty.js';

const short: SampleRequest = {
  mode: 'short',
  steps: { minimum: 1, maximum: 2 },
  goals: { minimum: 1, maximum: 1 },
};
const wish = (more: Partial<typeof noDifficultyWish>) => ({ ...noDifficultyWish, ...more });
const shares = { short: 0.2, no_tool: 0.07, long: 0.3, missing_parameter: 0.25 } as PlanShares;

describe('hardenRequest', () => {
  it('leaves a request as it is where nothing about its calls is asked for', () => {
    expect(hardenRequest(short, wish({ distractors: 5 }), 'mixed')).toBe(short);
  });

  it('makes room for depth, for suppliers side by side and for calls', () => {
    expect(leastCalls(wish({ depth: 4 }))).toBe(4);
    expect(leastCalls(wish({ fan_in: 2 }))).toBe(3);
    expect(hardenRequest(short, wish({ depth: 3, fan_in: 2, calls: 5 }), 'mixed')).toMatchObject({
      mode: 'sequential',
      steps: { minimum: 5, maximum: 6 },
      difficulty: { depth: 3, fanIn: 2 },
    });
  });

  it('keeps a mode that was asked for, though the sampler will have to refuse', () => {
    expect(hardenRequest(short, wish({ calls: 5 }), 'short')).toMatchObject({
      mode: 'short',
      steps: { minimum: 5, maximum: 2 },
    });
  });

  it('opens a goal for each question', () => {
    expect(hardenRequest(short, wish({ clarifications: 2 }), 'mixed').goals.minimum).toBe(2);
  });
});

describe('sharesUnder', () => {
  it('gives no slot to what would break the wish', () => {
    expect(sharesUnder(noDifficultyWish, shares)).toEqual(shares);
    expect(sharesUnder(wish({ calls: 3 }), shares)).toMatchObject({ short: 0, no_tool: 0, long: 0.3 });
    expect(sharesUnder(wish({ calls: 2 }), shares)).toMatchObject({ short: 0.2, no_tool: 0 });
    expect(sharesUnder(wish({ clarifications: 1 }), shares)).toMatchObject({ missing_parameter: 1 });
  });
});
