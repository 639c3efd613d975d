import type { Random } from '../random/random.js';
import type { ModeOption, SamplingMode } from '../types/plan-row.js';
import type { CountRange, SampleRequest } from '../types/sampling.js';
import { type Mix, type SteeredPhenomenon, steeredPhenomena } from './mix.js';
import type { PlanShares } from './plan-settings.js';
import type { Deck } from './stratify.js';

/** What a row is to be, before a chain is found for it. */
export type RowRequest = {
  readonly mode: SamplingMode;
  readonly sample: SampleRequest;
  /** What the decks gave the row. */
  readonly dealt: ReadonlySet<SteeredPhenomenon>;
  /** What the row is to show of the mix, and nothing beside it. */
  readonly wanted: ReadonlySet<SteeredPhenomenon>;
  /** How many calls the row is to make; null: as many as the chain brings. */
  readonly length: 'short' | 'medium' | 'long' | null;
  /** Nothing that is offered serves the request. */
  readonly noTool: boolean;
};

/** The shape of row `index`: stratified under `mixed`, else what the mode promises. */
export function toRowRequest(
  index: number,
  mode: ModeOption,
  shares: PlanShares,
  deck: Deck,
  mix: Mix,
  /** True where the difficulty that is asked for decides about lengths. */
  hardened: boolean,
  /** Modes that the catalog carries at all. */
  carried: readonly SamplingMode[],
  random: Random,
): RowRequest {
  const isNoTool = (row: number): boolean => mode === 'mixed' && deck('no_tool', shares.no_tool, row);
  const isServed = (row: number): boolean => !isNoTool(row);
  const isShort = (row: number): boolean =>
    isServed(row) && (mode === 'short' || deck('short', shares.short, row, isServed));
  const isLonger = (row: number): boolean => isServed(row) && !isShort(row);
  const isLong = (row: number): boolean => isLonger(row) && deck('long', shares.long, row, isLonger);
  if (isNoTool(index)) return noToolRequest(random);
  const length = isShort(index) ? 'short' : isLong(index) ? 'long' : 'medium';
  const dealt = new Set(
    steeredPhenomena.filter((name) => {
      if (!isPossible(name, mode, length)) return false;
      if (name === 'follow_up_goal')
        return dealFollowUp(shares.follow_up_goal, index, deck, isLong, isLonger);
      const eligible = name === 'missing_tool' ? isLonger : isServed;
      return isPromised(name, mode) || deck(name, shares[name], index, eligible);
    }),
  );
  const wanted = mix.wanted(dealt, (name) => isPossible(name, mode, length));
  const sampled = mode === 'mixed' ? carriedMode(mixedMode(wanted, length, random), carried) : mode;
  const goals = goalsFor(wanted, length);
  return {
    mode: sampled,
    sample: { mode: sampled, steps: stepsFor(wanted, length, mode, random), goals },
    dealt,
    wanted,
    length: mode === 'mixed' && !hardened ? length : null,
    noTool: false,
  };
}

function noToolRequest(random: Random): RowRequest {
  const minimum = random.integer(1, 2);
  return {
    mode: 'short',
    sample: { mode: 'short', steps: { minimum, maximum: 2 }, goals: { minimum: 1, maximum: 2 } },
    dealt: new Set(),
    wanted: new Set(),
    length: null,
    noTool: true,
  };
}

/** Long conversations carry most of the follow-ups: five calls are much to ask for in one breath. */
function dealFollowUp(
  share: number,
  index: number,
  deck: Deck,
  isLong: (row: number) => boolean,
  isLonger: (row: number) => boolean,
): boolean {
  if (share >= 1) return true;
  return isLong(index)
    ? deck('follow_up_goal/long', share * 0.8, index, isLong)
    : deck('follow_up_goal/medium', share * 0.2, index, (row) => isLonger(row) && !isLong(row));
}

function isPromised(name: SteeredPhenomenon, mode: ModeOption): boolean {
  return (
    (name === 'parallel_calls' && mode === 'parallel') ||
    (name === 'missing_parameter' && mode === 'clarification_first')
  );
}

/** What excludes a phenomenon altogether: the row's length or the mode that was asked for. */
function isPossible(name: SteeredPhenomenon, mode: ModeOption, length: 'short' | 'medium' | 'long'): boolean {
  if (name === 'parallel_calls') return mode === 'mixed' || mode === 'parallel';
  if (name === 'missing_tool' || name === 'follow_up_goal') return length !== 'short' && mode !== 'short';
  return true;
}

function mixedMode(
  wanted: ReadonlySet<SteeredPhenomenon>,
  length: 'short' | 'medium' | 'long',
  random: Random,
): SamplingMode {
  if (wanted.has('parallel_calls')) return 'parallel';
  if (length === 'short') return 'short';
  return random.chance(0.35) ? 'multi_tool' : 'sequential';
}

/** Where tools stand alone or nothing goes side by side, one call after the other will do: a row must not wait for the rest. */
function carriedMode(mode: SamplingMode, carried: readonly SamplingMode[]): SamplingMode {
  return carried.includes(mode) || !carried.includes('sequential') ? mode : 'sequential';
}

/** Steps of the chain, so that with the calls that a twist adds or takes away the length comes out. */
function stepsFor(
  wanted: ReadonlySet<SteeredPhenomenon>,
  length: 'short' | 'medium' | 'long',
  mode: ModeOption,
  random: Random,
): CountRange {
  const fails = wanted.has('tool_error') || wanted.has('user_correction');
  if (length === 'short') {
    const least = wanted.has('parallel_calls') || wanted.has('choice_among_results') ? 2 : 1;
    const minimum = fails || mode === 'short' ? least : random.integer(least, 2);
    return { minimum, maximum: fails ? Math.max(1, minimum) : 2 };
  }
  if (length === 'medium') {
    const minimum = mode === 'clarification_first' ? 1 : mode === 'mixed' ? 3 : 2;
    return { minimum: Math.max(1, minimum - (fails ? 1 : 0)), maximum: wanted.has('missing_tool') ? 5 : 4 };
  }
  const minimum = random.pickWeighted([5, 6, 7, 8, 9], [4, 3, 2.5, 4, 4]);
  return { minimum: minimum - (fails ? 1 : 0), maximum: Math.min(10, minimum + 1) };
}

function goalsFor(wanted: ReadonlySet<SteeredPhenomenon>, length: 'short' | 'medium' | 'long'): CountRange {
  const several = wanted.has('follow_up_goal') || wanted.has('missing_tool');
  if (length === 'short') return { minimum: 1, maximum: 1 };
  if (several) return { minimum: 2, maximum: length === 'long' ? 5 : 3 };
  return { minimum: 1, maximum: length === 'long' ? 3 : 2 };
}
