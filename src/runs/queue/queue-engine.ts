import { Queue, QueueEvents } from 'bullmq';
import type { Engine, ShardOutcome, ShardTask, WorkerState } from '../engine.js';
import type { EngineSettings } from '../engine-settings.js';
import { parseShardFile, type RowRange, rowsOf } from '../run-layout.js';
import type { RunPaths } from '../run-paths.js';
import { isConnectionError, noteErrors, requireRedis, toRedisError } from './connect.js';
import { writePlanFile } from './plan-file.js';
import { type AwaitedShard, createReconciler } from './reconcile-shard.js';
import { toConnection } from './redis-address.js';
import { jobId, queueName, type ShardJob } from './shard-job.js';

export type QueueEngineOptions = {
  readonly paths: RunPaths;
  readonly runId: string;
  /** Address of Redis. */
  readonly redis: string;
  readonly settings: EngineSettings['bullmq'];
  /** Aborted: what is under way is finished, nothing else is begun. */
  readonly signal: AbortSignal;
  readonly note: (line: string) => void;
};

/** A shard that somebody waits for. */
type Awaited = AwaitedShard & {
  readonly resolve: (outcome: ShardOutcome) => void;
  readonly reject: (error: unknown) => void;
  looking: Promise<void> | null;
  lookAgain: boolean;
};

/** Milliseconds without any worker before people are told how to start one. */
const patienceMs = 10_000;

const nothing: ShardOutcome = { report: null, lines: [], stopped: null };

/**
 * Has shards made by workers on any hosts, over a queue in Redis. The directory alone says what is done; the queue may be
 * emptied, restarted or lost at any time, and what it lost is put into it again.
 * @throws {RedisUnreachableError} when Redis cannot be reached at the start
 */
export async function createQueueEngine(options: QueueEngineOptions): Promise<Engine> {
  const { paths, runId, redis, settings, signal, note } = options;
  const name = queueName(runId);
  await requireRedis(name, redis);
  const connection = toConnection(redis);
  // Fails at once while Redis is away: the next look at the directory comes anyway.
  const queue = new Queue<ShardJob>(name, {
    connection: { ...connection, enableOfflineQueue: false, maxRetriesPerRequest: 1 },
  });
  const { isAway } = await noteErrors(queue, redis, note);
  // Where a run was being removed when its coordinator was killed.
  await queue.resume();
  const events = new QueueEvents(name, { connection });
  events.on('error', () => undefined);

  const reconcile = createReconciler({ queue, ...options });
  const awaited = new Map<string, Awaited>();
  const recordsOf = new Map<string, number>();
  let active: readonly { readonly worker: string; readonly range: RowRange }[] = [];
  const started = performance.now();
  let isLonely = true;
  let hasFailed = false;
  let isClosed = false;

  const settle = (shard: Awaited, outcome: ShardOutcome): void => {
    isLonely = false;
    if (awaited.delete(jobId(shard.range))) shard.resolve(outcome);
  };
  const fail = (shard: Awaited, error: unknown): void => {
    hasFailed = true;
    if (awaited.delete(jobId(shard.range))) shard.reject(error);
  };

  /** One look at a time for each shard. */
  function lookAt(shard: Awaited): Promise<void> {
    shard.lookAgain = shard.looking !== null;
    shard.looking ??= (async () => {
      try {
        do {
          shard.lookAgain = false;
          if (!awaited.has(jobId(shard.range)) || isClosed) break;
          const found = await reconcile(shard);
          if (found.kind === 'committed') settle(shard, { ...nothing, report: found.report });
          if (found.kind === 'given-up') settle(shard, nothing);
          if (found.kind === 'failed') fail(shard, found.error);
        } while (shard.lookAgain);
      } catch (error) {
        // Redis is away, or a worker is at what was to be removed: the next round looks again.
        if (!isPassing(error)) fail(shard, toRedisError(error, redis));
        else if (signal.aborted) settle(shard, nothing);
      } finally {
        shard.looking = null;
      }
    })();
    return shard.looking;
  }

  let round: Promise<void> | null = null;
  async function lookAtAll(): Promise<void> {
    for (const shard of [...awaited.values()]) await lookAt(shard);
    active = await whoWorks(queue).catch(() => []);
    if (isLonely && active.length === 0 && performance.now() - started > patienceMs) {
      isLonely = false;
      note(`No worker has come yet. Start one: datagen worker --run-dir ${paths.root}`);
    }
    isLonely &&= active.length === 0;
  }
  const timer = setInterval(() => {
    round ??= lookAtAll().finally(() => {
      round = null;
    });
  }, settings.reconcile_seconds * 1000);

  events.on('completed', ({ jobId: id }) => void lookAtId(id));
  events.on('failed', ({ jobId: id }) => void lookAtId(id));
  function lookAtId(id: string): void {
    const shard = awaited.get(id);
    if (shard !== undefined) void lookAt(shard);
  }

  function ask(job: ShardJob): Promise<ShardOutcome> {
    return new Promise((resolve, reject) => {
      const shard: Awaited = {
        ...{ range: { first: job.first, last: job.last }, job, resolve, reject, isFresh: true },
        ...{ missedSince: null, misses: 0, looking: null, lookAgain: false },
      };
      awaited.set(jobId(job), shard);
      void lookAt(shard);
    });
  }

  const onAbort = (): void => {
    // What nobody has begun is not begun.
    void queue
      .drain(true)
      .catch(() => undefined)
      .then(lookAtAll);
  };
  signal.addEventListener('abort', onAbort, { once: true });

  return {
    window: settings.window,
    async run(task: ShardTask) {
      if (signal.aborted) return nothing;
      const range = { first: task.first, last: task.last };
      const outcome = await ask({ run_id: runId, plan_sha256: await writePlanFile(paths, task), ...range });
      const worker = active.find((each) => each.range.first === range.first)?.worker;
      if (outcome.report !== null && worker !== undefined)
        recordsOf.set(worker, (recordsOf.get(worker) ?? 0) + rowsOf(range));
      return outcome;
    },
    workers: () => toWorkerStates(active, recordsOf),
    async close() {
      if (isClosed) return;
      isClosed = true;
      clearInterval(timer);
      signal.removeEventListener('abort', onAbort);
      const isDone = awaited.size === 0 && !hasFailed && !signal.aborted;
      await round?.catch(() => undefined);
      // A run that is whole needs its queue no more; of one that is not, nothing further is begun.
      await (isDone ? queue.obliterate({ force: true }) : queue.drain(true)).catch(() => undefined);
      const goodbyes = [events.close(), isAway() ? hangUp(queue) : queue.close()].map((each) =>
        each.catch(() => undefined),
      );
      // Goodbyes of a Redis that is away are not waited for.
      if (!isAway()) await Promise.all(goodbyes);
    },
  };
}

/** Gives up a connection that is lost; what is polite would wait until it is back. */
async function hangUp(queue: Queue<ShardJob>): Promise<void> {
  (await queue.client).disconnect();
}

/** Whether the next round may find it otherwise. */
function isPassing(error: unknown): boolean {
  if (isConnectionError(error)) return true;
  return error instanceof Error && /could not be removed|locked|Missing (key|lock)/i.test(error.message);
}

async function whoWorks(queue: Queue<ShardJob>): Promise<{ worker: string; range: RowRange }[]> {
  const jobs = await queue.getActive();
  return jobs.flatMap((job) => {
    const range = parseShardFile(`${job?.id?.replace(/^shard-/, '') ?? ''}.jsonl`);
    return range === null ? [] : [{ worker: job.processedBy ?? 'a worker', range }];
  });
}

function toWorkerStates(
  active: readonly { readonly worker: string; readonly range: RowRange }[],
  recordsOf: ReadonlyMap<string, number>,
): WorkerState[] {
  const working = active.map(({ worker, range }) => ({
    name: worker,
    shard: range,
    records: recordsOf.get(worker) ?? 0,
  }));
  const idle = [...recordsOf].filter(([name]) => !active.some(({ worker }) => worker === name));
  return [...working, ...idle.map(([name, records]) => ({ name, shard: null, records }))];
}
