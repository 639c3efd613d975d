import { ModelCallError } from '../../errors/model-call-error.js';
import type { LanguageModelRequest, LanguageModelResponse } from '../../types/language-model.js';
import type { BatchResult } from './batch-client.js';
import type { BatchRun } from './batch-run.js';
import type { SentBatch } from './batch-state.js';

export type Collection = {
  /** By key: what this run asked for. */
  readonly wanted: ReadonlyMap<string, LanguageModelRequest>;
  /** Keeps a usable answer. Throws `ModelCallError` for one that is none. */
  readonly keep: (
    key: string,
    request: LanguageModelRequest,
    message: unknown,
  ) => Promise<LanguageModelResponse>;
  /** Also takes the request off what is wanted. */
  readonly settle: (key: string, fate: ItemFate, detail: string) => void;
};

/** What became of a request. `unusable`: answered, but with nothing that we can read. `missing`: in no result. */
export const itemFates = ['answered', 'errored', 'expired', 'canceled', 'unusable', 'missing'] as const;
export type ItemFate = (typeof itemFates)[number];

/**
 * Takes the results of a batch that has ended into the response cache. Results of requests that this run does not ask for are
 * left for one that does. False where the results are not those of our requests. Throws `ModelCallError`.
 */
export async function collectBatch(
  batch: SentBatch & { readonly id: string },
  run: BatchRun,
  collection: Collection,
): Promise<boolean> {
  const left = new Set(batch.keys);
  const fates = new Map<string, readonly [ItemFate, string]>();
  let isOurs = batch.isCertain;
  for (let tried = 1; ; tried += 1) {
    try {
      for await (const result of run.client.results(batch.id, run.signal)) {
        // A key is a hash of a whole request: the first that is ours, or is not, tells whose batch this is.
        if (!isOurs && !left.has(result.customId)) return false;
        isOurs = true;
        const request = left.has(result.customId) ? collection.wanted.get(result.customId) : undefined;
        if (request === undefined) continue;
        fates.set(result.customId, await takeIn(result, request, collection));
        left.delete(result.customId);
      }
      if (!hasWanted(left, collection) || tried >= mostTries) break;
    } catch (error) {
      if (!(error instanceof ModelCallError) || !error.isTransient || tried >= mostTries) throw error;
    }
    await run.sleep(run.pollIntervalMs * tried, run.signal);
  }
  for (const key of left)
    if (collection.wanted.has(key)) {
      fates.set(key, ['missing', 'no result']);
      left.delete(key);
    }
  for (const [key, [fate, detail]] of fates) collection.settle(key, fate, detail);
  const rest = run.sent().filter((each) => each.intent !== batch.intent);
  run.save(left.size === 0 ? rest : [...rest, { ...batch, keys: [...left], isCertain: true }]);
  return true;
}

/** A stream that ends early does not always say so. */
const mostTries = 5;

function hasWanted(left: ReadonlySet<string>, { wanted }: Collection): boolean {
  for (const key of left) if (wanted.has(key)) return true;
  return false;
}

async function takeIn(
  result: BatchResult,
  request: LanguageModelRequest,
  { keep }: Collection,
): Promise<readonly [ItemFate, string]> {
  if (result.type === 'errored') return ['errored', describeError(result.error)];
  if (result.type !== 'succeeded') return [result.type, result.type];
  try {
    await keep(result.customId, request, result.message);
    return ['answered', ''];
  } catch (error) {
    if (error instanceof ModelCallError) return ['unusable', error.detail];
    throw error;
  }
}

/** The provider's type of error: what it says beside may hold anything. */
function describeError(error: unknown): string {
  const outer = (error ?? {}) as { readonly type?: unknown; readonly error?: { readonly type?: unknown } };
  const type = outer.error?.type ?? outer.type;
  return typeof type === 'string' && /^[a-z_]{1,60}$/.test(type) ? type : 'error';
}
