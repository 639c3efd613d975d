import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { TextGate } from '../dataset/text-gate.js';
import { createRandom } from '../random/random.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { PlanRow } from '../types/plan-row.js';
import type { Draft } from './draft-row.js';
import { type GatedRows, gateRows } from './gate-rows.js';

/** What a row says, one text after the other as its texts are refused; none after the last. */
type Lines = readonly (readonly string[])[];

/** A stage on which drafts end one at a time, when the test says so. */
function createStage(lines: Lines) {
  const waiting: {
    readonly index: number;
    readonly end: () => void;
    readonly fail: (error: Error) => void;
  }[] = [];
  const seen = { begun: [] as number[], refused: [] as string[], atOnce: 0, pulled: 0, returned: false };
  const speak = (row: PlanRow, version: number): Promise<Draft> =>
    new Promise((resolve, reject) => {
      const text = lines[row.index]?.[version];
      const made = text === undefined ? null : { ok: true, record: { conversation_id: text }, gaps: [] };
      const draft = { row, number: version, wording: 0, made, events: [] } as unknown as Draft;
      waiting.push({ index: row.index, end: () => resolve(draft), fail: reject });
      seen.atOnce = Math.max(seen.atOnce, waiting.length);
    });
  async function* rows(): AsyncGenerator<PlanRow> {
    try {
      for (const index of lines.keys()) {
        seen.pulled += 1;
        yield { index } as PlanRow;
      }
    } finally {
      seen.returned = true;
    }
  }
  const options = (changes: Partial<GatedRows> = {}): GatedRows => ({
    rows: rows(),
    draft: (row) => {
      seen.begun.push(row.index);
      return speak(row, 0);
    },
    redraft: ({ row, number }, reasons) => {
      seen.refused.push(`${row.index}.${number}: ${reasons.join()}`);
      return speak(row, number + 1);
    },
    createGate: exactGate,
    ...{ blockSize: 100, width: 4, ahead: 16 },
    ...changes,
  });
  return { waiting, seen, options };
}

/** Refuses a text that was remembered, letter for letter. */
function exactGate(): TextGate {
  const texts = new Set<string>();
  return {
    findRepeats: ({ conversation_id: text }: DatasetRecord) => (texts.has(text) ? [`again ${text}`] : []),
    remember: ({ conversation_id: text }: DatasetRecord) => void texts.add(text),
  };
}

const textOf = ({ row, made }: Draft) => `${row.index}:${made?.record.conversation_id ?? 'none'}`;

/** Plays all rows; `pick` says which of so many drafts under way ends next. */
async function play(lines: Lines, pick: (count: number) => number, changes: Partial<GatedRows> = {}) {
  const stage = createStage(lines);
  const given: string[] = [];
  let isDone = false;
  const consumed = (async () => {
    for await (const draft of gateRows(stage.options(changes))) given.push(textOf(draft));
  })().finally(() => {
    isDone = true;
  });
  // A failure is met below, not as an unhandled one before.
  consumed.catch(() => undefined);
  while (!isDone) {
    await setImmediate();
    stage.waiting.splice(pick(stage.waiting.length), 1)[0]?.end();
  }
  await consumed;
  return { given, ...stage.seen, refused: [...stage.seen.refused].sort() };
}

/** Rows that often say what another says. */
function repetitive(seed: number, count: number): Lines {
  const random = createRandom(`lines-${seed}`);
  return Array.from({ length: count }, () =>
    Array.from({ length: random.integer(0, 4) }, () => `text ${random.integer(0, 12)}`),
  );
}

const first = () => 0;

describe('gateRows', () => {
  it('gives the same drafts and refuses the same ones, whatever order they end in', async () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const lines = repetitive(seed, 30);
      const one = await play(lines, first, { width: 1, ahead: 1, blockSize: 12 });
      const random = createRandom(`order-${seed}`);
      const size = { width: random.integer(2, 9), ahead: random.integer(9, 40), blockSize: 12 };
      const shuffled = await play(lines, (count) => (count > 0 ? random.integer(0, count - 1) : 0), size);
      const lastFirst = await play(lines, (count) => Math.max(0, count - 1), size);
      expect(one.given).toHaveLength(30);
      expect(shuffled.given).toEqual(one.given);
      expect(lastFirst.given).toEqual(one.given);
      expect(shuffled.refused).toEqual(one.refused);
      expect(lastFirst.refused).toEqual(one.refused);
    }
  });

  it('refuses what repeats a row before it, never a row for what comes after', async () => {
    const { given, refused } = await play([['a'], ['a', 'b'], ['b', 'c'], ['a']], (count) => count - 1, {
      width: 8,
    });
    expect(given).toEqual(['0:a', '1:b', '2:c', '3:none']);
    expect(refused).toEqual(['1.0: again a', '2.0: again b', '3.0: again a']);
  });

  it('lets blocks repeat each other, and starts each with an empty gate', async () => {
    const { given } = await play([['a'], ['b'], ['a'], ['b'], ['a']], first, { blockSize: 2, width: 5 });
    expect(given).toEqual(['0:a', '1:b', '2:a', '3:b', '4:a']);
  });

  it('passes rows that came to nothing, and shows them to no gate', async () => {
    const { given } = await play([[], ['a'], [], ['a', 'b']], (count) => count - 1);
    expect(given).toEqual(['0:none', '1:a', '2:none', '3:b']);
  });

  it('begins no row beyond the width, nor further ahead of the first than it may', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => [`text ${index}`]);
    const stage = createStage(lines);
    const iterator = gateRows(stage.options({ width: 3, ahead: 5 }));
    const next = iterator.next();
    await setImmediate();
    expect(stage.seen.begun).toEqual([0, 1, 2]);
    // All but the first end: others are begun in their place, until five are under way or wait for it.
    for (let round = 0; round < 10; round += 1) {
      stage.waiting.splice(1, 1)[0]?.end();
      await setImmediate();
    }
    expect(stage.seen.begun).toEqual([0, 1, 2, 3, 4]);
    expect(stage.seen.atOnce).toBe(3);
    stage.waiting[0]?.end();
    expect(textOf((await next).value as Draft)).toBe('0:text 0');
    await iterator.return();
    expect(stage.seen.returned).toBe(true);
  });

  it('begins nothing before its turn with width 1 and nothing ahead', async () => {
    const stage = createStage([['a'], ['b'], ['c']]);
    const iterator = gateRows(stage.options({ width: 1, ahead: 1 }));
    const next = iterator.next();
    await setImmediate();
    stage.waiting.shift()?.end();
    await next;
    await setImmediate();
    expect(stage.seen.begun).toEqual([0]);
    await iterator.return();
  });

  it('gives what stands before a failure, then throws it and leaves the rows', async () => {
    const stage = createStage([['a'], ['b'], ['c'], ['d']]);
    const given: string[] = [];
    const consumed = (async () => {
      for await (const draft of gateRows(stage.options())) given.push(textOf(draft));
    })();
    const failed = expect(consumed).rejects.toThrow('two');
    await setImmediate();
    stage.waiting[3]?.end();
    stage.waiting[0]?.end();
    stage.waiting[1]?.end();
    stage.waiting[2]?.fail(new Error('two'));
    await failed;
    expect(given).toEqual(['0:a', '1:b']);
    expect(stage.seen.returned).toBe(true);
  });

  it.each<[string, Partial<GatedRows>]>([
    ['its gate', { createGate: () => ({ ...exactGate(), findRepeats: broken }) }],
    ['a draft at once', { draft: broken }],
    [
      'the rows',
      {
        // biome-ignore lint/correctness/useYield: it fails before it gives anything
        rows: (async function* () {
          broken();
        })(),
      },
    ],
  ])('fails with what %s throws, and hangs on nothing', async (_, changes) => {
    await expect(play([['a'], ['b']], first, changes)).rejects.toThrow('broken');
  });
});

function broken(): never {
  throw new Error('broken');
}
