import { ModelRunError } from '../errors/model-run-error.js';
import { RunDirectoryError } from '../errors/run-directory-error.js';
import type { RealisedRow, RowRealiser } from '../generation/realise-rows.js';
import { describeEvent } from '../report/describe-event.js';
import type { ShardOutcome, ShardTask } from './engine.js';
import { inspectShard } from './inspect-shards.js';
import { unpackRows } from './packed-rows.js';
import { type RowRange, shardFile } from './run-layout.js';
import type { RunPaths } from './run-paths.js';
import type { ShardReport } from './shard-report.js';
import { createShardWriter, type ShardOptions } from './write-shard.js';

export type ShardWork = ShardOptions & {
  readonly realise: RowRealiser;
  /** Told of each row as it is done. Throws where the work is to end at once. */
  readonly onRow?: (row: RealisedRow) => void;
  /** Where the money ends in the middle: keep what there is as a shorter shard, or leave the shard to another attempt. */
  readonly keepsPart?: boolean;
  /** Whether somebody wants to know what happened to each row. */
  readonly verbose?: boolean;
};

/**
 * Makes one shard: a pure function of its rows, the catalog and the configuration, whoever runs it and however often. Where
 * another execution was first, its shard is the one. Throws `RunDirectoryError` where something else has its name.
 */
export async function runShard(task: ShardTask, work: ShardWork): Promise<ShardOutcome> {
  const writer = await createShardWriter(task.first, work);
  const lines: string[] = [];
  let last = task.first - 1;
  let stopped: ModelRunError | null = null;
  try {
    try {
      for await (const row of work.realise(unpackRows(task.rows))) {
        await writer.write(row);
        work.onRow?.(row);
        if (work.verbose === true) lines.push(...row.events.flatMap((event) => describeEvent(event) ?? []));
        last = row.index;
      }
    } catch (error) {
      // What is done when the money ends is worth keeping; whatever else stops models is to be said.
      if (!(error instanceof ModelRunError) || error.kind !== 'budget') throw error;
      stopped = error;
    }
    const isPart = stopped !== null && (work.keepsPart !== true || last < task.first);
    if (isPart) return { report: null, lines, stopped };
    const { report, isFirst } = await writer.commit(last);
    return { report: isFirst ? report : await requireCommitted(work.paths, report), lines, stopped };
  } finally {
    await writer.abort();
  }
}

/** Of who was first. Without it the run would end with a hole that nobody speaks of. */
async function requireCommitted(paths: RunPaths, range: RowRange): Promise<ShardReport> {
  const state = await inspectShard(paths, range);
  if (state.kind === 'committed') return state.report;
  throw new RunDirectoryError(
    paths.root,
    `holds a file ${shardFile(range)} that is no shard of it`,
    'Run the same command again: the file is put aside and the shard made again.',
  );
}
