import { DatagenError } from './datagen-error.js';

/** A file of hints cannot be read, or is none. */
export class HintsFileError extends DatagenError {
  constructor(
    readonly file: string,
    /** From 1; null for the file as a whole. */
    readonly line: number | null,
    readonly problem: string,
    options?: { readonly cause?: unknown },
  ) {
    super(`${file}${line === null ? '' : `:${line}`}: ${problem}`, options);
  }
}
