import { DatagenError } from './datagen-error.js';

/** No built artifacts where they were looked for. */
export class ArtifactsNotFoundError extends DatagenError {
  constructor(
    /** The missing file. */
    readonly path: string,
    options?: { readonly cause?: unknown },
  ) {
    super(
      `'${path}' does not exist. Build the artifacts first: datagen build [--data PATH] --artifacts DIR.`,
      options,
    );
  }
}
