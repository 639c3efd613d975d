import { Queue, QueueEvents } from 'bullmq';
import { ShardFailedError } from '../../errors/shard-failed-error.js';
import type { Engine, ShardOutcome, ShardTask, WorkerState } from '../engine.js';
import type { EngineSettings } from '../engine-settings.js';
import { quarantine } from '../open-run.js';
import { parseShardFile, type RowRange, rowsOf, shardFile } from '../run-layout.js';
import type { RunPaths } from '../run-paths.js';
import { isConnectionError, noteErrors, requireRedis, toRedisError } from './connect.js';
import { lookUpShard } from './look-up-shard.js';
import { removePlanFile, writePlanFile } from './plan-file.js';
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

/** A shard that was asked for and is not there yet. */
type Awaited = {
  readonly range: RowRange;
  readonly job: ShardJob;
  readonly resolve: (outcome: ShardOutcome) => void;
  readonly reject: (error: unknown) => void;
  /** Whether the queue still holds what an earlier process left there. */
  isFresh: boolean;
  /** When it was first seen to be finished in the queue and not in the directory; disks of several hosts may lag. */
  missedSince: number | null;
  misses: number;
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
  await noteErrors(queue, redis, note);
  // Where a run was being removed when its coordinator was killed.
  await queue.resume();
  const events = new QueueEvents(name, { connection });
  events.on('error', () => undefined);

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

  async function add({ job, range }: Awaited): Promise<void> {
    await queue.add('shard', job, {
      jobId: jobId(range),
      attempts: settings.attempts,
      backoff: { type: 'exponential', delay: 1000, jitter: 0.5 },
      // An id that was removed could be put in again while its shard is being committed.
      removeOnComplete: false,
      removeOnFail: false,
    });
  }

  /** Compares directory and queue for one shard and does what follows. */
  async function look(shard: Awaited): Promise<void> {
    const { range } = shard;
    const state = await lookUpShard(paths, range);
    if (state.kind === 'committed') {
      await removePlanFile(paths, range);
      settle(shard, { ...nothing, report: state.report });
      return;
    }
    const job = await queue.getJob(jobId(range));
    const standing = job === undefined ? 'unknown' : await job.getState();
    const isOver = standing === 'completed' || standing === 'failed';
    const isOther = job !== undefined && job.data.plan_sha256 !== shard.job.plan_sha256;
    if (job === undefined || standing === 'unknown') {
      if (signal.aborted) settle(shard, nothing);
      else await add(shard);
    } else if (shard.isFresh && (isOver || isOther)) {
      // Removing fails while a worker is at it; the next look tries again.
      await job.remove();
      await add(shard);
    } else if (standing === 'failed') {
      fail(shard, new ShardFailedError(shardFile(range), job.failedReason, job.attemptsMade));
      return;
    } else if (standing === 'completed' && isSureMiss(shard)) {
      if (state.kind === 'damaged')
        note(
          `${shardFile(range)}: ${state.why}; put aside as ${await quarantine(paths, range)}, made again.`,
        );
      shard.misses += 1;
      shard.missedSince = null;
      if (shard.misses > settings.attempts) {
        const reason = 'its worker says that it is done, and it is not in the run directory';
        fail(shard, new ShardFailedError(shardFile(range), reason, shard.misses));
        return;
      }
      await job.remove();
      await add(shard);
    } else if (signal.aborted && standing !== 'active') settle(shard, nothing);
    shard.isFresh = false;
  }

  /** Whether a shard that is done by the queue has been missing for a whole round. */
  function isSureMiss(shard: Awaited): boolean {
    const now = performance.now();
    shard.missedSince ??= now;
    return now - shard.missedSince >= settings.reconcile_seconds * 1000;
  }

  /** One look at a time for each shard. */
  function lookAt(shard: Awaited): Promise<void> {
    shard.lookAgain = shard.looking !== null;
    shard.looking ??= (async () => {
      try {
        do {
          shard.lookAgain = false;
          if (awaited.has(jobId(shard.range)) && !isClosed) await look(shard);
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
      for (const each of [events, queue]) await each.close().catch(() => undefined);
    },
  };
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
