import { Queue, QueueEvents } from 'bullmq';
import type { Engine } from '../engine.js';
import type { EngineSettings } from '../engine-settings.js';
import type { RunPaths } from '../run-paths.js';
import { awaitShards, nothingMade } from './await-shards.js';
import { noteErrors, requireRedis } from './connect.js';
import { writePlanFile } from './plan-file.js';
import { toConnection } from './redis-address.js';
import { queueName, type ShardJob } from './shard-job.js';
import { watchWorkers } from './watch-workers.js';

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
  const shards = awaitShards({ queue, ...options });
  const workers = watchWorkers(queue, paths.root, note);

  const events = new QueueEvents(name, { connection });
  events.on('error', () => undefined);
  events.on('completed', ({ jobId }) => shards.lookAt(jobId));
  events.on('failed', ({ jobId }) => shards.lookAt(jobId));

  let round: Promise<void> | null = null;
  async function lookAtAll(): Promise<void> {
    await shards.lookAtAll();
    await workers.look();
  }
  const timer = setInterval(() => {
    round ??= lookAtAll().finally(() => {
      round = null;
    });
  }, settings.reconcile_seconds * 1000);

  const onAbort = (): void => {
    // What nobody has begun is not begun.
    void queue
      .drain(true)
      .catch(() => undefined)
      .then(lookAtAll);
  };
  signal.addEventListener('abort', onAbort, { once: true });

  let isClosed = false;
  return {
    window: settings.window,
    async run(task) {
      if (signal.aborted) return nothingMade;
      const range = { first: task.first, last: task.last };
      const plan_sha256 = await writePlanFile(paths, task);
      const outcome = await shards.ask({ run_id: runId, plan_sha256, ...range });
      if (outcome.report !== null) workers.credit(range);
      return outcome;
    },
    workers: workers.states,
    async close() {
      if (isClosed) return;
      isClosed = true;
      clearInterval(timer);
      signal.removeEventListener('abort', onAbort);
      const isDone = shards.stop() && !signal.aborted;
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
