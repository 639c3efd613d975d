import { createRandom, type Random } from '../random/random.js';
import { type PlanRow, referenceLocale } from '../types/plan-row.js';
import type { Endpoint } from '../types/tool-registry.js';
import { partsOfChain } from './chain-parts.js';
import { createChainStock } from './chain-stock.js';
import { toNeighbourhood } from './choose-distractors.js';
import { createCoverage } from './coverage.js';
import { describeGoal } from './describe-goal.js';
import { drawAttempts, type PlanRefusalReason } from './draw-attempts.js';
import { createGrants } from './grants.js';
import { createMix } from './mix.js';
import { outlineAttempt } from './outline-attempt.js';
import type { PlanContext, PlanState } from './plan-state.js';
import { createPrintSet } from './print-set.js';
import { createProvenStarts } from './proven-starts.js';
import { rowLocale } from './row-locale.js';
import { rowNow } from './row-now.js';
import { createRowOdds } from './row-odds.js';
import { toRowRequest } from './row-request.js';
import { createDecks } from './stratify.js';
import { toStyle } from './style.js';
import { createTextSet } from './text-set.js';
import { sharesUnder, wantsCalls } from './wish-difficulty.js';

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
 * the rows before it; it never learns how many rows are wanted. The memory stays open: it belongs to the caller. Throws
 * `MemoryStoreError` when the server behind it fails.
 */
export async function* createPlan(context: PlanContext): AsyncGenerator<PlanOutcome, void, undefined> {
  const { settings, registry, graph } = context;
  const random = createRandom(settings.seed).fork('plan');
  const { reachable } = context.sampler.capacity();
  const endpoints = new Map(registry.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const state: PlanState = {
    context,
    deck: createDecks(random.fork('decks')),
    taken: createPrintSet(),
    spoken: settings.locale === referenceLocale ? null : createPrintSet(),
    goals: createTextSet(),
    mix: createMix(),
    grants: createGrants(),
    odds: createRowOdds(),
    irreversible: irreversibleOf(reachable, endpoints),
    provenStarts: createProvenStarts(),
    stock: createChainStock(),
    coverage: createCoverage(reachable, graph, context.sampler.createUsedParts()),
    neighbourhood: toNeighbourhood(registry.endpoints, registry.tools, graph),
    endpoints,
  };
  for (let index = 0; ; index += 1) {
    const outcome = await planRow(index, state, random.fork(`row-${index}`));
    yield outcome;
    if (!outcome.ok) return;
  }
}

async function planRow(index: number, state: PlanState, random: Random): Promise<PlanOutcome> {
  const { settings, memory, sampler } = state.context;
  const { modes } = sampler.capacity();
  const shares = sharesUnder(settings.difficulty, settings.shares);
  const request = toRowRequest(
    index,
    settings.mode,
    shares,
    state.deck,
    state.mix,
    wantsCalls(settings.difficulty),
    modes,
    random.fork('request'),
  );
  const now = rowNow(random.fork('now'));
  const locale = rowLocale(index, settings.locale, settings.localeShares, state.deck);
  const { attempts, refusals } = drawAttempts(request, { now, locale }, state, random);
  const first = attempts[0];
  if (!first) return { ok: false, index, refusals };
  const { performed, phenomena } = outlineAttempt(first, state.endpoints);
  state.mix.settle(request.dealt, request.wanted, phenomena);
  const text = describeGoal(first.chain, state.endpoints, state.neighbourhood.categoryOf);
  // Stands in the row and decides nothing: what a store finds is its own affair, the chains of a plan are not.
  const found = settings.corpusMemory ? await memory.search('corpus', text, 3) : null;
  if (settings.corpusMemory) await memory.add('corpus', { index, text });
  state.odds.noteShown(request, phenomena);
  state.odds.noteNew(request, !state.goals.has(text));
  state.goals.add(text);
  // What is never called covers nothing.
  if (performed.size > 0) state.coverage.count(partsOfChain(first.chain, state.endpoints, performed));
  const row: PlanRow = {
    index,
    mode: request.mode,
    locale,
    now,
    phenomena: [...phenomena].sort(),
    attempts,
    style: toStyle(index, random.fork('style')),
    corpusMemory: found,
  };
  return { ok: true, row };
}

function irreversibleOf(
  reachable: readonly string[],
  endpoints: ReadonlyMap<string, Endpoint>,
): PlanState['irreversible'] {
  const ordered = reachable.filter((id) => endpoints.get(id)?.irreversible);
  return { ids: new Set(ordered), ordered };
}
