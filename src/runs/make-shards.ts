import { setImmediate } from 'node:timers/promises';
import { inOrder } from '../generation/in-order.js';
import type { PlanRow } from '../types/plan-row.js';
import type { Engine, ShardOutcome } from './engine.js';
import type { ShardReport } from './shard-report.js';
import { toShardTasks } from './shard-tasks.js';

export type ShardStream = {
  /** The plan, from its first row: what a row may know of the rows before it is known only to who makes them all. */
  readonly rows: AsyncIterable<PlanRow>;
  readonly shardRows: number;
  /** Shards that are whole, by their first row. */
  readonly committed: ReadonlyMap<number, ShardReport>;
  /** Shards that this process is to make; by default all. */
  readonly isOurs?: (shard: number) => boolean;
  readonly engine: Engine;
  /** Whether no further shard is to be begun. */
  readonly isStopped: () => boolean;
};

export type MadeShard = ShardOutcome & { readonly isNew: boolean };

/**
 * The shards of a run in the order of their rows, each committed. The plan streams ahead of the engine by its window and no
 * further, whatever the length of the run.
 */
export async function* makeShards(stream: ShardStream): AsyncGenerator<MadeShard, void, undefined> {
  const { rows, shardRows, committed, engine, isStopped, isOurs = () => true } = stream;
  let ended = false;
  const tasks = toShardTasks(lettingEventsIn(rows), shardRows, () => ended || isStopped());
  yield* inOrder(
    tasks,
    async (task): Promise<MadeShard> => {
      const untouched = { lines: [], stopped: null, isNew: false };
      if (!isOurs(Math.floor(task.first / shardRows))) return { report: null, ...untouched };
      const kept = committed.get(task.first);
      if (kept?.last === task.last) return { report: kept, ...untouched };
      const outcome = await engine.run(task);
      ended ||= outcome.stopped !== null;
      return { ...outcome, isNew: true };
    },
    engine.window,
  );
}

/** Rows planned before workers and signals are listened to: some milliseconds. */
const rowsAtOnce = 16;

/** Planning never waits for anything, and what workers say comes in only where somebody does. */
async function* lettingEventsIn(rows: AsyncIterable<PlanRow>): AsyncGenerator<PlanRow, void, undefined> {
  for await (const row of rows) {
    yield row;
    if (row.index % rowsAtOnce === 0) await setImmediate();
  }
}
