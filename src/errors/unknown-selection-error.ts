import { DatagenError } from './datagen-error.js';

/** A name given to include, exclude or hold out that the catalog does not have. */
export class UnknownSelectionError extends DatagenError {
  constructor(
    /** `--include`, `--exclude` or `--holdout-tools`. */
    readonly flag: string,
    readonly selected: string,
    /** What kinds of thing the flag takes: `category or tool`. */
    what: string,
    readonly near: string | null,
  ) {
    const hint =
      near === null
        ? 'Name it by id or name, as in registry.json of the artifacts.'
        : `Did you mean '${near}'?`;
    super(`${flag} names '${selected}', which is no ${what} of this catalog. ${hint}`);
  }
}
