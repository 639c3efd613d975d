import type { ScriptedReply } from './fake-reply.js';
import type { FakeRequest } from './fake-request.js';
import { type FaultKind, faultKinds } from './faults/fault-kinds.js';

export type FakeServerOptions = {
  /** Decides which calls meet which fault, and what a model would draw. Default 1. */
  readonly seed?: number;
  /** Share of tries that go wrong, 0–1. Default 0. */
  readonly faultRate?: number;
  /** Kinds that go wrong, equally often. Default: all. */
  readonly faults?: readonly FaultKind[];
  /** Milliseconds from a request to its reply. Default 0. */
  readonly latencyMs?: number;
  /** Milliseconds that the second half of a slow body takes. Default 2,000. */
  readonly slowBodyMs?: number;
  /** More requests than this at once are answered with 429, whatever the faults. Default: no limit. */
  readonly maximumInFlight?: number;
  /** Port on 127.0.0.1. Default: a free one. */
  readonly port?: number;
  /** Bytes that a request may have. Default 32 MiB. */
  readonly maximumBodyBytes?: number;
  /** Keeps the text of requests in the log. Default false. */
  readonly keepBodies?: boolean;
  /** Answers what it knows; null leaves it to the rules. Must not depend on the order of calls. */
  readonly script?: (request: FakeRequest) => ScriptedReply | null;
  /** How the rules answer. */
  readonly policy?: Partial<ReplyPolicy>;
  /** Looks that a batch answers with `in_progress` before it has ended. Default 1. */
  readonly batchPolls?: number;
  /** Tokens below which no prefix is cached. Default 1,024. */
  readonly minimumCacheTokens?: number;
  /** Milliseconds since 1970, for the times of batches alone. Default: the clock. */
  readonly now?: () => number;
};

export type ReplyPolicy = {
  /** Share of rewritings in which one value is lost, 0–1. */
  readonly rewriteBreakRate: number;
  /** How wrong the judge is; null for one that says what it sees. */
  readonly judgeErrors: JudgeErrors | null;
};

/** A judge that is wrong at known rates. */
export type JudgeErrors = {
  /** Kind of the defect that is really there; null for a sound conversation. Without it, what the judge sees counts as true. */
  readonly truth?: (request: FakeRequest) => string | null;
  /** Share of defects that are scored as if nothing were wrong, 0–1: one for all, or by kind. */
  readonly missRate: number | { readonly [kind: string]: number };
  /** Share of sound conversations that are scored as if something were wrong, 0–1. */
  readonly falseAlarmRate: number;
};

export type CompleteServerOptions = Required<Omit<FakeServerOptions, 'script' | 'policy'>> & {
  readonly script: NonNullable<FakeServerOptions['script']>;
  readonly policy: ReplyPolicy;
};

/** Fills in what was not said. Throws `RangeError` for a rate outside 0–1 or a negative time. */
export function completeOptions(options: FakeServerOptions): CompleteServerOptions {
  const complete: CompleteServerOptions = {
    seed: options.seed ?? 1,
    faultRate: options.faultRate ?? 0,
    faults: options.faults ?? faultKinds,
    latencyMs: options.latencyMs ?? 0,
    slowBodyMs: options.slowBodyMs ?? 2000,
    maximumInFlight: options.maximumInFlight ?? Number.POSITIVE_INFINITY,
    port: options.port ?? 0,
    maximumBodyBytes: options.maximumBodyBytes ?? 32 * 1024 * 1024,
    keepBodies: options.keepBodies ?? false,
    script: options.script ?? (() => null),
    policy: { rewriteBreakRate: 0, judgeErrors: null, ...options.policy },
    batchPolls: options.batchPolls ?? 1,
    minimumCacheTokens: options.minimumCacheTokens ?? 1024,
    now: options.now ?? Date.now,
  };
  const { faultRate, policy, latencyMs, slowBodyMs } = complete;
  for (const rate of [faultRate, policy.rewriteBreakRate])
    if (!(rate >= 0 && rate <= 1)) throw new RangeError(`A rate lies between 0 and 1, not at ${rate}.`);
  for (const time of [latencyMs, slowBodyMs])
    if (!(time >= 0)) throw new RangeError(`A time is not negative: ${time} ms.`);
  return complete;
}
