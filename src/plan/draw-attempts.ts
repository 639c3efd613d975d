import type { Random } from '../random/random.js';
import type { PlanAttempt, PlanRow } from '../types/plan-row.js';
import type { SampleRefusalReason } from '../types/sampling.js';
import type { ToolChain } from '../types/tool-chain.js';
import { bindAttempt } from './bind-attempt.js';
import { partsOfChain } from './chain-parts.js';
import type { StockedChain } from './chain-stock.js';
import { toTraitWish, traitsOf } from './chain-traits.js';
import { gainOf } from './coverage.js';
import { drawChain } from './draw-chain.js';
import { drawsToTheEnd, easyDraws, lastDraws } from './ease-request.js';
import { earlyGoals, type PlanState } from './plan-state.js';
import { reservesFor } from './reserves.js';
import type { RowRequest } from './row-request.js';
import { wantsCalls } from './wish-difficulty.js';

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

/** Attempts for one row, each with a chain and values that no other row has. */
export function drawAttempts(
  request: RowRequest,
  setting: RowSetting,
  state: PlanState,
  random: Random,
): DrawnAttempts {
  const row: RowDraws = { request, setting, state, random, refusals: new Map() };
  const first = drawAttempt(row);
  const attempts = first === null ? [] : [first];
  if (first !== null) attempts.push(...reservesFor(row, first));
  return { attempts, refusals: row.refusals };
}

export type RowDraws = {
  readonly request: RowRequest;
  readonly setting: RowSetting;
  readonly state: PlanState;
  readonly random: Random;
  readonly refusals: Map<PlanRefusalReason, number>;
};

/** A chain and how far an attempt with it must go. */
export type Candidate = {
  readonly chain: ToolChain;
  /** Exactly what is wanted, nothing beside it, or anything. */
  readonly strictness: 'exact' | 'nothing_more' | 'any';
  /** Whether a value must be left out where that is wanted. */
  readonly mustAsk: boolean;
  /** Whether it must ask for what no row asked for, in words. */
  readonly mustBeNew: boolean;
  /** In reserve: nothing needs to go wrong in it. */
  readonly spare: boolean;
  readonly random: Random;
};

/** Up to which draw a row holds out for exactly what is wanted, and for nothing beside it. */
type Until = { readonly exact: number; readonly nothingMore: number };
/** Where the calls are to be hard, that comes before the mix. */
const hardDraws: Until = { exact: 16, nothingMore: easyDraws };
/** Draws that give way where the memory already holds the same goal. */
const newDraws = 8;

function drawAttempt(row: RowDraws): PlanAttempt | null {
  const { request, state } = row;
  if (wantsCalls(state.context.settings.difficulty)) return fromDraws(row, 0, drawsToTheEnd, hardDraws);
  const effort = effortAfter(state);
  for (let draw = 0; draw < effort.draws; draw += 1) drawToStock(row, draw);
  const exact = state.odds.mayShowAll(request) ? effort.exact : effort.draws;
  const until = { exact, nothingMore: lastDraws };
  return (
    fromStock(row, effort, 'exact') ??
    fromDraws(row, effort.draws, exact, until) ??
    withLess(row, effort) ??
    fromStock(row, effort, 'nothing_more') ??
    fromDraws(row, Math.max(exact, easyDraws), drawsToTheEnd, until)
  );
}

/** Things that a row lets go, the rarest first, before it shows whatever comes. */
const letGo = 2;

/** One in stock that shows nearly all that is wanted: what it lacks is owed, and a later row takes it over. */
function withLess(row: RowDraws, effort: Effort): PlanAttempt | null {
  let { request } = row;
  for (let round = 0; round < letGo; round += 1) {
    const rarest = row.state.odds.rarestOf(request);
    if (rarest === null || request.wanted.size < 2) return null;
    request = { ...request, wanted: new Set([...request.wanted].filter((name) => name !== rarest)) };
    const own = row.random.fork(`less-${round}`);
    const attempt = fromStock({ ...row, request, random: own }, effort, 'exact');
    if (attempt !== null) return attempt;
  }
  return null;
}

/** What the plan works for a row: chains drawn for the stock, those in stock that are compared, and that are tried. */
type Effort = {
  readonly draws: number;
  readonly looks: number;
  readonly tries: number;
  /** Draws that hold out for all that is wanted, where there is hope; after them nothing beside it will do. */
  readonly exact: number;
};

/** The more, the less is planned yet, since that is when a choice makes most of a difference. */
function effortAfter({ goals, context }: PlanState): Effort {
  if (!context.settings.corpusMemory) return { draws: 0, looks: 3, tries: 3, exact: 12 };
  if (goals.size < 100) return { draws: 96, looks: 512, tries: 32, exact: 64 };
  if (goals.size < earlyGoals) return { draws: 14, looks: 256, tries: 16, exact: 32 };
  return { draws: 0, looks: 6, tries: 6, exact: 4 };
}

function drawToStock(row: RowDraws, draw: number): void {
  const { request, state, random, refusals } = row;
  const chain = drawChain(request, draw, state, random.fork(`draw-${draw}`));
  if (typeof chain === 'string') count(refusals, chain);
  else state.stock.add(toStocked(chain, state));
}

function toStocked(chain: ToolChain, state: PlanState): StockedChain {
  return { chain, traits: traitsOf(chain, state), open: partsOfChain(chain, state.endpoints) };
}

/** Of the chains in stock that suit the row the one that covers most. */
function fromStock(
  { request, setting, state, random, refusals }: RowDraws,
  { looks, tries }: Effort,
  strictness: 'exact' | 'nothing_more',
): PlanAttempt | null {
  const own = random.fork(strictness);
  const mustBeNew = strictness === 'exact' && state.odds.mayBeNew(request);
  const found = state.stock.find(toTraitWish(request, strictness === 'exact'), looks, own.fork('stock'));
  const ordered = steersRow(request, state) ? byGain(found, state) : found;
  for (const [place, stocked] of ordered.slice(0, tries).entries()) {
    const bound = bindAttempt(
      {
        chain: stocked.chain,
        strictness,
        mustAsk: strictness === 'exact',
        mustBeNew,
        spare: false,
        random: own.fork(`stock-${place}`),
      },
      request,
      setting,
      state,
    );
    if (typeof bound !== 'string' || isSpent(bound)) state.stock.remove(stocked);
    if (typeof bound !== 'string') return bound;
    count(refusals, bound);
  }
  return null;
}

/** True where other rows cannot use the chain either: it asks for what was asked already, or nobody would be told anything. */
function isSpent(refusal: PlanRefusalReason): boolean {
  return refusal === 'nothing_to_tell' || refusal === 'not_distinct';
}

/** Those that cover most first; of equals in the order that they have. */
function byGain(found: readonly StockedChain[], { coverage }: PlanState): readonly StockedChain[] {
  return found
    .map((stocked) => {
      stocked.open = coverage.open(stocked.open);
      return { stocked, gain: gainOf(stocked.open) };
    })
    .sort((one, other) => other.gain - one.gain)
    .map(({ stocked }) => stocked);
}

function steersRow({ noTool }: RowRequest, { context }: PlanState): boolean {
  return context.settings.corpusMemory && !noTool;
}

/** Draws for this row until one suits; the others go into the stock. */
function fromDraws(row: RowDraws, from: number, to: number, until: Until): PlanAttempt | null {
  const { request, setting, state, random, refusals } = row;
  const { settings } = state.context;
  const isHard = wantsCalls(settings.difficulty);
  for (let draw = from; draw < to; draw += 1) {
    const own = random.fork(`draw-${draw}`);
    const chain = drawChain(request, draw, state, own);
    if (typeof chain === 'string') {
      count(refusals, chain);
      continue;
    }
    const bound = bindAttempt(
      {
        chain,
        strictness: draw < until.exact ? 'exact' : draw < until.nothingMore ? 'nothing_more' : 'any',
        mustAsk: draw < Math.max(until.exact, isHard ? easyDraws : 0),
        mustBeNew: settings.corpusMemory && draw < newDraws && state.odds.mayBeNew(request),
        spare: false,
        random: own,
      },
      request,
      setting,
      state,
    );
    if (typeof bound !== 'string') return bound;
    count(refusals, bound);
    if (!isHard && !isSpent(bound)) state.stock.add(toStocked(chain, state));
  }
  return null;
}

function count(refusals: Map<PlanRefusalReason, number>, reason: PlanRefusalReason): void {
  refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
}
