import { isUtf8 } from 'node:buffer';
import { parse as parseWithPosition } from 'lossless-json';
import { DatasetLineError, type DatasetLineReason } from '../errors/dataset-line-error.js';
import { EmptyDatasetError } from '../errors/empty-dataset-error.js';
import { readLines } from './read-lines.js';
import { deepestNesting, scanLine } from './scan-line.js';
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
    bytes !== 'too_long' && isBlank(bytes) ? null : readLine(path, line, bytes, parts);
}

/** All records; the first bad line throws its `DatasetLineError`, a file without records `EmptyDatasetError`. */
export async function* readRecords(path: string): AsyncIterable<unknown> {
  let count = 0;
  for await (const { record, error } of readDataset(path)) {
    if (error !== undefined) throw error;
    count += 1;
    yield record;
  }
  if (count === 0) throw new EmptyDatasetError(path);
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

function readLine(path: string, line: number, bytes: Buffer | 'too_long', parts: KnownParts): DatasetLine {
  const fail = (reason: DatasetLineReason, detail: string, column = 0): DatasetLine => ({
    line,
    error: new DatasetLineError(path, line, reason, detail, column),
  });
  if (bytes === 'too_long') return fail('too_long', 'the line is longer than 100 MB');
  if (!isUtf8(bytes)) return fail('not_utf8', 'the line is not valid UTF-8');
  const { isTooDeep, nesting, shared } = scanLine(bytes, parts);
  const extent = { bytes: bytes.length, nesting };
  if (isTooDeep) return fail('too_deep', `the line nests deeper than ${deepestNesting} levels`);
  const record = shared === null ? null : orNull(() => readInParts(bytes, shared, parts));
  if (record !== null && missingParts(record) === '') return { line, record, extent };

  const text = bytes.toString('utf8');
  // A byte order mark at the start of a file is a habit of some editors, not an error.
  const json = line === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    const { column, problem } = locateSyntaxError(json);
    return fail('not_json', `the line is not JSON: ${problem}`, column);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail('not_an_object', `the line holds ${describe(value)}, not an object`);
  }
  const missing = missingParts(value);
  if (missing !== '') return fail('not_a_record', `the object is no conversation record: ${missing}`);
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

/** JSON.parse names a position only sometimes; this parser always does. */
function locateSyntaxError(json: string): { readonly column: number; readonly problem: string } {
  try {
    parseWithPosition(json);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const position = /position (\d+)/.exec(message)?.[1];
    const problem = message.replace(/ at position \d+$/, '').slice(0, 120);
    return { column: position === undefined ? 0 : Number(position) + 1, problem };
  }
  return { column: 0, problem: 'it cannot be parsed' };
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
