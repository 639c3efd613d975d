import type { Environment } from './config/read-environment.js';
import type { RunConfig } from './config/run-config.js';
import type { ModelRunError } from './errors/model-run-error.js';
import { toPlanContext } from './generation/plan-context.js';
import { type PlanEnd, planRows } from './generation/plan-rows.js';
import type { SelectedCatalog } from './plan/select-tools.js';
import type { Engine } from './runs/engine.js';
import { type MadeShard, makeShards } from './runs/make-shards.js';
import { rowsOf } from './runs/run-layout.js';
import { createRunTally, type RunCounts } from './runs/run-tally.js';
import type { ShardReport } from './runs/shard-report.js';
import type { Sampler } from './types/sampling.js';

export type GenerateRunOptions = {
  readonly catalog: SelectedCatalog;
  readonly sampler: Sampler;
  readonly config: RunConfig;
  readonly environment: Environment;
  readonly modelBacked: boolean;
  readonly engine: Engine;
  /** Rows of a shard; whole blocks. */
  readonly shardRows: number;
  /** Shards that are whole, by their first row. */
  readonly committed: ReadonlyMap<number, ShardReport>;
  /** Shards that this process is to make, by their number; by default all. */
  readonly isOurs?: (shard: number) => boolean;
  /** Whether no further shard is to be begun. */
  readonly isStopped: () => boolean;
  /** Told of each shard in the order of the rows, once it is committed. */
  readonly onShard: (made: MadeShard & { readonly report: ShardReport }) => Promise<void> | void;
};

export type RunResult = {
  readonly counts: RunCounts;
  /** Rows of the shards that this process was to make. */
  readonly rows: number;
  readonly end: PlanEnd;
  /** What ended the run before all shards were made, but for signals. */
  readonly stopped: ModelRunError | null;
};

/**
 * Makes the shards of a run: the plan streams ahead in this process, the engine makes records of its rows, and each shard is
 * told of in order. The same rows give the same bytes, whatever the engine, the workers and the shards that were there.
 */
export async function generateRun(options: GenerateRunOptions): Promise<RunResult> {
  const { catalog, sampler, config, environment, modelBacked, onShard } = options;
  const plan = toPlanContext(catalog, sampler, config, { modelBacked, environment });
  const end: PlanEnd = { planned: 0, exhausted: null };
  const rows = planRows(plan, config.generate.n, end);
  const tally = createRunTally();
  let rowsMade = 0;
  for await (const made of makeShards({ ...options, rows })) {
    const { report, stopped } = made;
    if (report !== null) {
      tally.merge(report.counts);
      rowsMade += rowsOf(report);
      await onShard({ ...made, report });
    }
    if (stopped !== null) return { counts: tally.counts(), rows: rowsMade, end, stopped };
  }
  return { counts: tally.counts(), rows: rowsMade, end, stopped: null };
}
