import type { Random } from '../random/random.js';
import type { PlanAttempt } from '../types/plan-row.js';
import type { ToolChain } from '../types/tool-chain.js';
import { bindAttempt, withOtherValues } from './bind-attempt.js';
import { toTraitWish } from './chain-traits.js';
import type { Candidate, RowDraws } from './draw-attempts.js';
import { drawChain } from './draw-chain.js';
import { wantsCalls } from './wish-difficulty.js';

/** Chains in stock of which one is to be a reserve. */
const looks = 3;
/** Draws for one that the stock does not hold, and for a row that is to be hard: of those many come out too easy. */
const draws = { any: 12, hard: 48 };

/**
 * What a row may fall back on. One row in a hundred needs another chain, one in many thousands that with other values; the
 * more a row is asked to be, the sooner.
 */
export function reservesFor(row: RowDraws, first: PlanAttempt): PlanAttempt[] {
  const { setting, state, random } = row;
  const { attempts, difficulty } = state.context.settings;
  const isHard = wantsCalls(difficulty);
  const reserves: PlanAttempt[] = [];
  for (let number = 1; number < attempts; number += 1) {
    const own = random.fork(`reserve-${number}`);
    const [known] = reserves;
    const reserve = isHard
      ? fromDraws(row, first, draws.hard, own)
      : known !== undefined
        ? withOtherValues(known, setting, state, own)
        : (fromStock(row, first, own) ?? fromDraws(row, first, draws.any, own));
    if (reserve === null) break;
    reserves.push(reserve);
  }
  return reserves;
}

/** Another chain of the kind, or one of any length. It stays in stock: other rows may have it with other values. */
function fromStock(row: RowDraws, first: PlanAttempt, random: Random): PlanAttempt | null {
  const { request, state } = row;
  const wish = toTraitWish(request, false);
  const anyLength = { ...wish, steps: { minimum: 1, maximum: 10 } };
  return (
    firstOf(row, first, state.stock.find(wish, looks, random), 'nothing_more', random.fork('alike')) ??
    firstOf(row, first, state.stock.find(anyLength, looks, random), 'any', random.fork('any'))
  );
}

function firstOf(
  row: RowDraws,
  first: PlanAttempt,
  found: readonly { readonly chain: ToolChain }[],
  strictness: Candidate['strictness'],
  random: Random,
): PlanAttempt | null {
  for (const [place, { chain }] of found.entries()) {
    const bound = bindSpare(row, first, chain, strictness, random.fork(`spare-${place}`));
    if (bound !== null) return bound;
  }
  return null;
}

function fromDraws(row: RowDraws, first: PlanAttempt, most: number, random: Random): PlanAttempt | null {
  for (let draw = 0; draw < most; draw += 1) {
    const own = random.fork(`draw-${draw}`);
    const chain = drawChain(row.request, draw, row.state, own);
    const bound = typeof chain === 'string' ? null : bindSpare(row, first, chain, 'nothing_more', own);
    if (bound !== null) return bound;
  }
  return null;
}

function bindSpare(
  { request, setting, state }: RowDraws,
  first: PlanAttempt,
  chain: ToolChain,
  strictness: Candidate['strictness'],
  random: Random,
): PlanAttempt | null {
  if (chain === first.chain) return null;
  const candidate = { chain, strictness, mustAsk: false, mustBeNew: false, spare: true, random };
  const bound = bindAttempt(candidate, request, setting, state);
  return typeof bound === 'string' ? null : bound;
}
