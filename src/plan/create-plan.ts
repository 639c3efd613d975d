import { createRandom, type Random } from '../random/random.js';
import type { PhenomenonName, PlanAttempt, PlanRow } from '../types/plan-row.js';
import { toNeighbourhood } from './choose-distractors.js';
import { createCoverage } from './coverage.js';
import { describeGoal } from './describe-goal.js';
import { drawAttempts, type PlanRefusalReason, partsOf } from './draw-attempts.js';
import type { PlanContext, PlanState } from './plan-state.js';
import { rowNow } from './row-now.js';
import { type RowRequest, toRowRequest } from './row-request.js';
import { createDecks } from './stratify.js';
import { toStyle } from './style.js';
import { sharesUnder } from './wish-difficulty.js';

export type { PlanContext } from './plan-state.js';

export type PlanOutcome =
  | { readonly ok: true; readonly row: PlanRow }
  /** Nothing distinct is left; the plan ends here. */
  | {
      readonly ok: false;
      readonly index: number;
      readonly refusals: ReadonlyMap<PlanRefusalReason, number>;
    };

/**
 * The sequential pass of law 7: rows in order, without text. Row `i` depends on the catalog, the configuration, the seed and
 * the rows before it; it never learns how many rows are wanted.
 */
export function* createPlan(context: PlanContext): Generator<PlanOutcome, void, undefined> {
  const { settings, registry, graph } = context;
  const random = createRandom(settings.seed).fork('plan');
  const state: PlanState = {
    context,
    deck: createDecks(random.fork('decks')),
    taken: new Set(),
    goals: new Set(),
    coverage: createCoverage(context.sampler.capacity().reachable, graph),
    neighbourhood: toNeighbourhood(registry.endpoints, registry.tools, graph),
    endpoints: new Map(registry.endpoints.map((endpoint) => [endpoint.id, endpoint])),
  };
  for (let index = 0; ; index += 1) {
    const outcome = planRow(index, state, random.fork(`row-${index}`));
    yield outcome;
    if (!outcome.ok) return;
  }
}

function planRow(index: number, state: PlanState, random: Random): PlanOutcome {
  const { settings, memory } = state.context;
  const shares = sharesUnder(settings.difficulty, settings.shares);
  const request = toRowRequest(index, settings.mode, shares, state.deck, random.fork('request'));
  const now = rowNow(random.fork('now'));
  const { attempts, refusals } = drawAttempts(request, now, state, random);
  const first = attempts[0];
  if (!first) return { ok: false, index, refusals };
  const text = describeGoal(first.chain, state.endpoints, state.neighbourhood.categoryOf);
  const found = settings.corpusMemory ? memory.search('corpus', text, 3) : null;
  if (settings.corpusMemory) memory.add('corpus', { index, text });
  state.goals.add(text);
  // What nothing serves is never called, so it covers nothing.
  if (first.served) state.coverage.count(partsOf(first.chain, state));
  const row: PlanRow = {
    index,
    mode: request.mode,
    locale: settings.locale,
    now,
    phenomena: wantedPhenomena(request, first),
    attempts,
    style: toStyle(index, random.fork('style')),
    corpusMemory: found,
  };
  return { ok: true, row };
}

function wantedPhenomena(request: RowRequest, attempt: PlanAttempt): PhenomenonName[] {
  const wanted: PhenomenonName[] = [];
  if (request.noTool) wanted.push('no_tool');
  if (attempt.withheld.length > 0) wanted.push('missing_parameter');
  if (attempt.chain.steps.some((step) => step.parallelGroup !== null)) wanted.push('parallel_calls');
  return wanted;
}
