import { DatagenError } from './datagen-error.js';

/** A record that is read but lacks the form that scoring and repairing rest on. */
export class RecordFormatError extends DatagenError {
  constructor(
    readonly path: string,
    /** Number of the record in the file, from 1. */
    readonly position: number,
    readonly place: string,
    detail: string,
  ) {
    const where = place === '' ? '' : ` at ${place}`;
    super(
      `${path}, record ${position}: it is not in the record format${where}: ${detail} Run \`datagen validate\` for all places.`,
    );
  }
}
