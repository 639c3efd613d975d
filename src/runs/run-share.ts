import type { Environment } from '../config/read-environment.js';
import type { ShardOptions as ShareSettings } from '../config/run-config.js';
import { UsageError } from '../errors/usage-error.js';

/** Which shards of a run a process makes: those whose number is `index` modulo `count`. */
export type RunShare = { readonly index: number; readonly count: number };

/** What schedulers call the number of a process, in the order in which they are looked at. */
const indexVariables = ['JOB_COMPLETION_INDEX', 'SLURM_ARRAY_TASK_ID'];

/**
 * The share that flags and scheduler say; null where one process makes all. Throws `UsageError` for a share that is none, and
 * for one without a run directory, where shares meet.
 */
export function shareOf(
  { shardIndex, shardCount, runDir, engine }: ShareSettings,
  environment: Environment,
): RunShare | null {
  if (shardCount === null) {
    if (shardIndex === null) return null;
    throw new UsageError('--shard-index says which share, not of how many.', 'Add --shard-count.');
  }
  const index = shardIndex ?? indexFrom(environment);
  if (index === null)
    throw new UsageError(
      '--shard-count says how many share the run, not which share this is.',
      `Add --shard-index, from 0; a scheduler says it in ${indexVariables.join(' or ')}.`,
    );
  if (index >= shardCount)
    throw new UsageError(
      `--shard-index is ${index}, and --shard-count ${shardCount}.`,
      `Shares are counted from 0 to ${shardCount - 1}.`,
    );
  if (runDir === null) throw new UsageError('A share of a run needs a directory.', 'Name it with --run-dir.');
  if (engine !== 'local')
    throw new UsageError(
      `--shard-count shares out a run, and --engine ${engine} does, too.`,
      'Leave out one.',
    );
  return { index, count: shardCount };
}

/** A share takes every `count`-th shard, so that all shares are about as long. */
export function isOfShare({ index, count }: RunShare, shard: number): boolean {
  return shard % count === index;
}

function indexFrom(environment: Environment): number | null {
  for (const name of indexVariables) {
    const text = environment[name];
    if (text === undefined || text === '') continue;
    if (/^\d{1,9}$/.test(text)) return Number(text);
    throw new UsageError(`${name} is "${text.slice(0, 40)}", no number.`, 'Say it with --shard-index.');
  }
  return null;
}
