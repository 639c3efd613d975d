import { DatagenError } from './datagen-error.js';

/** A file of `config/language/` cannot be used. */
export class LanguageDataError extends DatagenError {
  constructor(
    readonly file: string,
    readonly problem: string,
    options?: { readonly cause?: unknown },
  ) {
    super(
      `Cannot use the language file '${file}': ${problem}. Restore the shipped file or correct the place named.`,
      options,
    );
  }
}
