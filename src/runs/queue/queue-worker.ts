import { setTimeout } from 'node:timers/promises';
import { type Job, WaitingError, Worker } from 'bullmq';
import { ModelRunError } from '../../errors/model-run-error.js';
import type { EngineSettings } from '../engine-settings.js';
import { isConnectionError, noteErrors, requireRedis } from './connect.js';
import { toConnection } from './redis-address.js';
import { queueName, type ShardJob, type ShardJobResult } from './shard-job.js';
import type { ShardProcessorData } from './shard-processor.js';

export type QueueWorkerOptions = {
  /** Shown to those who wait for the run. */
  readonly name: string;
  readonly redis: string;
  readonly settings: EngineSettings['bullmq'];
  /** Shards at once, each in a thread. */
  readonly threads: number;
  readonly data: ShardProcessorData;
  /** Told what happens to each shard, one line each. */
  readonly note: (line: string) => void;
};

export type QueueWorker = {
  /** Fulfilled with the reason when this worker can make no further shard. */
  readonly stopped: Promise<ModelRunError>;
  /** Finishes the shards under way and lets go of everything. */
  close(): Promise<void>;
};

/** Losses of a worker in the middle of one shard before the queue gives the shard up; starts bound it as well. */
const mostStalls = 20;

/**
 * Takes shards of one run out of the queue and makes them, in threads that share the catalog. The threads leave the event loop
 * of this one free, which keeps the locks.
 * @throws {RedisUnreachableError} when Redis cannot be reached at the start
 */
export async function startQueueWorker(options: QueueWorkerOptions): Promise<QueueWorker> {
  const { name, redis, settings, threads, data, note } = options;
  let stop: (reason: ModelRunError) => void = () => undefined;
  const stopped = new Promise<ModelRunError>((resolve) => {
    stop = resolve;
  });

  let underWay = 0;
  /** What its threads cannot do goes back into the queue, for other workers, without counting as a failure. */
  class ShardWorker extends Worker<ShardJob, ShardJobResult> {
    protected override createSandbox(processor: URL): void {
      super.createSandbox(processor);
      const processInThread = this.processFn;
      this.processFn = async (job, token, signal) => {
        underWay += 1;
        const result = await processInThread(job, token, signal).finally(() => {
          underWay -= 1;
        });
        if (result.kind === 'committed') return result;
        await this.pause(true);
        stop(new ModelRunError(result.reason, result.message));
        await job.moveToWait(token);
        throw new WaitingError();
      };
    }
  }

  const queue = queueName(data.runId);
  await requireRedis(queue, redis);
  // Each thread pipes what it prints into these.
  for (const stream of [process.stdout, process.stderr]) stream.setMaxListeners(0);
  const worker = new ShardWorker(queue, new URL('./shard-processor.js', import.meta.url), {
    // Waits as long as Redis is away: what was made is reported when it is back.
    connection: { ...toConnection(redis), maxRetriesPerRequest: null },
    name,
    concurrency: threads,
    useWorkerThreads: true,
    workerThreadsOptions: { workerData: data },
    lockDuration: settings.lock_seconds * 1000,
    stalledInterval: settings.stalled_seconds * 1000,
    maxStalledCount: mostStalls,
    maxStartedAttempts: settings.starts,
    drainDelay: 5,
    autorun: false,
  });
  const { isAway } = await noteErrors(worker, redis, note);
  worker.on('completed', (job, result) => note(describeDone(job, result)));
  worker.on('failed', (job, error) => note(describeFailure(job, error)));
  worker.run().catch((error: unknown) => {
    if (!isConnectionError(error)) note(`queue: ${error instanceof Error ? error.message : String(error)}`);
  });
  return {
    stopped,
    async close() {
      await worker.pause(true);
      while (underWay > 0) await setTimeout(100);
      // What is done is in the directory, and that is what counts: a Redis that is away is not waited for.
      await worker.close(isAway());
    },
  };
}

function describeDone(job: Job<ShardJob>, result: ShardJobResult): string {
  const { processedOn, finishedOn } = job;
  const seconds =
    processedOn === undefined || finishedOn === undefined ? 0 : (finishedOn - processedOn) / 1000;
  const records = result.kind === 'committed' ? result.records : 0;
  return `${job.id}: ${records} conversations in ${seconds.toFixed(1)} s`;
}

function describeFailure(job: Job<ShardJob> | undefined, error: Error): string {
  if (job === undefined) return `a shard failed: ${error.message}`;
  const { attempts = 1 } = job.opts;
  return `${job.id}: failed, attempt ${job.attemptsMade} of ${attempts}: ${error.message}`;
}
