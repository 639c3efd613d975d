import { DatagenError } from './datagen-error.js';

/** A thread that interprets a part of the catalog broke off. */
export class WorkerFailedError extends DatagenError {
  constructor(cause: unknown) {
    super(
      `A thread that reads a part of the catalog broke off: ${cause instanceof Error ? cause.message : String(cause)}. ` +
        'Nothing was written. Where memory is short, build a part of the catalog.',
      { cause },
    );
  }
}
