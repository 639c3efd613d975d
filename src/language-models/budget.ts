import { ModelRunError } from '../errors/model-run-error.js';
import type { TokenUsage } from '../types/language-model.js';
import { describeCost } from './describe-usage.js';
import type { LedgerLine } from './ledger.js';
import { untilWoken } from './wait.js';

/** Most that a run may use, over all its processes; null: no cap. */
export type BudgetCaps = {
  readonly calls: number | null;
  readonly tokens: number | null;
  /** US dollars. */
  readonly usd: number | null;
};

/** What a call uses at the most; the price is null where it is not known. */
export type Reservation = { readonly tokens: number; readonly usd: number | null };

export type Spent = {
  readonly calls: number;
  readonly tokens: TokenUsage;
  readonly usd: number | null;
};

export interface Budget {
  /**
   * Sets aside what a call may use. Where the caps leave no room it waits for calls under way, which rarely use all they set
   * aside; without any it throws `ModelRunError` (`budget`). So the caps are never passed.
   */
  reserve(wanted: Reservation, signal: AbortSignal): Promise<Hold>;
  spent(): Spent;
}

/** What one call set aside. */
export interface Hold {
  /** Books what was used for nothing, and sets the same aside for another try. Throws like `reserve`. */
  renew(used: TokenUsage, usd: number | null, signal: AbortSignal): Promise<void>;
  /** Books the call with what it used since, in place of what was set aside. */
  settle(used: TokenUsage, usd: number | null): void;
  /** For a call that was never made. */
  release(): void;
}

/** Dollars are sums of millionths; what rounding adds is no overrun. */
const rounding = 1e-9;

/** A budget that goes on from what the ledger of the run says was used before. */
export function createBudget(caps: BudgetCaps, before: readonly LedgerLine[]): Budget {
  let calls = 0;
  let tokens: TokenUsage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
  let usd: number | null = 0;
  const reserved = { calls: 0, tokens: 0, usd: 0 };
  let waiting: (() => void)[] = [];

  function book(used: TokenUsage, cost: number | null): void {
    tokens = addTokens(tokens, used);
    usd = usd === null || cost === null ? null : usd + cost;
  }

  function overrun(wanted: Reservation): string | null {
    const total = totalOf(tokens) + reserved.tokens + wanted.tokens;
    const dollars = (usd ?? 0) + reserved.usd + (wanted.usd ?? 0);
    if (caps.calls !== null && calls + reserved.calls + 1 > caps.calls) return `${caps.calls} calls`;
    if (caps.tokens !== null && total > caps.tokens) return `${caps.tokens} tokens`;
    if (caps.usd !== null && dollars > caps.usd + rounding) return describeCost(caps.usd);
    return null;
  }

  async function setAside(wanted: Reservation, signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const cap = overrun(wanted);
      if (cap === null) break;
      if (reserved.calls === 0) throw exhausted(cap, { calls, tokens, usd });
      await untilWoken(waiting, signal);
    }
    reserved.calls += 1;
    reserved.tokens += wanted.tokens;
    reserved.usd += wanted.usd ?? 0;
  }

  function release(held: Reservation): void {
    reserved.calls -= 1;
    reserved.tokens -= held.tokens;
    reserved.usd -= held.usd ?? 0;
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  }

  for (const line of before.filter(({ cached }) => !cached)) {
    calls += 1;
    book(usageOf(line), line.cost_usd);
  }
  return {
    spent: () => ({ calls, tokens, usd }),
    async reserve(wanted, signal) {
      await setAside(wanted, signal);
      let held = true;
      const giveBack = () => {
        if (held) release(wanted);
        held = false;
      };
      return {
        async renew(used, cost, renewing) {
          book(used, cost);
          held = false;
          release(wanted);
          await setAside(wanted, renewing);
          held = true;
        },
        settle(used, cost) {
          calls += 1;
          book(used, cost);
          giveBack();
        },
        release: giveBack,
      };
    },
  };
}

export function addTokens(left: TokenUsage, right: TokenUsage): TokenUsage {
  return {
    input: left.input + right.input,
    output: left.output + right.output,
    cacheRead: left.cacheRead + right.cacheRead,
    cacheWrite: left.cacheWrite + right.cacheWrite,
  };
}

function totalOf({ input, output, cacheRead, cacheWrite }: TokenUsage): number {
  return input + output + cacheRead + cacheWrite;
}

function usageOf(line: LedgerLine): TokenUsage {
  return {
    input: line.input_tokens,
    output: line.output_tokens,
    cacheRead: line.cache_read_tokens,
    cacheWrite: line.cache_write_tokens,
  };
}

function exhausted(cap: string, { calls, tokens, usd }: Spent): ModelRunError {
  const used = `${calls} ${calls === 1 ? 'call' : 'calls'}, ${totalOf(tokens)} tokens, ${describeCost(usd)}`;
  return new ModelRunError(
    'budget',
    `The budget of ${cap} leaves no room for another call; used so far: ${used}. All answers are kept: the same command with a higher cap goes on from here.`,
  );
}
