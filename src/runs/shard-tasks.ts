import type { PlanRow } from '../types/plan-row.js';
import type { ShardTask } from './engine.js';

/** Cuts the rows of a plan into shards; the last may be shorter. Ends early, between two rows, when it is told to. */
export async function* toShardTasks(
  rows: AsyncIterable<PlanRow>,
  shardRows: number,
  isStopped: () => boolean,
): AsyncGenerator<ShardTask, void, undefined> {
  let pending: PlanRow[] = [];
  const toTask = (): ShardTask => {
    const [first, last] = [pending[0] as PlanRow, pending.at(-1) as PlanRow];
    const task = { first: first.index, last: last.index, rows: pending };
    pending = [];
    return task;
  };
  for await (const row of rows) {
    if (isStopped()) return;
    pending.push(row);
    if ((row.index + 1) % shardRows === 0) yield toTask();
  }
  if (pending.length > 0) yield toTask();
}
