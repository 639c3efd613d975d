import { DatagenError } from './datagen-error.js';

/** A conversation that a format cannot hold; `reason` goes on the sentence "it cannot hold it: …". */
export class CannotHoldError extends DatagenError {
  constructor(readonly reason: string) {
    super(`The format cannot hold this conversation: ${reason}.`);
  }
}

/** An entry that is not in the format it is said to be in. */
export class UnreadableEntryError extends DatagenError {
  constructor(
    /** JSON pointer into the entry. */
    readonly place: string,
    /** As the rest of a sentence about the place. */
    readonly problem: string,
  ) {
    super(`${place === '' ? 'The entry' : place} ${problem}.`);
  }
}
