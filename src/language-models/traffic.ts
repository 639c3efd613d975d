import { ModelCallError, type ModelCallErrorKind } from '../errors/model-call-error.js';
import { ModelRunError } from '../errors/model-run-error.js';
import type { LanguageModelRequest, LanguageModelResponse, TokenUsage } from '../types/language-model.js';
import { createCircuitBreaker, type Sleep } from './circuit-breaker.js';
import { createConcurrencyGate } from './concurrency-gate.js';
import { openDeadline } from './deadline.js';
import { matchesEcho } from './matches-echo.js';
import type { ModelSettings } from './model-settings.js';
import type { ModelTransport } from './model-transport.js';
import { retryWait } from './retry-wait.js';
import { createTokenBucket } from './token-bucket.js';

/** Everything between a call and a model's provider: limits, pauses, tries. One for each model of a run. */
export interface Traffic {
  /**
   * The answer to a call, after as many tries as it takes and may take. `tally` is kept up to date, also for a call that
   * fails. Throws the last `ModelCallError`, or the signal's reason.
   */
  deliver(call: Delivering, tally: CallTally, signal: AbortSignal): Promise<LanguageModelResponse>;
  inFlight(): number;
  /** Calls allowed at once now. */
  concurrency(): number;
}

export type Delivering = {
  readonly request: LanguageModelRequest;
  readonly estimate: { readonly input: number; readonly output: number };
  /** Before another try after an answer that was, or may have been, paid for and is of no use. */
  readonly onWaste: (used: TokenUsage) => Promise<void>;
};

export type CallTally = {
  /** Requests sent. */
  tries: number;
  /** When the first try began, milliseconds, without waits for the account's limits; null before. */
  startedAt: number | null;
  /** Used by the last try for nothing; not yet passed to `onWaste`. */
  wasted: TokenUsage;
};

export type TrafficOptions = {
  readonly transport: ModelTransport;
  readonly settings: Pick<ModelSettings, 'concurrency' | 'rate' | 'retries' | 'deadlines' | 'breaker'>;
  readonly now: () => number;
  readonly sleep: Sleep;
  /** From 0 to below 1. */
  readonly random: () => number;
};

export const noTokens: TokenUsage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

/** An answer came, or may have, and is paid for. */
const paidFor: readonly ModelCallErrorKind[] = ['bad_response', 'timeout'];
/** A provider that never answered so long is an address that is wrong. */
const unreachable = { failures: 8, milliseconds: 30_000 };

export function createTraffic({ transport, settings, now, sleep, random }: TrafficOptions): Traffic {
  const { retries, deadlines, rate } = settings;
  const gate = createConcurrencyGate(settings.concurrency, now);
  const breaker = createCircuitBreaker(settings.breaker, now, sleep);
  const [requests, inputTokens, outputTokens] = [rate.requests, rate.inputTokens, rate.outputTokens].map(
    (perMinute) => createTokenBucket(perMinute, now),
  );
  let inFlight = 0;
  let everAnswered = false;
  let unanswered = 0;
  let firstUnansweredAt = 0;

  async function deliver(call: Delivering, tally: CallTally, signal: AbortSignal) {
    let unusable = 0;
    for (;;) {
      const error = await gate
        .run(() => tryOnce(call, tally, signal), tally.tries > 0, signal)
        .then(
          (response) => ({ response }),
          (thrown: unknown) => thrown,
        );
      if (isAnswer(error)) return error.response;
      if (!(error instanceof ModelCallError) || !error.isTransient) throw error;
      if (paidFor.includes(error.kind)) unusable += 1;
      if (unusable >= retries.unusableAnswers) throw error;
      const pause = retryWait(tally.tries, error.retryAfterMs, retries, random);
      if (elapsed(tally) + pause >= deadlines.callMs) throw error;
      const { wasted } = tally;
      tally.wasted = noTokens;
      if (wasted !== noTokens) await call.onWaste(wasted);
      await sleep(pause, signal);
    }
  }

  /** Waits until the account's limits leave room. That is no time of the call's: it may take longer than any deadline. */
  async function keepRate({ estimate }: Delivering, tally: CallTally, signal: AbortSignal): Promise<void> {
    const waits = [requests?.take(1), inputTokens?.take(estimate.input), outputTokens?.take(estimate.output)];
    const longest = Math.max(...waits.map((each) => each ?? 0));
    if (longest === 0) return;
    await sleep(longest, signal);
    if (tally.startedAt !== null) tally.startedAt += longest;
  }

  /**
   * One try, with a place taken. Limits and breaker hold back all calls alike, so the place has no use elsewhere while it
   * waits for them, and the calls behind keep their time.
   */
  async function tryOnce(call: Delivering, tally: CallTally, signal: AbortSignal) {
    await keepRate(call, tally, signal);
    tally.startedAt ??= now();
    const whole = openDeadline(Math.max(1, deadlines.callMs - elapsed(tally)), signal);
    try {
      const first = await breaker.enter(whole.signal);
      return await send(call, tally, whole.signal, first);
    } catch (error) {
      if (whole.timedOut() && !(error instanceof ModelCallError))
        throw new ModelCallError(
          'timeout',
          `no answer within ${deadlines.callMs / 1000} s and ${tally.tries} tries`,
        );
      throw error;
    } finally {
      whole.close();
    }
  }

  async function send(call: Delivering, tally: CallTally, signal: AbortSignal, first: boolean) {
    const answer = openDeadline(deadlines.answerMs, signal);
    tally.tries += 1;
    inFlight += 1;
    try {
      const delivery = { attempt: tally.tries, signal: answer.signal };
      const response = await transport.send(call.request, delivery);
      refund(call, response.usage);
      if (!matchesEcho(transport.id, response.model)) {
        tally.wasted = response.usage;
        throw new ModelCallError('bad_response', `${transport.id} was asked and another model answered`);
      }
      note(null);
      return response;
    } catch (error) {
      const late = answer.timedOut() && !(error instanceof ModelCallError);
      const failure = late
        ? new ModelCallError('timeout', `no whole answer within ${deadlines.answerMs / 1000} s`)
        : error;
      if (!(failure instanceof ModelCallError)) {
        if (first) breaker.abandoned();
        throw failure;
      }
      note(failure);
      if (tally.wasted === noTokens) {
        if (paidFor.includes(failure.kind)) tally.wasted = { ...noTokens, input: call.estimate.input };
        else refund(call, noTokens);
      }
      refuseWrongAddress(failure);
      throw failure;
    } finally {
      inFlight -= 1;
      answer.close();
    }
  }

  /** Tells gate and breaker how a try went. */
  function note(failure: ModelCallError | null): void {
    const down = failure !== null && ['overloaded', 'server', 'network'].includes(failure.kind);
    if (!down && failure?.kind !== 'timeout') {
      everAnswered = true;
      breaker.answered();
    } else if (down || breaker.isOpen()) breaker.failed();
    if (failure === null) gate.answered();
    else if (failure.kind === 'rate_limit') gate.refused(failure.retryAfterMs);
    else gate.failed();
  }

  function refuseWrongAddress(failure: ModelCallError): void {
    if (everAnswered || failure.kind !== 'network') return;
    if (unanswered === 0) firstUnansweredAt = now();
    unanswered += 1;
    if (unanswered < unreachable.failures || now() - firstUnansweredAt < unreachable.milliseconds) return;
    throw new ModelRunError(
      'setup',
      `The provider of ${transport.id} was never reached: ${failure.detail}. Check the address (ANTHROPIC_BASE_URL, OPENAI_BASE_URL) and the network.`,
    );
  }

  function refund({ estimate }: Delivering, used: TokenUsage): void {
    inputTokens?.refund(estimate.input - used.input - used.cacheWrite);
    outputTokens?.refund(estimate.output - used.output);
  }

  function elapsed({ startedAt }: CallTally): number {
    return startedAt === null ? 0 : now() - startedAt;
  }

  return { deliver, inFlight: () => inFlight, concurrency: gate.limit };
}

function isAnswer(outcome: unknown): outcome is { readonly response: LanguageModelResponse } {
  return typeof outcome === 'object' && outcome !== null && 'response' in outcome;
}
