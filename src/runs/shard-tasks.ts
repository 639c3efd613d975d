import type { PlanRow } from '../types/plan-row.js';
import type { ShardTask } from './engine.js';
import { packRow, packRows } from './packed-rows.js';

/** Cuts the rows of a plan into shards; the last may be shorter. Ends early, between two rows, when it is told to. */
export async function* toShardTasks(
  rows: AsyncIterable<PlanRow>,
  shardRows: number,
  isStopped: () => boolean,
): AsyncGenerator<ShardTask, void, undefined> {
  let pending: string[] = [];
  let last = -1;
  const toTask = (): ShardTask => {
    const task = { first: last + 1 - pending.length, last, rows: packRows(pending) };
    pending = [];
    return task;
  };
  for await (const row of rows) {
    if (isStopped()) return;
    pending.push(packRow(row));
    last = row.index;
    if ((row.index + 1) % shardRows === 0) yield toTask();
  }
  if (pending.length > 0) yield toTask();
}
