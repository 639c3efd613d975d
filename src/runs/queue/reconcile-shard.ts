import type { Job, Queue } from 'bullmq';
import { ShardFailedError } from '../../errors/shard-failed-error.js';
import type { EngineSettings } from '../engine-settings.js';
import { inspectShard } from '../inspect-shards.js';
import { quarantine } from '../open-run.js';
import { type RowRange, shardFile } from '../run-layout.js';
import type { RunPaths } from '../run-paths.js';
import type { ShardReport } from '../shard-report.js';
import { removePlanFile } from './plan-file.js';
import { jobId, type ShardJob } from './shard-job.js';

/** A shard that was asked for and is not there yet. */
export type AwaitedShard = {
  readonly range: RowRange;
  readonly job: ShardJob;
  /** Whether the queue may still hold what an earlier process left there. */
  isFresh: boolean;
  /** When it was first seen to be done in the queue and not in the directory; disks of several hosts may lag. */
  missedSince: number | null;
  misses: number;
};

export type Found =
  | { readonly kind: 'committed'; readonly report: ShardReport }
  | { readonly kind: 'under-way' }
  /** Nobody has begun it, and nobody is to any more. */
  | { readonly kind: 'given-up' }
  | { readonly kind: 'failed'; readonly error: ShardFailedError };

export type ReconcilerOptions = {
  readonly queue: Queue<ShardJob>;
  readonly paths: RunPaths;
  readonly settings: EngineSettings['bullmq'];
  /** Aborted: nothing is put into the queue any more. */
  readonly signal: AbortSignal;
  readonly note: (line: string) => void;
};

/** Compares directory and queue for one shard, and puts into the queue what it lacks. The directory is the truth. */
export function createReconciler(options: ReconcilerOptions): (shard: AwaitedShard) => Promise<Found> {
  const { queue, paths, settings, signal, note } = options;

  async function add({ job, range }: AwaitedShard): Promise<Found> {
    await queue.add('shard', job, {
      jobId: jobId(range),
      attempts: settings.attempts,
      backoff: { type: 'exponential', delay: 1000, jitter: 0.5 },
      // An id that was removed could be put in again while its shard is being committed.
      removeOnComplete: false,
      removeOnFail: false,
    });
    return { kind: 'under-way' };
  }

  /** Removing fails while a worker is at it; the next look tries again. */
  async function addAgain(shard: AwaitedShard, job: Job<ShardJob>): Promise<Found> {
    await job.remove();
    return add(shard);
  }

  /** The queue says that it is done, and it is not there: after a whole round it is made again, a number of times. */
  async function makeAgain(shard: AwaitedShard, job: Job<ShardJob>, damage: string | null): Promise<Found> {
    const now = performance.now();
    shard.missedSince ??= now;
    if (now - shard.missedSince < settings.reconcile_seconds * 1000) return { kind: 'under-way' };
    const name = shardFile(shard.range);
    if (damage !== null)
      note(`${name}: ${damage}; put aside as ${await quarantine(paths, shard.range)}, made again.`);
    shard.misses += 1;
    shard.missedSince = null;
    if (shard.misses <= settings.attempts) return addAgain(shard, job);
    const reason = 'its worker says that it is done, and it is not in the run directory';
    return { kind: 'failed', error: new ShardFailedError(name, reason, shard.misses) };
  }

  return async (shard) => {
    const { range } = shard;
    const state = await inspectShard(paths, range);
    if (state.kind === 'committed') {
      await removePlanFile(paths, range);
      return { kind: 'committed', report: state.report };
    }
    const job = await queue.getJob(jobId(range));
    const standing = await job?.getState();
    const isOver = standing === 'completed' || standing === 'failed';
    if (job === undefined || standing === 'unknown') {
      shard.isFresh = false;
      return signal.aborted ? { kind: 'given-up' } : add(shard);
    }
    // What an earlier coordinator left, or was told: it is tried anew.
    if (shard.isFresh && (isOver || job.data.plan_sha256 !== shard.job.plan_sha256)) {
      const found = await addAgain(shard, job);
      shard.isFresh = false;
      return found;
    }
    shard.isFresh = false;
    if (standing === 'failed')
      return {
        kind: 'failed',
        error: new ShardFailedError(shardFile(range), job.failedReason, job.attemptsMade),
      };
    if (standing === 'completed') return makeAgain(shard, job, state.kind === 'damaged' ? state.why : null);
    return signal.aborted && standing !== 'active' ? { kind: 'given-up' } : { kind: 'under-way' };
  };
}
