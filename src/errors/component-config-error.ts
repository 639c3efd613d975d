import { DatagenError } from './datagen-error.js';

/** A configuration file of one component is missing, unreadable, or says what the component cannot use. */
export class ComponentConfigError extends DatagenError {
  constructor(
    readonly path: string,
    readonly problem: string,
    options?: { readonly cause?: unknown },
  ) {
    super(`Cannot use ${path}: ${problem}. Correct the file, or take the shipped one.`, options);
  }
}
