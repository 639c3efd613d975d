import { DatagenError } from './datagen-error.js';

/** Artifacts of another version, another catalog, or changed since they were built. */
export class ArtifactsMismatchError extends DatagenError {
  constructor(
    readonly path: string,
    /** What differs, as the rest of a sentence: `was built by datagen 0.0.9, this is 0.1.0`. */
    readonly difference: string,
  ) {
    super(`'${path}' ${difference}. Build the artifacts again: datagen build [--data PATH] --artifacts DIR.`);
  }
}
