import { ModelRunError } from '../errors/model-run-error.js';
import type { RealisedRow, RowRealiser } from '../generation/realise-rows.js';
import { describeEvent } from '../report/describe-event.js';
import type { ShardOutcome, ShardTask } from './engine.js';
import { findCommitted } from './inspect-shards.js';
import { unpackRows } from './packed-rows.js';
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
 * another execution was first, its shard is the one.
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
    return { report: isFirst ? report : await findCommitted(work.paths, report), lines, stopped };
  } finally {
    await writer.abort();
  }
}
