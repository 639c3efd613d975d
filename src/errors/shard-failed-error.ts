import { DatagenError } from './datagen-error.js';

/** A shard that no worker brings to an end. What other shards came to is kept. */
export class ShardFailedError extends DatagenError {
  constructor(
    /** Its file. */
    readonly shard: string,
    /** Why the last attempt failed. */
    readonly reason: string,
    readonly attempts: number,
  ) {
    super(
      `The shard ${shard} could not be made; tried ${attempts === 1 ? 'once' : `${attempts} times`}, the last time: ${reason.replace(/\.$/, '')}. ` +
        'Every other shard that was finished is kept, and the same command tries again.',
    );
  }
}
