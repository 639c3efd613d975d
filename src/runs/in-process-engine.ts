import type { Engine, WorkerState } from './engine.js';
import { rowsOf } from './run-layout.js';
import { runShard, type ShardWork } from './run-shard.js';

/** Makes shards in this thread, `window` of them at once: models answer late, so that the rows of several may wait. */
export function createInProcessEngine(
  work: ShardWork,
  { window, describe }: { readonly window: number; readonly describe: DescribeRow | null },
): Engine {
  const state: { worker: WorkerState } = { worker: { name: 'main', shard: null, records: 0 } };
  return {
    window,
    async run(task) {
      state.worker = { ...state.worker, shard: { first: task.first, last: task.last } };
      const lines: string[] = [];
      const result = await runShard(task, {
        ...work,
        onRow: (row) => {
          work.onRow?.(row);
          if (describe !== null) lines.push(...describe(row));
        },
      });
      const { name, records } = state.worker;
      state.worker = {
        name,
        shard: null,
        records: (records ?? 0) + (result.report === null ? 0 : rowsOf(task)),
      };
      return { ...result, lines };
    },
    workers: () => [state.worker],
    close: async () => undefined,
  };
}

/** What happened to a row, in words, one line each. */
export type DescribeRow = (row: Parameters<NonNullable<ShardWork['onRow']>>[0]) => readonly string[];
