import { DatagenError } from './datagen-error.js';

/** The catalog is there but cannot be opened: no permission, or neither a file nor a folder. */
export class CatalogUnreadableError extends DatagenError {
  constructor(
    readonly path: string,
    /** Why, in a few words: `permission denied`. */
    readonly why: string,
    options?: { readonly cause?: unknown },
  ) {
    super(
      `The catalog '${path}' cannot be read: ${why}. Give it read permission, or name another folder or JSON file (--data PATH).`,
      options,
    );
  }
}
