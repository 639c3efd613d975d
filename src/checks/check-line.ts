import type { DatasetLine } from '../dataset/read-dataset.js';
import { type CheckedAlone, checkAlone } from '../validate/validate-dataset.js';

/** A line of a dataset that was checked without regard to others, as plain data; `error` says why it is no record. */
export type LineCheck =
  | {
      readonly line: number;
      readonly id: string | null;
      readonly checked: CheckedAlone;
      readonly error?: undefined;
    }
  | { readonly line: number; readonly error: string };

export function checkLine(read: DatasetLine): LineCheck {
  const { line } = read;
  return read.error === undefined
    ? { line, id: idOf(read.record), checked: checkAlone(read.record, read.extent) }
    : { line, error: read.error.detail };
}

function idOf(record: unknown): string | null {
  const id: unknown =
    typeof record === 'object' && record !== null ? Reflect.get(record, 'conversation_id') : null;
  return typeof id === 'string' ? id : null;
}
