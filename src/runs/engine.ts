import type { ModelRunError } from '../errors/model-run-error.js';
import type { PackedRows } from './packed-rows.js';
import type { RowRange } from './run-layout.js';
import type { ShardReport } from './shard-report.js';

/** The rows of one shard: whole blocks, but for the last of a run. */
export type ShardTask = RowRange & { readonly rows: PackedRows };

export type ShardOutcome = {
  /** Of what was committed; null where the run was stopped before anything could be. */
  readonly report: ShardReport | null;
  /** What happened, in words, where somebody wants to know. */
  readonly lines: readonly string[];
  /** Why no further shard can be made, such as a cap that is reached; null as a rule. */
  readonly stopped: ModelRunError | null;
};

/**
 * Who makes shards of a run: this process, its threads, or other hosts. Whoever it is, a shard is the same bytes: it depends
 * on its rows and on the identity of the run.
 */
export interface Engine {
  /** Makes the records of one shard and commits them. */
  run(task: ShardTask): Promise<ShardOutcome>;
  /** Shards that are worth having under way at once. */
  readonly window: number;
  /** What each worker does, for people who wait. */
  workers(): readonly WorkerState[];
  /** Lets go of everything; shards under way are given up. */
  close(): Promise<void>;
}

export type WorkerState = {
  readonly name: string;
  /** Null while it waits. */
  readonly shard: RowRange | null;
  /** That it made so far; null where only all of them together are known. */
  readonly records: number | null;
};
