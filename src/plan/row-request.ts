import type { Random } from '../random/random.js';
import type { ModeOption, SamplingMode } from '../types/plan-row.js';
import type { SampleRequest } from '../types/sampling.js';
import type { PlanShares } from './plan-settings.js';
import type { Deck } from './stratify.js';

/** What a row is to be, before a chain is found for it. */
export type RowRequest = {
  readonly mode: SamplingMode;
  readonly sample: SampleRequest;
  /** The user withholds required values until asked. */
  readonly withhold: boolean;
  /** Nothing that is offered serves the request. */
  readonly noTool: boolean;
};

/** The shape of row `index`: stratified under `mixed`, else what the mode promises. */
export function toRowRequest(
  index: number,
  mode: ModeOption,
  shares: PlanShares,
  deck: Deck,
  random: Random,
): RowRequest {
  return mode === 'mixed'
    ? mixedRequest(index, shares, deck, random)
    : modeRequest(mode, index, shares, deck, random);
}

function mixedRequest(index: number, shares: PlanShares, deck: Deck, random: Random): RowRequest {
  const isNoTool = (row: number): boolean => deck('no_tool', shares.no_tool, row);
  const isServed = (row: number): boolean => !isNoTool(row);
  const isShort = (row: number): boolean => isServed(row) && deck('short', shares.short, row, isServed);
  const isLonger = (row: number): boolean => isServed(row) && !isShort(row);
  const noTool = isNoTool(index);
  const short = isShort(index);
  const long = deck('long', shares.long, index, isLonger);
  const parallel = deck('parallel_calls', shares.parallel_calls, index, isServed);
  const withhold = deck('missing_parameter', shares.missing_parameter, index, isServed);
  const followUp = !short && (long || deck('follow_up_goal', shares.follow_up_goal, index));
  if (noTool) return { mode: 'short', sample: shortSample(random), withhold: false, noTool: true };
  const steps = short
    ? { minimum: parallel ? 2 : 1, maximum: 2 }
    : long
      ? longSteps(random)
      : { minimum: 3, maximum: 4 };
  const goals = followUp ? { minimum: 2, maximum: long ? 5 : 3 } : { minimum: 1, maximum: short ? 1 : 2 };
  const sampled: SamplingMode = parallel
    ? 'parallel'
    : short
      ? 'short'
      : random.chance(0.35)
        ? 'multi_tool'
        : 'sequential';
  return { mode: sampled, sample: { mode: sampled, steps, goals }, withhold, noTool: false };
}

function longSteps(random: Random): SampleRequest['steps'] {
  const minimum = random.pickWeighted([5, 6, 7, 8, 9], [5, 4, 2.5, 1.6, 1]);
  return { minimum, maximum: Math.min(10, minimum + 1) };
}

function modeRequest(
  mode: SamplingMode,
  index: number,
  shares: PlanShares,
  deck: Deck,
  random: Random,
): RowRequest {
  const long = deck('long', shares.long, index);
  const withhold =
    mode === 'clarification_first' || deck('missing_parameter', shares.missing_parameter, index);
  const sample: SampleRequest =
    mode === 'short'
      ? shortSample(random)
      : {
          mode,
          steps: long ? longSteps(random) : { minimum: mode === 'clarification_first' ? 1 : 2, maximum: 4 },
          goals: { minimum: 1, maximum: long ? 5 : 3 },
        };
  return { mode, sample, withhold, noTool: false };
}

function shortSample(random: Random): SampleRequest {
  const minimum = random.integer(1, 2);
  return { mode: 'short', steps: { minimum, maximum: 2 }, goals: { minimum: 1, maximum: 2 } };
}
