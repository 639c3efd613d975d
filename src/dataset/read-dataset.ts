import { DatasetLineError } from '../errors/dataset-line-error.js';
import { EmptyDatasetError } from '../errors/empty-dataset-error.js';
import { checkLine, describeSyntaxError, isBlankLine, type LineProblem, lineOf } from './read-json-line.js';
import { readLines } from './read-lines.js';
import { createKnownParts, type KnownParts, readInParts } from './shared-parts.js';

/**
 * One line of a dataset: a record, or why it is none. A record is known only to be an object with a `conversation_id`
 * and a list of `messages`; the rest is the validator's to judge. Blank lines are passed over but counted.
 */
export type DatasetLine =
  | {
      readonly line: number;
      readonly record: unknown;
      /** Of the text that it stands in. */
      readonly extent: { readonly bytes: number; readonly nesting: number };
      readonly error?: undefined;
    }
  | { readonly line: number; readonly record?: undefined; readonly error: DatasetLineError };

/**
 * Reads a dataset line by line with flat memory; what the tools of its records have in common is one frozen object in all
 * of them. A bad line is a value, so that the reader goes on; a file that cannot
 * be read throws `FileAccessError`.
 */
export async function* readDataset(path: string): AsyncIterable<DatasetLine> {
  let line = 0;
  const readLine = createLineReader(path);
  for await (const bytes of readLines(path)) {
    line += 1;
    const read = readLine(line, bytes);
    if (read !== null) yield read;
  }
}

/** Reads the lines of a file one by one, in any order; null is a blank one. */
export function createLineReader(
  path: string,
): (line: number, bytes: Buffer | 'too_long') => DatasetLine | null {
  const parts = createKnownParts();
  return (line, bytes) =>
    bytes !== 'too_long' && isBlankLine(bytes) ? null : readLine(path, line, bytes, parts);
}

/**
 * All records. A bad line is told to `onUnreadable` and passed over; without that the first one throws its
 * `DatasetLineError`. A file without records throws `EmptyDatasetError`.
 */
export async function* readRecords(
  path: string,
  onUnreadable: (error: DatasetLineError) => void = fail,
): AsyncIterable<unknown> {
  let count = 0;
  for await (const { record, error } of readDataset(path)) {
    if (error !== undefined) {
      onUnreadable(error);
      continue;
    }
    count += 1;
    yield record;
  }
  if (count === 0) throw new EmptyDatasetError(path);
}

function fail(error: DatasetLineError): never {
  throw error;
}

function readLine(path: string, line: number, bytes: Buffer | 'too_long', parts: KnownParts): DatasetLine {
  const fail = ({ reason, detail, column }: LineProblem): DatasetLine => ({
    line,
    error: new DatasetLineError(path, line, reason, detail, column),
  });
  const checked = checkLine(bytes, parts);
  if (checked.problem !== undefined) return fail(checked.problem);
  const { nesting, shared } = checked.scanned;
  const extent = { bytes: checked.bytes.length, nesting };
  const record = shared === null ? null : orNull(() => readInParts(checked.bytes, shared, parts));
  if (record !== null && missingParts(record) === '') return { line, record, extent };

  const json = lineOf(checked.bytes, line === 1);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return fail(describeSyntaxError(json));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail({
      reason: 'not_an_object',
      detail: `the line holds ${describe(value)}, not an object`,
      column: 0,
    });
  }
  const missing = missingParts(value);
  if (missing !== '')
    return fail({
      reason: 'not_a_record',
      detail: `the object is no conversation record: ${missing}`,
      column: 0,
    });
  return { line, record: value, extent };
}

/** Null where the line is not JSON: read as a whole it tells where. */
function orNull<Result>(read: () => Result | null): Result | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function missingParts(value: object): string {
  const id: unknown = Object.hasOwn(value, 'conversation_id')
    ? Reflect.get(value, 'conversation_id')
    : undefined;
  const messages: unknown = Object.hasOwn(value, 'messages') ? Reflect.get(value, 'messages') : undefined;
  if (typeof id !== 'string') return "it has no 'conversation_id'";
  if (!Array.isArray(messages)) return "it has no list of 'messages'";
  return '';
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
