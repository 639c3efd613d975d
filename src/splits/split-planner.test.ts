import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeSplit } from './describe-split.js';
import { linksOf } from './record-links.js';
import type { SplitName } from './split-names.js';
import { createSplitPlanner, type SplitKind, type SplitOptions, type SplitPlan } from './split-planner.js';

const options: SplitOptions = {
  by: 'tool',
  shares: { train: 0.8, validation: 0.1, test: 0.1 },
  seed: 7,
  dropBridges: false,
};

/** A conversation that calls these endpoints, whose results show these ids. */
function record(id: string, calls: readonly string[], ids: readonly (string | number)[] = []): unknown {
  return {
    conversation_id: id,
    messages: [],
    tool_calls: calls.map((name) => ({ name, parameters: {} })),
    tool_outputs: calls.map((name, place) => ({ name, output: { order_id: ids[place] ?? null } })),
  };
}

function plan(records: readonly unknown[], changes: Partial<SplitOptions> = {}): SplitPlan {
  const planner = createSplitPlanner({ ...options, ...changes });
  for (const each of records) planner.add(each);
  return planner.finish();
}

/** Things that stand in two splits. */
function leaks(records: readonly unknown[], { splitOf }: SplitPlan, by: SplitKind): string[] {
  const places = new Map<string, SplitName>();
  return records.flatMap((each, place) => {
    const split = splitOf(place);
    if (split === null) return [];
    return linksOf(each).flatMap(({ kind, key }) => {
      const name = `${kind} ${key}`;
      if (kind === 'tool' && by === 'world') return [];
      const first = places.get(name) ?? split;
      places.set(name, first);
      return first === split ? [] : [name];
    });
  });
}

const letters = fc.constantFrom(...'abcdefghijklmnop');
const records = fc.array(
  fc.record({
    base: fc.integer({ min: 0, max: 30 }),
    variant: fc.boolean(),
    calls: fc.array(
      fc.tuple(letters, fc.integer({ min: 0, max: 3 })).map(([tool, number]) => `${tool}::${number}`),
      { maxLength: 3 },
    ),
    ids: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 3 }),
  }),
  { maxLength: 60 },
);

describe('createSplitPlanner', () => {
  it('never has variants, chain, entity or (by tool) tool in two splits, bridges left out or not', () =>
    fc.assert(
      fc.property(
        records,
        fc.constantFrom<SplitKind>('tool', 'world'),
        fc.boolean(),
        fc.nat(),
        (made, by, dropBridges, seed) => {
          const all = made.map(({ base, variant, calls, ids }, place) =>
            record(variant ? `conv_1_${base}~v${place}` : `conv_1_${base}`, calls, ids),
          );
          const planned = plan(all, { by, dropBridges, seed });
          expect(leaks(all, planned, by)).toEqual([]);
          const { report } = planned;
          expect(report.splits.reduce((sum, split) => sum + split.records, 0) + report.bridges).toBe(
            all.length,
          );
          expect(all.map((_, place) => planned.splitOf(place))).toEqual(
            all.map((_, place) => plan(all, { by, dropBridges, seed }).splitOf(place)),
          );
        },
      ),
      { numRuns: 60 },
    ));

  it('meets the shares where nothing is shared, whatever the seed, and deals otherwise by another seed', () => {
    const all = Array.from({ length: 200 }, (_, place) => record(`conv_1_${place}`, [`t${place}::get`]));
    const counts = (seed: number) => plan(all, { seed }).report.splits.map((split) => split.records);
    expect(counts(1)).toEqual([160, 20, 20]);
    expect(counts(2)).toEqual([160, 20, 20]);
    const sides = (seed: number) => all.map((_, place) => plan(all, { seed }).splitOf(place));
    expect(sides(1)).not.toEqual(sides(2));
  });

  it('says what is too large to be split, and why', () => {
    const all = Array.from({ length: 50 }, (_, place) =>
      record(`conv_1_${place}`, place < 48 ? ['one::get', `t${place % 9}::get`] : [`u${place}::get`]),
    );
    const { report } = plan(all);
    expect(report.largest).toMatchObject({ records: 48, share: 0.96 });
    expect(report.largest.tied_by).toMatchObject({ tool: 10 });
    const text = describeSplit(report).join('\n');
    expect(text).toContain('one group holds 48 records (96 %), tied by 9 chains, 10 tools');
    expect(text).toContain('--holdout-tools');
    expect(plan(all, { by: 'world' }).report.largest.records).toBeLessThan(48);
  });

  it('leaves out few records that tie much together, counted', () => {
    const all = Array.from({ length: 300 }, (_, place) => {
      const tool = place % 30;
      return record(
        `conv_1_${place}`,
        place % 7 === 0 ? [`t${tool}::a`, `t${(tool + 1) % 30}::a`] : [`t${tool}::${place}`],
      );
    });
    const whole = plan(all);
    expect(whole.report.largest.share).toBeGreaterThan(0.8);
    const { report } = plan(all, { dropBridges: true });
    expect(report.bridges).toBeGreaterThan(0);
    expect(report.bridges).toBeLessThanOrEqual(25);
    for (const { reached, wanted } of report.splits) expect(Math.abs(reached - wanted)).toBeLessThan(0.03);
  });

  it('takes names like those of objects, and records that hold nothing of use', () => {
    const odd = [
      record('__proto__', ['__proto__::constructor'], ['__proto__']),
      { conversation_id: 3 },
      null,
      'x',
    ];
    expect(plan(odd).report.records).toBe(4);
  });
});
