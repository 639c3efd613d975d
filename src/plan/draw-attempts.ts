import type { Random } from '../random/random.js';
import type { PlanAttempt } from '../types/plan-row.js';
import type { SampleRefusalReason } from '../types/sampling.js';
import type { ToolChain } from '../types/tool-chain.js';
import { bindSlots } from './bind-slots.js';
import { type CoveredParts, partsOfChain } from './chain-parts.js';
import { chooseDistractors, distractorCount } from './choose-distractors.js';
import { chooseWithheld } from './choose-withheld.js';
import { describeGoal } from './describe-goal.js';
import { drawsPerRow, easeRequest, easyDraws } from './ease-request.js';
import type { PlanState } from './plan-state.js';
import type { RowRequest } from './row-request.js';
import { hardenRequest } from './wish-difficulty.js';

export type PlanRefusalReason = SampleRefusalReason | 'not_distinct' | 'too_few_distractors';

export type DrawnAttempts = {
  /** The first is the row's own, the others are its reserve; empty where nothing distinct was found. */
  readonly attempts: readonly PlanAttempt[];
  readonly refusals: ReadonlyMap<PlanRefusalReason, number>;
};

/** Draws of the first look that give way where the memory already holds the same goal. */
const steeredDraws = 8;
/** Walks from a suggested start before another is tried. */
const triesPerStart = 2;

/** Attempts for one row, each with a chain and values that no other row has. */
export function drawAttempts(
  request: RowRequest,
  now: string,
  state: PlanState,
  random: Random,
): DrawnAttempts {
  const { settings } = state.context;
  const refusals = new Map<PlanRefusalReason, number>();
  const attempts: PlanAttempt[] = [];
  const batch = settings.corpusMemory ? batchAfter(state.goals.size) : 1;
  for (let draw = 0; draw < drawsPerRow && attempts.length < settings.attempts; draw += batch) {
    if (attempts.length > 0 && draw >= 2 * Math.max(batch, steeredDraws)) break;
    for (const candidate of drawCandidates(request, draw, batch, state, random, refusals)) {
      if (attempts.length >= settings.attempts) break;
      const bound = bindCandidate(candidate, request, now, state);
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
  if (goals < 100) return 16;
  return goals < 600 ? 12 : 4;
}

type Candidate = {
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
  const eased = easeRequest(request.sample, draw, settings.mode);
  const sample = request.noTool
    ? { ...eased, steps: { minimum: 1, maximum: 1 } }
    : hardenRequest(eased, settings.difficulty, settings.mode);
  const steers = settings.corpusMemory && !request.noTool;
  const start = steers && draw < easyDraws ? coverage.suggest(sample, random.fork('start')) : undefined;
  const outcome = sampler.sample(
    {
      ...sample,
      ...(steers ? { used: coverage.used } : {}),
      ...(start === undefined ? {} : { start, tries: triesPerStart }),
    },
    random.fork('chain'),
  );
  if (outcome.ok) return outcome.chain;
  if (start !== undefined) coverage.refuse(sample, start);
  return outcome.reason;
}

/** Gives a chain its values and company; the reason where the plan holds all of it already. */
function bindCandidate(
  { chain, draw, random }: Candidate,
  request: RowRequest,
  now: string,
  state: PlanState,
): PlanAttempt | PlanRefusalReason {
  const { knowledge, settings } = state.context;
  const { endpoints, neighbourhood } = state;
  const withheld = request.withhold
    ? chooseWithheld(
        chain,
        endpoints,
        settings.mode,
        random.fork('withheld'),
        settings.difficulty.clarifications,
      )
    : [];
  const mustAsk =
    settings.mode === 'clarification_first' || settings.difficulty.clarifications > 0 || draw < easyDraws;
  if (request.withhold && withheld.length === 0 && mustAsk) return 'nothing_to_clarify';
  if (settings.corpusMemory && draw < steeredDraws) {
    if (state.goals.has(describeGoal(chain, endpoints, neighbourhood.categoryOf))) return 'not_distinct';
  }
  const bindings = bindSlots(
    chain,
    { endpoints, knowledge, locale: settings.locale, now },
    random.fork('bindings'),
  );
  const signature = JSON.stringify([chain.steps, bindings, withheld, request.noTool]);
  if (state.taken.has(signature)) return 'not_distinct';
  const needed = chain.steps.flatMap((step) => endpoints.get(step.endpointId) ?? []);
  const wished = settings.difficulty.distractors;
  const some = distractorCount(settings.distractors, random.fork('distractor-count'));
  const distractors = chooseDistractors(
    {
      needed,
      count: Math.max(wished, some),
      orStranger: request.noTool,
      likeness: request.noTool ? 0 : 3 * settings.difficulty.distractor_similarity,
    },
    neighbourhood,
    random.fork('distractors'),
  );
  const least = Math.max(wished, settings.difficulty.distractor_similarity > 0 ? 1 : 0);
  if (distractors.length < least) return 'too_few_distractors';
  state.taken.add(signature);
  return { chain, bindings, distractors, withheld, served: !request.noTool };
}

export function partsOf(chain: ToolChain, { endpoints }: PlanState): CoveredParts {
  return partsOfChain(chain, endpoints);
}

function count(refusals: Map<PlanRefusalReason, number>, reason: PlanRefusalReason): void {
  refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
}
