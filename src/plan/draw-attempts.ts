import type { Random } from '../random/random.js';
import type { PlanAttempt, PlanRow } from '../types/plan-row.js';
import type { SampleRefusalReason } from '../types/sampling.js';
import type { ToolChain } from '../types/tool-chain.js';
import { bindAttempt } from './bind-attempt.js';
import { type CoveredParts, partsOfChain } from './chain-parts.js';
import { drawsPerRow, easeRequest, easyDraws, lastDraws } from './ease-request.js';
import type { PlanState } from './plan-state.js';
import type { RowRequest } from './row-request.js';
import { hardenRequest, wantsCalls } from './wish-difficulty.js';

export type PlanRefusalReason =
  | SampleRefusalReason
  | 'not_distinct'
  | 'too_few_distractors'
  /** An answer that is to be told holds nothing that a person could be told. */
  | 'nothing_to_tell'
  /** The chain cannot show what the row is to show, or shows more. */
  | 'other_mix';

export type DrawnAttempts = {
  /** The first is the row's own, the others are its reserve; empty where nothing distinct was found. */
  readonly attempts: readonly PlanAttempt[];
  readonly refusals: ReadonlyMap<PlanRefusalReason, number>;
};

/** When and where a row's conversation takes place. */
export type RowSetting = Pick<PlanRow, 'now' | 'locale'>;

/** Draws after which a row looks for no reserve: one in dozens of rows needs it, and what was drawn together mostly holds it. */
const loneDraws = 48;
/** Walks from a suggested start before another is tried. */
const triesPerStart = 2;
/** Walks of another draw: the next one is as good. Only the last draws hold out as long as the sampler does. */
const triesPerDraw = 6;

/** Attempts for one row, each with a chain and values that no other row has. */
export function drawAttempts(
  request: RowRequest,
  setting: RowSetting,
  state: PlanState,
  random: Random,
): DrawnAttempts {
  const { settings } = state.context;
  const refusals = new Map<PlanRefusalReason, number>();
  const attempts: PlanAttempt[] = [];
  const batch = settings.corpusMemory ? batchAfter(state.goals.size) : 1;
  for (let draw = 0; draw < drawsPerRow && attempts.length < settings.attempts; draw += batch) {
    if (attempts.length > 1 || (attempts.length > 0 && draw >= loneDraws)) break;
    for (const candidate of drawCandidates(request, draw, batch, state, random, refusals)) {
      if (attempts.length >= settings.attempts) break;
      const bound = bindAttempt(candidate, request, setting, attempts.length > 0, state);
      if (typeof bound === 'string') count(refusals, bound);
      else attempts.push(bound);
    }
  }
  return { attempts, refusals };
}

/**
 * Chains that are looked at together where the plan steers, the one that covers most first: the more, the less is planned
 * yet, since that is when a choice makes most of a difference.
 */
function batchAfter(goals: number): number {
  if (goals < 100) return 64;
  return goals < 600 ? 24 : 6;
}

export type Candidate = {
  readonly chain: ToolChain;
  readonly draw: number;
  readonly gain: number;
  readonly random: Random;
};

/** The next few chains, those that cover most first; of equals the earlier drawn. */
function drawCandidates(
  request: RowRequest,
  first: number,
  batch: number,
  state: PlanState,
  random: Random,
  refusals: Map<PlanRefusalReason, number>,
): Candidate[] {
  const { settings } = state.context;
  const candidates: Candidate[] = [];
  for (let draw = first; draw < first + batch; draw += 1) {
    const own = random.fork(`draw-${draw}`);
    const chain = drawChain(request, draw, state, own);
    if (typeof chain === 'string') {
      count(refusals, chain);
      continue;
    }
    const gain = settings.corpusMemory && !request.noTool ? state.coverage.gain(partsOf(chain, state)) : 0;
    candidates.push({ chain, draw, gain, random: own });
  }
  return candidates.sort((left, right) => right.gain - left.gain || left.draw - right.draw);
}

function drawChain(
  request: RowRequest,
  draw: number,
  state: PlanState,
  random: Random,
): ToolChain | SampleRefusalReason {
  const { sampler, settings } = state.context;
  const { coverage } = state;
  const isHopeful = state.grants.isHopeful(request.sample);
  const eased = easeRequest(request.sample, isHopeful ? draw : Math.max(draw, easyDraws), settings.mode);
  const sample = request.noTool
    ? { ...eased, steps: { minimum: 1, maximum: 1 } }
    : hardenRequest(eased, settings.difficulty, settings.mode);
  const steers = settings.corpusMemory && !request.noTool;
  const start = startOf(request, sample, steers && draw < easyDraws, state, random.fork('start'));
  const holdOut = wantsCalls(settings.difficulty) ? easyDraws : lastDraws;
  const stayClear = !request.wanted.has('confirmation') && !request.noTool && draw < holdOut;
  const outcome = sampler.sample(
    {
      ...sample,
      ...(stayClear ? { avoid: state.irreversible.ids } : {}),
      ...(steers ? { used: coverage.used } : {}),
      ...(start === undefined ? {} : { start }),
      ...(draw < lastDraws ? { tries: start === undefined ? triesPerDraw : triesPerStart } : {}),
    },
    random.fork('chain'),
  );
  if (start === undefined) state.grants.note(sample, outcome.ok);
  if (outcome.ok) return outcome.chain;
  if (start !== undefined) coverage.refuse(sample, start);
  return outcome.reason;
}

/** How often a row that is to confirm something starts there; other chains rarely come across it. */
const irreversibleStarts = 0.75;

/** Where to start: at what cannot be undone, most of the time that it is wanted; else where the plan has been least. */
function startOf(
  { wanted, noTool }: RowRequest,
  sample: RowRequest['sample'],
  steers: boolean,
  { coverage, irreversible }: PlanState,
  random: Random,
): string | undefined {
  if (noTool) return undefined;
  if (wanted.has('confirmation') && irreversible.ordered.length > 0 && random.chance(irreversibleStarts))
    return random.pick(irreversible.ordered);
  return steers ? coverage.suggest(sample, random) : undefined;
}

export function partsOf(chain: ToolChain, { endpoints }: PlanState): CoveredParts {
  return partsOfChain(chain, endpoints);
}

function count(refusals: Map<PlanRefusalReason, number>, reason: PlanRefusalReason): void {
  refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
}
