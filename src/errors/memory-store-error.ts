import { DatagenError } from './datagen-error.js';

/** A corpus memory behind a server, or the embeddings it needs, failed. The message holds no key and no header. */
export class MemoryStoreError extends DatagenError {
  constructor(
    /** What failed: `Qdrant at http://127.0.0.1:6333`. */
    readonly what: string,
    /** What happened, as the rest of a sentence: `cannot be reached (ECONNREFUSED)`. */
    readonly problem: string,
    /** What to do. */
    readonly advice: string,
  ) {
    super(`The corpus memory failed: ${what} ${problem}. ${advice}`);
  }
}
