import { DatagenError } from './datagen-error.js';

/** Why a line of a dataset could not be taken as a record. */
export type DatasetLineReason =
  | 'not_utf8'
  | 'not_json'
  | 'not_an_object'
  | 'not_a_record'
  | 'too_long'
  | 'too_deep';

/** One line of a dataset file that is not a record. */
export class DatasetLineError extends DatagenError {
  constructor(
    readonly path: string,
    /** From 1. */
    readonly line: number,
    readonly reason: DatasetLineReason,
    /** What is wrong, as the rest of a sentence. */
    readonly detail: string,
    /** From 1, in characters; 0 when the whole line is meant. */
    readonly column = 0,
  ) {
    const place = column > 0 ? `line ${line}, column ${column}` : `line ${line}`;
    super(
      `${path}, ${place}: ${detail}. Each line must be one record as a JSON object; mend or remove the line.`,
    );
  }
}
