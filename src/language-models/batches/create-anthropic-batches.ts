import type Anthropic from '@anthropic-ai/sdk';
import { ModelCallError } from '../../errors/model-call-error.js';
import { ModelRunError } from '../../errors/model-run-error.js';
import type { BatchClient, BatchResult, BatchStatus } from './batch-client.js';

export type AnthropicBatchOptions = {
  /** Opens the client of the SDK when it is first needed. */
  readonly connect: () => Promise<Anthropic>;
  /** What the SDK throws, typed and without keys. */
  readonly toCallError: (error: unknown) => ModelCallError;
};

/** Message Batches of Anthropic. */
export function createAnthropicBatches({ connect, toCallError }: AnthropicBatchOptions): BatchClient {
  let client: Promise<Anthropic> | undefined;
  const batches = async () => {
    client ??= connect();
    return (await client).messages.batches;
  };
  const typed = (error: unknown, signal: AbortSignal): unknown => {
    if (signal.aborted) return signal.reason;
    return error instanceof ModelRunError || error instanceof ModelCallError ? error : toCallError(error);
  };
  // Each method is one exchange: retries are the run's, which knows what may be sent twice.
  const once = (signal: AbortSignal) => ({ signal, maxRetries: 0 });
  return {
    async create(requests, signal) {
      try {
        const body = { requests: requests as Anthropic.Messages.BatchCreateParams['requests'] };
        return toStatus(await (await batches()).create(body, once(signal)));
      } catch (error) {
        throw typed(error, signal);
      }
    },
    async retrieve(id, signal) {
      try {
        const batch = await (await batches()).retrieve(id, null, once(signal));
        return batch.processing_status === 'ended' && batch.results_url === null ? null : toStatus(batch);
      } catch (error) {
        if ((error as { readonly status?: unknown }).status === 404) return null;
        throw typed(error, signal);
      }
    },
    async *list(signal) {
      try {
        const page = (await batches()).list({ limit: 100 }, once(signal));
        for await (const batch of page) yield toStatus(batch);
      } catch (error) {
        throw typed(error, signal);
      }
    },
    async *results(id, signal) {
      try {
        for await (const line of await (await batches()).results(id, {}, once(signal))) {
          const result = toResult(line);
          if (result !== null) yield result;
        }
      } catch (error) {
        throw typed(error, signal);
      }
    },
  };
}

function toStatus(batch: Anthropic.Messages.MessageBatch): BatchStatus {
  const { processing, succeeded, errored, canceled, expired } = batch.request_counts ?? {};
  const total = [processing, succeeded, errored, canceled, expired].reduce(
    (sum, each) => sum + (each ?? 0),
    0,
  );
  const isBatch = typeof batch.id === 'string' && typeof batch.processing_status === 'string';
  if (!isBatch || !Number.isInteger(total))
    throw new ModelCallError('bad_response', 'the answer is no batch');
  return {
    id: batch.id,
    hasEnded: batch.processing_status === 'ended',
    createdAt: String(batch.created_at),
    ...{ total, processing: processing ?? 0 },
  };
}

/** Null where a line is none that we know. */
function toResult(line: unknown): BatchResult | null {
  const { custom_id: customId, result } = (line ?? {}) as {
    readonly custom_id?: unknown;
    readonly result?: { readonly type?: unknown; readonly message?: unknown; readonly error?: unknown };
  };
  if (typeof customId !== 'string') return null;
  if (result?.type === 'succeeded') return { customId, type: 'succeeded', message: result.message };
  if (result?.type === 'errored') return { customId, type: 'errored', error: result.error };
  if (result?.type === 'expired' || result?.type === 'canceled') return { customId, type: result.type };
  return null;
}
