import type { BatchClient } from './batch-client.js';
import { readBatchState, type SentBatch, writeBatchState } from './batch-state.js';

/** What the steps of one run with batches share. */
export type BatchRun = {
  readonly client: BatchClient;
  readonly signal: AbortSignal;
  readonly pollIntervalMs: number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly sent: () => readonly SentBatch[];
  /** On the disk when this returns. */
  readonly save: (batches: readonly SentBatch[]) => void;
  readonly update: (intent: string, change: Partial<SentBatch>) => void;
};

export function openBatchRun(
  statePath: string,
  common: Pick<BatchRun, 'client' | 'signal' | 'pollIntervalMs' | 'sleep'>,
): BatchRun {
  let { batches } = readBatchState(statePath);
  const save = (next: readonly SentBatch[]): void => {
    writeBatchState(statePath, { version: 1, batches: next });
    batches = next;
  };
  return {
    ...common,
    sent: () => batches,
    save,
    update: (intent, change) =>
      save(batches.map((batch) => (batch.intent === intent ? { ...batch, ...change } : batch))),
  };
}
