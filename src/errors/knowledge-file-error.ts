import { DatagenError } from './datagen-error.js';

/** A file of concepts, entities, intents or exclusions cannot be used as it stands. */
export class KnowledgeFileError extends DatagenError {
  constructor(
    readonly file: string,
    readonly place: string,
    readonly problem: string,
    options?: { readonly cause?: unknown },
  ) {
    super(
      `${file}${place === '' ? '' : ` at ${place}`}: ${problem}. Correct the file, or restore the shipped one.`,
      options,
    );
  }
}
