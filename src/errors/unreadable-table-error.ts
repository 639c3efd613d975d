import { DatagenError } from './datagen-error.js';

/** A table of a package that does not hold what packages have. */
export class UnreadableTableError extends DatagenError {
  constructor(
    readonly path: string,
    /** As the rest of a sentence about the table. */
    readonly problem: string,
  ) {
    super(`'${path}' ${problem}. Make the package again with datagen package, or fetch the file again.`);
  }
}
