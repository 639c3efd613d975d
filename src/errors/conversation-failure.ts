import { DatagenError } from './datagen-error.js';

/** A conversation cannot be completed as planned. Caught by the simulation, which returns it as a value. */
export class ConversationFailure extends DatagenError {
  constructor(
    /** Typed, kebab-case: `link-unresolved`, `nothing-to-report`. */
    readonly reason: string,
    readonly detail: string,
  ) {
    super(`The conversation cannot go on (${reason}): ${detail}`);
  }
}
