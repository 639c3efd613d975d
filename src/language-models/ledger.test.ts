import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBudget } from './budget.js';
import { type LedgerLine, openLedger, readLedger } from './ledger.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'datagen-ledger-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));
const file = () => join(directory, 'deep', 'ledger.jsonl');
const line = (index: number, changes: Partial<LedgerLine> = {}): LedgerLine => ({
  ...{
    logical_id: `c/judge/${index}/0`,
    role: 'judge',
    provider: 'anthropic',
    model: 'm',
    model_echoed: 'm',
  },
  ...{ input_tokens: 10, output_tokens: 5, cache_read_tokens: 0, cache_write_tokens: 0, ms: 5, retries: 0 },
  ...{ cached: false, cost_usd: 0.5, outcome: 'end' },
  ...changes,
});

describe('openLedger', () => {
  it('appends each line as it happens, many at once', async () => {
    const ledger = await openLedger(file());
    await ledger.append(line(0));
    expect(readLedger(file())).toEqual([line(0)]);
    await Promise.all(Array.from({ length: 200 }, (_, index) => ledger.append(line(index + 1))));
    expect(readLedger(file()).map(({ logical_id }) => logical_id)).toEqual(
      Array.from({ length: 201 }, (_, index) => line(index).logical_id),
    );
    await ledger.close();
    await ledger.close();
  });

  it('goes on after a line that was torn', async () => {
    const first = await openLedger(file());
    await first.append(line(0));
    await first.close();
    appendFileSync(file(), JSON.stringify(line(1)).slice(0, 40));
    expect(readLedger(file())).toEqual([line(0)]);
    const second = await openLedger(file());
    await second.append(line(2));
    await second.close();
    expect(readLedger(file())).toEqual([line(0), line(2)]);
    expect(readFileSync(file(), 'utf8').endsWith('\n')).toBe(true);
  });

  it.each([{ cost_usd: -5 }, { input_tokens: -1 }, { cost_usd: 'much' }, { retries: null }])(
    'passes over a line that cannot be: %j',
    async (changes) => {
      const ledger = await openLedger(file());
      await ledger.append({ ...line(0), ...changes } as LedgerLine);
      await ledger.append(line(1, { cost_usd: null }));
      await ledger.close();
      expect(readLedger(file())).toEqual([line(1, { cost_usd: null })]);
    },
  );

  it('is empty where there is no file', () => {
    expect(readLedger(file())).toEqual([]);
  });
});

describe('createBudget', () => {
  const signal = new AbortController().signal;
  const used = (output: number) => ({ input: 0, output, cacheRead: 0, cacheWrite: 0 });
  const caps = { calls: null, tokens: null, usd: null };

  it('goes on from what stands in the ledger, without what came from the cache', async () => {
    const before = [line(0), line(1, { cached: true }), line(2)];
    const budget = createBudget({ ...caps, usd: 1.5 }, before);
    expect(budget.spent()).toMatchObject({ calls: 2, usd: 1, tokens: { input: 20, output: 10 } });
    await budget.reserve({ tokens: 0, usd: 0.5 }, signal);
    const again = createBudget({ ...caps, usd: 1.5 }, before);
    const refused = again.reserve({ tokens: 0, usd: 0.51 }, signal);
    await expect(refused).rejects.toThrow('The budget of $1.50');
    await expect(refused).rejects.toThrow('2 calls, 30 tokens, $1.00');
  });

  it.each([
    [{ ...caps, calls: 3 }, 3],
    [{ ...caps, tokens: 350 }, 3],
    [{ ...caps, usd: 3 }, 3],
  ])('lets through as many as %j leaves room for', async (limits, expected) => {
    const budget = createBudget(limits, []);
    const holds = Array.from({ length: 10 }, () =>
      budget.reserve({ tokens: 100, usd: 1 }, new AbortController().signal),
    );
    let made = 0;
    const all = holds.map(async (waiting) => {
      const hold = await waiting;
      made += 1;
      await new Promise((resolve) => setImmediate(resolve));
      hold.settle(used(100), 1);
    });
    const results = await Promise.allSettled(all);
    expect(made).toBe(expected);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(10 - expected);
  });

  it('waits for room that calls under way may leave', async () => {
    const budget = createBudget({ ...caps, tokens: 150 }, []);
    const first = await budget.reserve({ tokens: 100, usd: null }, signal);
    const second = budget.reserve({ tokens: 100, usd: null }, signal);
    first.settle(used(20), null);
    (await second).settle(used(100), null);
    expect(budget.spent()).toEqual({ calls: 2, usd: null, tokens: used(120) });
  });
});
