import { describe, expect, it } from 'vitest';
import { roomForAnother } from './room-for-another.js';

const none = { calls: null, tokens: null, usd: null };
const tokens = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
const used = (calls: number, costUsd: number | null = 0) => ({
  usage: () => ({ calls, cached: 0, retries: 0, tokens, costUsd, inFlight: 0, concurrency: 1 }),
});

describe('roomForAnother', () => {
  it('always has room without caps', () => {
    expect(roomForAnother(none, used(1_000_000))(500, 0)).toBe(true);
  });

  it('lets a few begin until the first has ended', () => {
    const room = roomForAnother({ ...none, calls: 10_000 }, used(20));
    expect([room(1, 0), room(7, 0), room(8, 0)]).toEqual([true, true, false]);
  });

  it('begins no more than what is left carries', () => {
    // Ten have ended at 24 calls for each, and four are under way: a fifth needs 5 × 24 of what is left.
    expect(roomForAnother({ ...none, calls: 360 }, used(240))(4, 10)).toBe(true);
    expect(roomForAnother({ ...none, calls: 359 }, used(240))(4, 10)).toBe(false);
  });

  it('looks at the tightest cap, and at none in dollars where the price is not known', () => {
    expect(roomForAnother({ calls: 1_000, tokens: null, usd: 1 }, used(240, 0.99))(4, 10)).toBe(false);
    expect(roomForAnother({ calls: 1_000, tokens: null, usd: 1 }, used(240, null))(4, 10)).toBe(true);
  });
});
