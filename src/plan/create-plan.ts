import { createRandom, type Random } from '../random/random.js';
import type { Knowledge } from '../types/knowledge.js';
import type { ModeOption, PhenomenonName, PlanAttempt, PlanRow } from '../types/plan-row.js';
import type { MemoryStore } from '../types/ports.js';
import type { SampleRefusalReason, SampleRequest, Sampler } from '../types/sampling.js';
import type { ToolChain } from '../types/tool-chain.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { Endpoint, ToolRegistry } from '../types/tool-registry.js';
import { bindSlots } from './bind-slots.js';
import {
  chooseDistractors,
  distractorCount,
  type Neighbourhood,
  toNeighbourhood,
} from './choose-distractors.js';
import { chooseWithheld } from './choose-withheld.js';
import { type Coverage, createCoverage } from './coverage.js';
import { describeGoal } from './describe-goal.js';
import type { PlanSettings } from './plan-settings.js';
import { rowNow } from './row-now.js';
import { type RowRequest, toRowRequest } from './row-request.js';
import { createDecks } from './stratify.js';
import { toStyle } from './style.js';

export type PlanContext = {
  readonly registry: ToolRegistry;
  readonly graph: EndpointGraph;
  readonly knowledge: Knowledge;
  readonly sampler: Sampler;
  readonly memory: MemoryStore;
  readonly settings: PlanSettings;
};

export type PlanOutcome =
  | { readonly ok: true; readonly row: PlanRow }
  /** Nothing distinct is left; the plan ends here. */
  | {
      readonly ok: false;
      readonly index: number;
      readonly refusals: ReadonlyMap<SampleRefusalReason | 'not_distinct', number>;
    };

/** Draws for one row before the catalog counts as exhausted. */
const drawsPerRow = 120;
/** Draws that hold out for every wish of the row; later ones let some go. */
const easyDraws = drawsPerRow / 4;
/** Draws that give way where the memory already holds the same goal. */
const steeredDraws = 6;

/**
 * The sequential pass of law 7: rows in order, without text. Row `i` depends on the catalog, the configuration, the seed and
 * the rows before it; it never learns how many rows are wanted.
 */
export function* createPlan(context: PlanContext): Generator<PlanOutcome, void, undefined> {
  const { settings } = context;
  const random = createRandom(settings.seed).fork('plan');
  const state: PlanState = {
    context,
    deck: createDecks(random.fork('decks')),
    taken: new Set(),
    coverage: createCoverage(context.sampler.capacity().reachable),
    neighbourhood: toNeighbourhood(context.registry.endpoints, context.registry.tools, context.graph),
    endpoints: new Map(context.registry.endpoints.map((endpoint) => [endpoint.id, endpoint])),
  };
  for (let index = 0; ; index += 1) {
    const outcome = planRow(index, state, random.fork(`row-${index}`));
    yield outcome;
    if (!outcome.ok) return;
  }
}

type PlanState = {
  readonly context: PlanContext;
  readonly deck: ReturnType<typeof createDecks>;
  /** Signatures of all chains with their bindings that a row holds. */
  readonly taken: Set<string>;
  readonly coverage: Coverage;
  readonly neighbourhood: Neighbourhood;
  readonly endpoints: ReadonlyMap<string, Endpoint>;
};

function planRow(index: number, state: PlanState, random: Random): PlanOutcome {
  const { settings, memory } = state.context;
  const request = toRowRequest(index, settings.mode, settings.shares, state.deck, random.fork('request'));
  const now = rowNow(random.fork('now'));
  const refusals = new Map<SampleRefusalReason | 'not_distinct', number>();
  const attempts: PlanAttempt[] = [];
  for (let draw = 0; draw < drawsPerRow && attempts.length < settings.attempts; draw += 1) {
    // A spare attempt is a reserve: it is worth a few draws, not an exhaustive search.
    if (attempts.length > 0 && draw > 8 * settings.attempts) break;
    const drawn = drawAttempt(request, now, draw, state, random.fork(`draw-${draw}`));
    if (!drawn.ok) {
      refusals.set(drawn.reason, (refusals.get(drawn.reason) ?? 0) + 1);
      continue;
    }
    const text = describeGoal(drawn.attempt.chain, state.endpoints, state.neighbourhood.categoryOf);
    if (settings.corpusMemory && draw < steeredDraws && memory.search('corpus', text, 1)[0]?.text === text)
      continue;
    state.taken.add(drawn.signature);
    attempts.push(drawn.attempt);
  }
  const first = attempts[0];
  if (!first) return { ok: false, index, refusals };
  const text = describeGoal(first.chain, state.endpoints, state.neighbourhood.categoryOf);
  const found = settings.corpusMemory ? memory.search('corpus', text, 3) : null;
  if (settings.corpusMemory) memory.add('corpus', { index, text });
  for (const step of first.chain.steps) state.coverage.count(step.endpointId);
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

type Drawn =
  | { readonly ok: true; readonly attempt: PlanAttempt; readonly signature: string }
  | { readonly ok: false; readonly reason: SampleRefusalReason | 'not_distinct' };

function drawAttempt(
  request: RowRequest,
  now: string,
  draw: number,
  state: PlanState,
  random: Random,
): Drawn {
  const chain = drawChain(request, draw, state, random);
  if ('reason' in chain) return { ok: false, reason: chain.reason };
  const { knowledge, settings } = state.context;
  const bindings = bindSlots(
    chain,
    { endpoints: state.endpoints, knowledge, locale: settings.locale, now },
    random.fork('bindings'),
  );
  const withheld = request.withhold
    ? chooseWithheld(chain, state.endpoints, settings.mode, random.fork('withheld'))
    : [];
  const mustAsk = settings.mode === 'clarification_first' || draw < easyDraws;
  if (request.withhold && withheld.length === 0 && mustAsk)
    return { ok: false, reason: 'nothing_to_clarify' };
  const signature = JSON.stringify([chain.steps, bindings, withheld, request.noTool]);
  if (state.taken.has(signature)) return { ok: false, reason: 'not_distinct' };
  const needed = chain.steps.flatMap((step) => state.endpoints.get(step.endpointId) ?? []);
  const count = distractorCount(settings.distractors, random.fork('distractor-count'));
  const distractors = chooseDistractors(
    { needed, count, orStranger: request.noTool },
    state.neighbourhood,
    random.fork('distractors'),
  );
  return {
    ok: true,
    attempt: { chain, bindings, distractors, withheld, served: !request.noTool },
    signature,
  };
}

function drawChain(
  request: RowRequest,
  draw: number,
  state: PlanState,
  random: Random,
): ToolChain | { readonly reason: SampleRefusalReason } {
  const { sampler, settings } = state.context;
  const eased = draw >= easyDraws;
  const sample = easeRequest(request.sample, draw, settings.mode);
  const start = settings.corpusMemory ? state.coverage.suggest(random.fork('start')) : undefined;
  const outcome = sampler.sample(
    request.noTool
      ? { ...sample, steps: { minimum: 1, maximum: 1 } }
      : { ...sample, ...(start === undefined || eased ? {} : { start }) },
    random.fork('chain'),
  );
  return outcome.ok ? outcome.chain : { reason: outcome.reason };
}

/**
 * Wishes give way, one after the other, where the catalog cannot grant them together: first goals and the exact length, then
 * whether the chain is short or long, at last the mode. What a mode promises never gives way.
 */
function easeRequest(wanted: SampleRequest, draw: number, mode: ModeOption): SampleRequest {
  if (draw < easyDraws) return wanted;
  const goals = { minimum: 1, maximum: 5 };
  if (mode === 'mixed' && draw < drawsPerRow / 2)
    return { mode: wanted.mode, steps: lengthsLike(wanted.steps), goals };
  if (mode === 'mixed' && draw >= (drawsPerRow * 3) / 4)
    return { mode: 'short', steps: { minimum: 1, maximum: 2 }, goals: { minimum: 1, maximum: 2 } };
  return { mode: wanted.mode, steps: { minimum: 1, maximum: 10 }, goals };
}

/** All lengths that count as much as the wanted ones do: short, long or neither. */
function lengthsLike({ minimum, maximum }: SampleRequest['steps']): SampleRequest['steps'] {
  if (maximum <= 2) return { minimum: 1, maximum: 2 };
  return minimum >= 5 ? { minimum: 5, maximum: 10 } : { minimum: 3, maximum: 4 };
}

function wantedPhenomena(request: RowRequest, attempt: PlanAttempt): PhenomenonName[] {
  const wanted: PhenomenonName[] = [];
  if (request.noTool) wanted.push('no_tool');
  if (attempt.withheld.length > 0) wanted.push('missing_parameter');
  if (attempt.chain.steps.some((step) => step.parallelGroup !== null)) wanted.push('parallel_calls');
  return wanted;
}
