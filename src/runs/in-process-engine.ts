import type { Engine, WorkerState } from './engine.js';
import { rowsOf } from './run-layout.js';
import { runShard, type ShardWork } from './run-shard.js';

/** Makes shards in this thread, `window` of them at once: models answer late, so that the rows of several may wait. */
export function createInProcessEngine(work: ShardWork, window: number): Engine {
  const state: { worker: WorkerState } = { worker: { name: 'main', shard: null, records: 0 } };
  return {
    window,
    async run(task) {
      state.worker = { ...state.worker, shard: { first: task.first, last: task.last } };
      const outcome = await runShard(task, work);
      const { name, records } = state.worker;
      state.worker = {
        name,
        shard: null,
        records: (records ?? 0) + (outcome.report === null ? 0 : rowsOf(task)),
      };
      return outcome;
    },
    workers: () => [state.worker],
    close: async () => undefined,
  };
}
