import { DatagenError } from './datagen-error.js';

/** What was included, excluded and held out leaves no endpoint to make conversations of. */
export class NothingSelectedError extends DatagenError {
  constructor(
    readonly endpoints: number,
    flags: readonly string[],
  ) {
    super(
      `${flags.join(', ')} together leave none of the catalog's ${endpoints} endpoints. Include more or exclude less.`,
    );
  }
}
