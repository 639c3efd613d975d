import { ModelCallError } from '../../errors/model-call-error.js';
import { ModelRunError } from '../../errors/model-run-error.js';
import type { LanguageModelRequest, LanguageModelResponse } from '../../types/language-model.js';
import type { BatchClient, BatchItem } from './batch-client.js';
import { type BatchRun, openBatchRun } from './batch-run.js';
import type { SentBatch } from './batch-state.js';
import { type Collection, collectBatch, type ItemFate, itemFates } from './collect-batch.js';
import { anthropicLimits, type BatchLimits, splitBatches } from './split-batches.js';
import { findSent, submitBatch } from './submit-batch.js';

export type JudgeBatchOptions = {
  readonly requests: Iterable<LanguageModelRequest>;
  /** Key of an answer in the response cache, also the `custom_id`: 64 hexadecimal digits. */
  readonly keyOf: (request: LanguageModelRequest) => string;
  readonly cache: {
    get(key: string): Promise<LanguageModelResponse | null>;
    put(
      key: string,
      entry: {
        readonly logicalId: string;
        readonly provider: string;
        readonly model: string;
        readonly response: LanguageModelResponse;
      },
    ): Promise<LanguageModelResponse>;
  };
  readonly provider: string;
  readonly model: string;
  /** Null where the provider has no batches. */
  readonly client: BatchClient | null;
  /** A request as the provider takes it, and how its answer is read, which throws `ModelCallError` where it is none. */
  readonly toWire: (request: LanguageModelRequest) => {
    readonly body: object;
    readonly read: (message: unknown) => LanguageModelResponse;
  };
  /** JSON file: what is under way. One run at a time. */
  readonly statePath: string;
  /** Milliseconds between looks at first; grows to ten times that. */
  readonly pollIntervalMs: number;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Rejects with the signal's reason. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly limits?: BatchLimits;
  /** Told of each answer that was not in the cache before: for ledger and budget. */
  readonly onAnswer?: (
    request: LanguageModelRequest,
    response: LanguageModelResponse,
  ) => void | Promise<void>;
  readonly onProgress?: (progress: BatchProgress) => void;
};

export type BatchProgress = {
  /** Batches under way, and requests in them that are not done. */
  readonly batches: number;
  readonly processing: number;
};

export type BatchOutcome = {
  /** Answered by the cache before anything was sent. */
  readonly cached: number;
  /** Requests of this run that were sent now, without those that earlier runs had sent. */
  readonly submitted: number;
  readonly batches: readonly string[];
  /** What became of requests in batches. All but `answered` are for the ordinary path, or for the next run with batches. */
  readonly fates: { readonly [fate in ItemFate]: number };
  /** Requests that are too large for a batch. */
  readonly tooLarge: number;
  /** Requests in batches that had not ended a good while after the provider lets them expire. */
  readonly pending: number;
  /** Why items failed, as types of errors, with how many did. */
  readonly problems: ReadonlyMap<string, number>;
};

/**
 * Has requests answered in batches, into the response cache: what is not there afterwards failed and is counted. May be killed at
 * any time and called again; nothing is sent twice. Throws `ModelRunError` (`setup`) for a provider without batches or
 * a state that cannot be read, `ModelCallError` when the provider fails for good, and the signal's reason.
 */
export async function runJudgeBatch(options: JudgeBatchOptions): Promise<BatchOutcome> {
  const { client, statePath, signal, pollIntervalMs, sleep, cache, keyOf } = options;
  if (client === null) throw noBatches(options.provider);
  const run = openBatchRun(statePath, { client, signal, pollIntervalMs, sleep });
  const wanted = new Map<string, LanguageModelRequest>();
  const found = new Set<string>();
  for (const request of options.requests) {
    const key = keyOf(request);
    if (wanted.has(key) || found.has(key)) continue;
    if ((await cache.get(key)) === null) wanted.set(key, request);
    else found.add(key);
  }

  forgetCached(run, found);
  const tally = createTally(wanted);
  const collection = toCollection(wanted, options, tally);
  const tooLarge = new Set<string>();
  const ids = new Set<string>();
  let submitted = 0;
  await settleIntents(run);
  for (;;) {
    const sentBefore = underWay(run);
    const items = toItems(wanted, (key) => !sentBefore.has(key) && !tooLarge.has(key), options);
    for (const batch of splitBatches(items, options.limits ?? anthropicLimits, (key) => tooLarge.add(key))) {
      await submitBatch(batch, run);
      submitted += batch.length;
    }
    for (const batch of run.sent()) if (batch.id !== null && concerns(batch, wanted)) ids.add(batch.id);
    await awaitBatches(run, collection, options);
    // What was taken for ours and was not is sent after all.
    const left = underWay(run);
    if ([...wanted.keys()].every((key) => tooLarge.has(key) || left.has(key))) break;
  }
  const pending = wanted.size - tooLarge.size;
  return {
    cached: found.size,
    submitted,
    batches: [...ids],
    pending,
    tooLarge: tooLarge.size,
    ...tally.read(),
  };
}

/** Answers of a run that was killed while it took them in. */
function forgetCached(run: BatchRun, found: ReadonlySet<string>): void {
  if (!run.sent().some(({ isCertain, keys }) => isCertain && keys.some((key) => found.has(key)))) return;
  const left = run
    .sent()
    .map((batch) =>
      batch.isCertain && batch.id !== null
        ? { ...batch, keys: batch.keys.filter((key) => !found.has(key)) }
        : batch,
    );
  run.save(left.filter(({ keys }) => keys.length > 0));
}

/** Keys of requests whose batches have not brought them yet. */
function underWay(run: BatchRun): ReadonlySet<string> {
  return new Set(run.sent().flatMap(({ keys }) => keys));
}

function noBatches(provider: string): ModelRunError {
  return new ModelRunError(
    'setup',
    `The provider ${provider} has no batches. Leave --batch out, or name a model of Anthropic's.`,
  );
}

function* toItems(
  wanted: ReadonlyMap<string, LanguageModelRequest>,
  isFree: (key: string) => boolean,
  { toWire }: JudgeBatchOptions,
): Generator<BatchItem, void, undefined> {
  for (const [key, request] of wanted)
    if (isFree(key)) yield { custom_id: key, params: toWire(request).body };
}

/** Batches of a killed run whose ids never came: found in the provider's list, or never sent and forgotten. */
async function settleIntents(run: BatchRun): Promise<void> {
  for (const { intent, id } of run.sent()) {
    if (id !== null || (await findSent(intent, run))) continue;
    // What was just made may not be listed yet.
    await run.sleep(run.pollIntervalMs, run.signal);
    if (!(await findSent(intent, run))) run.save(run.sent().filter((batch) => batch.intent !== intent));
  }
}

/** Looks until every batch that concerns this run has ended, or should have long ago. */
async function awaitBatches(
  run: BatchRun,
  collection: Collection,
  { now, onProgress, pollIntervalMs }: JudgeBatchOptions,
): Promise<void> {
  const overdue = new Set<string>();
  let pause = pollIntervalMs;
  let failures = 0;
  for (;;) {
    let processing = 0;
    let open = 0;
    for (const batch of run.sent()) {
      const { id, intent } = batch;
      if (id === null || overdue.has(intent) || !concerns(batch, collection.wanted)) continue;
      try {
        const status = await run.client.retrieve(id, run.signal);
        failures = 0;
        if (status === null) await giveUp(batch, run, collection);
        else if (status.hasEnded) {
          if (!(await collectBatch({ ...batch, id }, run, collection))) await tryAnother(batch, run);
        } else if (now() - Date.parse(status.createdAt) > longestMs) overdue.add(intent);
        else {
          open += 1;
          processing += status.processing;
        }
      } catch (error) {
        failures += 1;
        if (!(error instanceof ModelCallError) || !error.isTransient || failures > mostFailures) throw error;
        open += 1;
        pause = Math.max(pause, error.retryAfterMs ?? 0);
      }
    }
    const isDone = !run
      .sent()
      .some((batch) => batch.id !== null && !overdue.has(batch.intent) && concerns(batch, collection.wanted));
    onProgress?.({ batches: open, processing });
    if (isDone) return;
    await run.sleep(pause, run.signal);
    pause = Math.min(pause * 1.5, pollIntervalMs * 10);
  }
}

/** Batches expire after 24 hours. */
const longestMs = 26 * 60 * 60 * 1000;
/** In a row. */
const mostFailures = 10;

function concerns({ keys }: SentBatch, wanted: ReadonlyMap<string, unknown>): boolean {
  return keys.some((key) => wanted.has(key));
}

/** The provider no longer knows the batch. */
async function giveUp(batch: SentBatch, run: BatchRun, { wanted, settle }: Collection): Promise<void> {
  for (const key of batch.keys) if (wanted.has(key)) settle(key, 'missing', 'the batch is gone');
  run.save(run.sent().filter(({ intent }) => intent !== batch.intent));
}

/** A batch that looked like ours was another's: looks for the next, or forgets the intent. */
async function tryAnother(batch: SentBatch, run: BatchRun): Promise<void> {
  const others = [...batch.others, ...(batch.id === null ? [] : [batch.id])];
  run.update(batch.intent, { id: null, others });
  if (!(await findSent(batch.intent, run)))
    run.save(run.sent().filter(({ intent }) => intent !== batch.intent));
}

function toCollection(
  wanted: ReadonlyMap<string, LanguageModelRequest>,
  { cache, provider, model, toWire, onAnswer }: JudgeBatchOptions,
  tally: Tally,
): Collection {
  return {
    wanted,
    settle: tally.settle,
    async keep(key, request, message) {
      const response = toWire(request).read(message);
      const kept = await cache.put(key, { logicalId: request.logicalId, provider, model, response });
      await onAnswer?.(request, kept);
      return kept;
    },
  };
}

type Tally = {
  readonly settle: Collection['settle'];
  readonly read: () => Pick<BatchOutcome, 'fates' | 'problems'>;
};

function createTally(wanted: Map<string, unknown>): Tally {
  const fates = new Map<ItemFate, number>(itemFates.map((fate) => [fate, 0]));
  const problems = new Map<string, number>();
  return {
    settle(key, fate, detail) {
      wanted.delete(key);
      fates.set(fate, (fates.get(fate) ?? 0) + 1);
      if (detail !== '') problems.set(detail, (problems.get(detail) ?? 0) + 1);
    },
    read: () => ({ fates: Object.fromEntries(fates) as BatchOutcome['fates'], problems }),
  };
}
