import { DatagenError } from './datagen-error.js';

/** The path given as catalog leads to nothing. */
export class CatalogNotFoundError extends DatagenError {
  constructor(
    readonly path: string,
    options?: { readonly cause?: unknown },
  ) {
    super(
      `There is no catalog at '${path}'. Name an existing folder or file of tools, or a quoted pattern that some file fits (--data PATH).`,
      options,
    );
  }
}
