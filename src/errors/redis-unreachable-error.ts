import { DatagenError } from './datagen-error.js';

/** The Redis of a run cannot be worked with. The message holds no password. */
export class RedisUnreachableError extends DatagenError {
  constructor(
    /** Without what proves who asks. */
    readonly address: string,
    /** What happened, as the rest of a sentence. */
    readonly problem: string,
  ) {
    super(
      `Redis at ${address} ${problem}. Start one (Debian: apt-get install redis-server; redis-server --appendonly yes --save ''), or name another with --redis.`,
    );
  }
}
