import type { Queue } from 'bullmq';
import type { WorkerState } from '../engine.js';
import { parseShardFile, type RowRange, rowsOf } from '../run-layout.js';
import type { ShardJob } from './shard-job.js';

/** Who works on the shards of a queue. */
export type WorkerWatch = {
  /** Asks the queue; says once how to start a worker where none comes. */
  look(): Promise<void>;
  /** Counts a shard for who was last seen at it. */
  credit(range: RowRange): void;
  states(): WorkerState[];
};

/** Milliseconds without any worker before people are told how to start one. */
const patienceMs = 10_000;

export function watchWorkers(
  queue: Queue<ShardJob>,
  runDirectory: string,
  note: (line: string) => void,
): WorkerWatch {
  const recordsOf = new Map<string, number>();
  const started = performance.now();
  let active: readonly { readonly worker: string; readonly range: RowRange }[] = [];
  let isLonely = true;
  return {
    async look() {
      active = await whoWorks(queue).catch(() => []);
      if (isLonely && active.length === 0 && performance.now() - started > patienceMs) {
        isLonely = false;
        note(`No worker has come yet. Start one: datagen worker --run-dir ${runDirectory}`);
      }
      isLonely &&= active.length === 0;
    },
    credit(range) {
      isLonely = false;
      const worker = active.find((each) => each.range.first === range.first)?.worker;
      if (worker !== undefined) recordsOf.set(worker, (recordsOf.get(worker) ?? 0) + rowsOf(range));
    },
    states() {
      const records = (name: string): number => recordsOf.get(name) ?? 0;
      const working = active.map(({ worker, range }) => ({
        ...{ name: worker, shard: range, records: records(worker) },
      }));
      const idle = [...recordsOf.keys()].filter((name) => !active.some(({ worker }) => worker === name));
      return [...working, ...idle.map((name) => ({ name, shard: null, records: records(name) }))];
    },
  };
}

async function whoWorks(queue: Queue<ShardJob>): Promise<{ worker: string; range: RowRange }[]> {
  const jobs = await queue.getActive();
  return jobs.flatMap((job) => {
    const range = parseShardFile(`${job?.id?.replace(/^shard-/, '') ?? ''}.jsonl`);
    return range === null ? [] : [{ worker: job.processedBy ?? 'a worker', range }];
  });
}
