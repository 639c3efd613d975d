import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.js';
import { createChainStock, type StockedChain } from './chain-stock.js';
import type { TraitWish } from './chain-traits.js';

const steps = (count: number): number => count << 11;
const stocked = (count: number): StockedChain => ({
  chain: { steps: [], slots: [], goals: [] },
  traits: steps(count) | (1 << 15),
  open: { endpoints: [], links: [], concepts: [], shape: '' },
});
const wish = (minimum: number, maximum: number): TraitWish => ({
  steps: { minimum, maximum },
  goals: { minimum: 1, maximum: 3 },
  ...{ with: 0, without: 0, either: 0 },
});

describe('createChainStock', () => {
  it('finds chains that keep a wish, none twice, and keeps them until they are removed', () => {
    const stock = createChainStock();
    const short = [stocked(2), stocked(2), stocked(3)];
    for (const chain of [...short, stocked(6)]) stock.add(chain);
    expect(new Set(stock.find(wish(1, 4), 9, createRandom(1)))).toEqual(new Set(short));
    expect(stock.find(wish(1, 4), 2, createRandom(1))).toHaveLength(2);
    for (const chain of short) stock.remove(chain);
    expect(stock.find(wish(1, 4), 9, createRandom(1))).toEqual([]);
    expect(stock.size).toBe(1);
  });

  it('holds a bounded number, the latest of each kind', () => {
    const stock = createChainStock();
    const last = stocked(2);
    for (let number = 0; number < 20_000; number += 1) stock.add(stocked(1 + (number % 9)));
    stock.add(last);
    expect(stock.size).toBeLessThanOrEqual(9 * 32);
    expect(stock.find(wish(2, 2), 1000, createRandom(1))).toContain(last);
  });
});
