import { DatagenError } from './datagen-error.js';

/** An artifact is there but cannot be read: no permission, or not what `build` writes. */
export class ArtifactsUnreadableError extends DatagenError {
  constructor(
    readonly path: string,
    /** Why, as the rest of a sentence: `is not a build manifest`. */
    readonly problem: string,
    options?: { readonly cause?: unknown },
  ) {
    super(
      `'${path}' ${problem}. Build the artifacts again: datagen build [--data PATH] --artifacts DIR.`,
      options,
    );
  }
}
