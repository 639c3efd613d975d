import type { PhenomenonName } from '../types/plan-row.js';

/** What a row can be made to show or to leave out; lengths and unserved requests are dealt for good. */
export const steeredPhenomena = [
  'parallel_calls',
  'missing_parameter',
  'ambiguous_intent',
  'choice_among_results',
  'user_correction',
  'confirmation',
  'follow_up_goal',
  'missing_tool',
  'tool_error',
  'refusal',
] as const satisfies readonly PhenomenonName[];
export type SteeredPhenomenon = (typeof steeredPhenomena)[number];

/** Keeps the books of the mix: what a row was dealt and could not show is owed, and a later row takes it over. */
export type Mix = {
  /** What the row is to show: what it was dealt, less what earlier rows showed beyond their share, plus one thing owed. */
  wanted(
    dealt: ReadonlySet<SteeredPhenomenon>,
    possible: (name: SteeredPhenomenon) => boolean,
  ): Set<SteeredPhenomenon>;
  /** False where hardly any row that was to show it could: then it is not worth many draws. */
  isHopeful(name: SteeredPhenomenon): boolean;
  settle(
    dealt: ReadonlySet<SteeredPhenomenon>,
    wanted: ReadonlySet<SteeredPhenomenon>,
    shown: ReadonlySet<PhenomenonName>,
  ): void;
};

/** Share of successes, of at least some tries, below which a catalog counts as hardly carrying a phenomenon. */
const leastSuccess = 0.05;
const triesBeforeDoubt = 10;

export function createMix(): Mix {
  const owed = new Map<SteeredPhenomenon, number>();
  const tries = new Map<SteeredPhenomenon, number>();
  const hits = new Map<SteeredPhenomenon, number>();
  const add = (counts: Map<SteeredPhenomenon, number>, name: SteeredPhenomenon, by: number): void => {
    counts.set(name, (counts.get(name) ?? 0) + by);
  };
  const isHopeful = (name: SteeredPhenomenon): boolean =>
    (tries.get(name) ?? 0) < triesBeforeDoubt ||
    (hits.get(name) ?? 0) > leastSuccess * (tries.get(name) ?? 0);

  return {
    isHopeful,
    wanted(dealt, possible) {
      const wanted = new Set([...dealt].filter((name) => (owed.get(name) ?? 0) >= 0 && possible(name)));
      const [most] = steeredPhenomena
        .filter((name) => !dealt.has(name) && (owed.get(name) ?? 0) > 0 && possible(name) && isHopeful(name))
        .sort((one, other) => (owed.get(other) ?? 0) - (owed.get(one) ?? 0));
      if (most !== undefined) wanted.add(most);
      return wanted;
    },
    settle(dealt, wanted, shown) {
      for (const name of steeredPhenomena) {
        add(owed, name, Number(dealt.has(name)) - Number(shown.has(name)));
        if (!wanted.has(name)) continue;
        add(tries, name, 1);
        if (shown.has(name)) add(hits, name, 1);
      }
    },
  };
}
