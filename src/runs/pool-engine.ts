import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { RunConfig } from '../config/run-config.js';
import { DatagenError } from '../errors/datagen-error.js';
import { keepHeapSmall } from '../generation/keep-heap-small.js';
import type { Engine, ShardOutcome, WorkerState } from './engine.js';
import type { RowRange } from './run-layout.js';
import type { RunPaths } from './run-paths.js';
import type { ShardProblem, ShardThreadData, ThreadTask } from './shard-thread.js';
import type { SharedCatalog } from './shared-catalog.js';

export type ThreadOptions = {
  readonly workers: number;
  readonly config: RunConfig;
  /** Whether lines about rows are wanted. */
  readonly verbose: boolean;
};

/** Threads that load their code and words while the catalog is read. */
export type Threads = {
  readonly workers: number;
  run(task: ThreadTask): Promise<ShardOutcome | ShardProblem>;
  close(): Promise<void>;
};

/** Most of what a record is made of is gone with it: a larger young generation costs memory in each thread and saves no time. */
const youngMegabytes = 8;

export function startThreads({ workers, config, verbose }: ThreadOptions): Threads {
  const data: ShardThreadData = { config, verbose };
  const pool = new Piscina({
    // By its path it is loaded at once; by its address, each of its modules would be waited for.
    filename: fileURLToPath(new URL('./shard-thread.js', import.meta.url)),
    workerData: data,
    minThreads: workers,
    maxThreads: workers,
    idleTimeout: Number.POSITIVE_INFINITY,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
  });
  return {
    workers,
    run: (task) => pool.run(task, { transferList: [task.rows.buffer] }),
    close: () => pool.destroy(),
  };
}

export type PoolOptions = {
  readonly threads: Threads;
  readonly paths: RunPaths;
  readonly catalog: SharedCatalog;
};

/**
 * Makes shards in worker threads. The catalog is shared memory; rows go in as bytes that are given away, records go from each thread straight
 * to its own files, and what comes back is a report.
 */
export function createPoolEngine({ threads, paths: { root }, catalog }: PoolOptions): Engine {
  keepHeapSmall();
  const { workers } = threads;
  const underWay = new Map<number, RowRange>();
  return {
    // Half as many waiting as under way: no thread runs dry while the plan goes on, and little lies about.
    window: Math.ceil(workers * 1.5),
    async run(task) {
      underWay.set(task.first, { first: task.first, last: task.last });
      const outcome = await threads.run({ ...task, root, catalog });
      underWay.delete(task.first);
      if ('problem' in outcome) throw new DatagenError(outcome.problem);
      return outcome;
    },
    // Threads take shards in their order, those behind the first few wait.
    workers(): WorkerState[] {
      const shards = [...underWay.values()];
      return Array.from({ length: workers }, (_, place) => ({
        name: `thread ${place + 1}`,
        shard: shards[place] ?? null,
        records: null,
      }));
    },
    close: () => threads.close(),
  };
}
