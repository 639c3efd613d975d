import type { ModelRunErrorKind } from '../../errors/model-run-error.js';
import { type RowRange, rangeName } from '../run-layout.js';

/** What stands in the queue, in clear text: which rows, never what is in them. */
export type ShardJob = RowRange & {
  readonly run_id: string;
  /** Of the file that holds the rows. */
  readonly plan_sha256: string;
};

export type ShardJobResult =
  | { readonly kind: 'committed'; readonly records: number; readonly bytes: number; readonly sha256: string }
  /** The worker can make no further shard, such as where its cap is reached. */
  | { readonly kind: 'stopped'; readonly reason: ModelRunErrorKind; readonly message: string };

/** One queue for each run. BullMQ takes no colon in it. */
export function queueName(runId: string): string {
  return `datagen-${runId}`;
}

/** The same shard has the same id, so that it is never in the queue twice. Neither all digits nor with a colon. */
export function jobId(range: RowRange): string {
  return `shard-${rangeName(range)}`;
}
