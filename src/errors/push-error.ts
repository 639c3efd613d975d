import { DatagenError } from './datagen-error.js';

/** The Hub did not take a dataset. `problem` is what it said, without any key. */
export class PushError extends DatagenError {
  constructor(
    readonly repository: string,
    readonly problem: string,
  ) {
    super(`${repository} could not be uploaded: ${problem}. What is there already stays as it was.`);
  }
}
