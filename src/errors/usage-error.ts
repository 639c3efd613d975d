import { DatagenError } from './datagen-error.js';

/** The command line asks for something that does not exist or makes no sense. */
export class UsageError extends DatagenError {
  /** What to type instead, one sentence; empty when there is nothing to suggest. */
  readonly hint: string;

  constructor(message: string, hint = '') {
    super(message);
    this.hint = hint;
  }
}
