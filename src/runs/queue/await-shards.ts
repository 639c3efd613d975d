import type { ShardOutcome } from '../engine.js';
import { isConnectionError, toRedisError } from './connect.js';
import { type AwaitedShard, createReconciler, type ReconcilerOptions } from './reconcile-shard.js';
import { jobId, type ShardJob } from './shard-job.js';

/** Shards that somebody waits for, each looked at until it is there, given up or failed for good. */
export type AwaitedShards = {
  /** Waits for a shard, which is put into the queue where the directory lacks it. */
  ask(job: ShardJob): Promise<ShardOutcome>;
  /** Looks at the shard of a job that something was heard of. */
  lookAt(id: string): void;
  lookAtAll(): Promise<void>;
  /** Looks no more. Whether everything that was asked for was made. */
  stop(): boolean;
};

export type AwaitOptions = ReconcilerOptions & {
  /** Address of Redis. */
  readonly redis: string;
};

type Awaited = AwaitedShard & {
  readonly resolve: (outcome: ShardOutcome) => void;
  readonly reject: (error: unknown) => void;
  looking: Promise<void> | null;
  lookAgain: boolean;
};

/** What comes of a shard that is not made. */
export const nothingMade: ShardOutcome = { report: null, lines: [], stopped: null };

export function awaitShards(options: AwaitOptions): AwaitedShards {
  const { redis, signal } = options;
  const reconcile = createReconciler(options);
  const awaited = new Map<string, Awaited>();
  let hasFailed = false;
  let isStopped = false;

  function settle(shard: Awaited, outcome: ShardOutcome): void {
    if (awaited.delete(jobId(shard.range))) shard.resolve(outcome);
  }

  function fail(shard: Awaited, error: unknown): void {
    hasFailed = true;
    if (awaited.delete(jobId(shard.range))) shard.reject(error);
  }

  /** One look at a time for each shard. */
  function look(shard: Awaited): Promise<void> {
    shard.lookAgain = shard.looking !== null;
    shard.looking ??= lookUntilSeen(shard);
    return shard.looking;
  }

  async function lookUntilSeen(shard: Awaited): Promise<void> {
    try {
      do {
        shard.lookAgain = false;
        if (!awaited.has(jobId(shard.range)) || isStopped) break;
        const found = await reconcile(shard);
        if (found.kind === 'committed') settle(shard, { ...nothingMade, report: found.report });
        if (found.kind === 'given-up') settle(shard, nothingMade);
        if (found.kind === 'failed') fail(shard, found.error);
      } while (shard.lookAgain);
    } catch (error) {
      // Redis is away, or a worker is at what was to be removed: the next round looks again.
      if (!isPassing(error)) fail(shard, toRedisError(error, redis));
      else if (signal.aborted) settle(shard, nothingMade);
    } finally {
      shard.looking = null;
    }
  }

  return {
    ask: (job) =>
      new Promise((resolve, reject) => {
        const shard: Awaited = {
          ...{ range: { first: job.first, last: job.last }, job, resolve, reject, isFresh: true },
          ...{ missedSince: null, misses: 0, looking: null, lookAgain: false },
        };
        awaited.set(jobId(job), shard);
        void look(shard);
      }),
    lookAt(id) {
      const shard = awaited.get(id);
      if (shard !== undefined) void look(shard);
    },
    async lookAtAll() {
      for (const shard of [...awaited.values()]) await look(shard);
    },
    stop() {
      isStopped = true;
      return awaited.size === 0 && !hasFailed;
    },
  };
}

/** Whether the next round may find it otherwise. */
function isPassing(error: unknown): boolean {
  if (isConnectionError(error)) return true;
  return error instanceof Error && /could not be removed|locked|Missing (key|lock)/i.test(error.message);
}
