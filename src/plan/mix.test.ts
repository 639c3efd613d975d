import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.js';
import { createMix, type Mix, type SteeredPhenomenon, steeredPhenomena } from './mix.js';

const set = (...names: SteeredPhenomenon[]) => new Set(names);
const always = () => true;
const phenomena = fc.subarray([...steeredPhenomena]).map((names) => new Set(names));

/** Rows that are dealt `dealt` and show of what they want what `shows` says. */
function play(
  mix: Mix,
  rows: readonly {
    readonly dealt: ReadonlySet<SteeredPhenomenon>;
    readonly able: ReadonlySet<SteeredPhenomenon>;
  }[],
) {
  return rows.map(({ dealt, able }) => {
    const wanted = mix.wanted(dealt, always);
    const shown = new Set([...wanted].filter((name) => able.has(name)));
    mix.settle(dealt, wanted, shown);
    return { dealt, wanted, shown };
  });
}
const count = (rows: readonly ReadonlySet<SteeredPhenomenon>[], name: SteeredPhenomenon) =>
  rows.filter((row) => row.has(name)).length;

/** Over all runs of a hundred rows: how far what was shown is from what was dealt, at most. */
function widestGap(rows: ReturnType<typeof play>, name: SteeredPhenomenon): number {
  const gaps = rows.slice(100).map((_, start) => {
    const hundred = rows.slice(start, start + 100);
    return (
      count(
        hundred.map(({ dealt }) => dealt),
        name,
      ) -
      count(
        hundred.map(({ shown }) => shown),
        name,
      )
    );
  });
  return Math.max(...gaps.map(Math.abs));
}

describe('createMix', () => {
  it('wants what a row is dealt while every row shows just that', () =>
    fc.assert(
      fc.property(fc.array(phenomena, { maxLength: 60 }), (dealt) => {
        const rows = play(
          createMix(),
          dealt.map((names) => ({ dealt: names, able: set(...steeredPhenomena) })),
        );
        for (const row of rows) expect(row.wanted).toEqual(row.dealt);
      }),
    ));

  it('adds at most one thing owed to what a row is dealt, and only what is possible there', () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ dealt: phenomena, possible: phenomena, shown: phenomena }), { maxLength: 60 }),
        (rows) => {
          const mix = createMix();
          for (const { dealt, possible, shown } of rows) {
            const wanted = mix.wanted(dealt, (name) => possible.has(name));
            const added = [...wanted].filter((name) => !dealt.has(name));
            expect(added.length).toBeLessThanOrEqual(1);
            for (const name of wanted) expect(possible.has(name)).toBe(true);
            mix.settle(dealt, wanted, shown);
          }
        },
      ),
    ));

  it('has later rows make up what a row could not show', () => {
    const mix = createMix();
    mix.settle(set('refusal', 'tool_error'), set('refusal', 'tool_error'), new Set());
    expect(mix.wanted(set(), always)).toEqual(set('tool_error'));
    mix.settle(set(), set('tool_error'), new Set(['tool_error']));
    expect(mix.wanted(set('tool_error'), always)).toEqual(set('tool_error', 'refusal'));
    expect(mix.wanted(set(), (name) => name !== 'refusal')).toEqual(set());
  });

  it('has later rows leave out what a row showed beyond its share', () => {
    const mix = createMix();
    mix.settle(set(), set(), new Set(['confirmation', 'long']));
    expect(mix.wanted(set('confirmation', 'refusal'), always)).toEqual(set('refusal'));
    mix.settle(set('confirmation'), set(), new Set());
    expect(mix.wanted(set('confirmation'), always)).toEqual(set('confirmation'));
  });

  it('stays within a few of what is dealt over any hundred rows, though one wish in five cannot be shown', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const random = createRandom(seed);
      const some = (share: number) => set(...steeredPhenomena.filter(() => random.chance(share)));
      const rows = play(
        createMix(),
        Array.from({ length: 300 }, () => ({ dealt: some(0.2), able: some(0.8) })),
      );
      for (const name of steeredPhenomena) expect(widestGap(rows, name)).toBeLessThanOrEqual(4);
    }
  });

  it('balances its books within a few rows for anything that rows can show half of the time', () => {
    for (const name of steeredPhenomena) {
      const rows = play(
        createMix(),
        Array.from({ length: 200 }, (_, index) => ({
          dealt: index % 5 === 0 ? set(name) : set(),
          able: index % 2 === 0 ? set(name) : set(),
        })),
      );
      expect(widestGap(rows, name)).toBeLessThanOrEqual(1);
    }
  });

  it('gives up what hardly any row can show, and takes it up again when rows do', () => {
    const mix = createMix();
    const fail = () =>
      mix.settle(set('parallel_calls'), mix.wanted(set('parallel_calls'), always), new Set());
    for (let row = 0; row < 9; row += 1) fail();
    expect(mix.isHopeful('parallel_calls')).toBe(true);
    fail();
    expect(mix.isHopeful('parallel_calls')).toBe(false);
    // What is dealt is tried all the same; nobody else is asked to make up for it.
    expect(mix.wanted(set('parallel_calls'), always)).toEqual(set('parallel_calls'));
    expect(mix.wanted(set(), always)).toEqual(set());
    mix.settle(set('parallel_calls'), set('parallel_calls'), new Set(['parallel_calls']));
    expect(mix.isHopeful('parallel_calls')).toBe(true);
    expect(mix.wanted(set(), always)).toEqual(set('parallel_calls'));
  });
});
