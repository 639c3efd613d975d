import { DatagenError } from './datagen-error.js';

/** A run directory that cannot be worked on as asked. `advice` says what to do. */
export class RunDirectoryError extends DatagenError {
  constructor(
    readonly path: string,
    readonly problem: string,
    readonly advice: string,
  ) {
    super(`The run directory '${path}' ${problem}. ${advice}`);
  }
}
