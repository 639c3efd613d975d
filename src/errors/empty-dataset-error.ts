import { DatagenError } from './datagen-error.js';

/** A dataset file without a single record. */
export class EmptyDatasetError extends DatagenError {
  constructor(readonly path: string) {
    super(`'${path}' holds no record. Run \`datagen generate\` first, or name another file with --input.`);
  }
}
