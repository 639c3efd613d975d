import { DatagenError } from './datagen-error.js';

/** The user stopped the run. `state` says what is on the disk now. */
export class InterruptedError extends DatagenError {
  constructor(state: string) {
    super(`Interrupted. ${state}`);
  }
}
