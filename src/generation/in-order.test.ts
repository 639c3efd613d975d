import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inOrder } from './in-order.js';

async function* count(to: number, started: number[] = []): AsyncGenerator<number> {
  for (let index = 0; index < to; index += 1) {
    started.push(index);
    yield index;
  }
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('inOrder', () => {
  it('gives results in the order of the source, whatever order they end in', async () => {
    const late = async (index: number): Promise<number> => {
      await setTimeout((7 - index) * 3);
      return index * 10;
    };
    expect(await collect(inOrder(count(7), late, 4))).toEqual([0, 10, 20, 30, 40, 50, 60]);
  });

  it('has at most so many under way, and as many where there are enough', async () => {
    let underWay = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      underWay += 1;
      most = Math.max(most, underWay);
      await setTimeout(2);
      underWay -= 1;
    };
    await collect(inOrder(count(20), work, 5));
    expect(most).toBe(5);
  });

  it('starts nothing before its turn with width 1', async () => {
    const started: number[] = [];
    for await (const index of inOrder(count(5, started), async (item) => item, 1)) {
      expect(started).toHaveLength(index + 1);
      if (index === 2) break;
    }
    expect(started).toEqual([0, 1, 2]);
  });

  it('gives what is there while the source makes wait', async () => {
    async function* slow(): AsyncGenerator<number> {
      yield 1;
      await setTimeout(10_000, undefined, { ref: false });
      yield 2;
    }
    const iterator = inOrder(slow(), async (item) => item, 8);
    expect((await iterator.next()).value).toBe(1);
  });

  it('fails when the turn of the failure comes', async () => {
    const seen: number[] = [];
    const work = async (index: number): Promise<number> => {
      if (index === 2) throw new Error('two');
      return index;
    };
    await expect(async () => {
      for await (const index of inOrder(count(9), work, 4)) seen.push(index);
    }).rejects.toThrow('two');
    expect(seen).toEqual([0, 1]);
  });
});
