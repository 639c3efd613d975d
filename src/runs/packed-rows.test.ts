import { describe, expect, it } from 'vitest';
import type { PlanRow } from '../types/plan-row.js';
import { countRows, packRow, packRows, unpackRows } from './packed-rows.js';

const rows = [{ index: 0, locale: 'en' }, { index: 1, locale: '日本\n\u2028' }, { index: 2 }] as PlanRow[];

describe('rows that are packed', () => {
  it('come out as they went in, in memory of their own', async () => {
    const packed = packRows(rows.map(packRow));
    expect(packed.byteLength).toBe(packed.buffer.byteLength);
    expect(await collect(unpackRows(packed))).toEqual(rows);
    expect(countRows(packed)).toBe(3);
  });

  it('may be none', async () => {
    const packed = packRows([]);
    expect(await collect(unpackRows(packed))).toEqual([]);
    expect(countRows(packed)).toBe(0);
  });
});

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
