import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { parse as parseWithPosition } from 'lossless-json';
import { DatasetLineError, type DatasetLineReason } from '../errors/dataset-line-error.js';
import { EmptyDatasetError } from '../errors/empty-dataset-error.js';
import { FileAccessError } from '../errors/file-access-error.js';

/**
 * One line of a dataset: a record, or why it is none. A record is known only to be an object with a `conversation_id`
 * and a list of `messages`; the rest is the validator's to judge. Blank lines are passed over but counted.
 */
export type DatasetLine =
  | { readonly line: number; readonly record: unknown; readonly error?: undefined }
  | { readonly line: number; readonly record?: undefined; readonly error: DatasetLineError };

/**
 * Reads a dataset line by line with flat memory. A bad line is a value, so that the reader goes on; a file that cannot
 * be read throws `FileAccessError`.
 */
export async function* readDataset(path: string): AsyncIterable<DatasetLine> {
  let line = 0;
  for await (const bytes of readLines(path)) {
    line += 1;
    if (bytes !== 'too_long' && isBlank(bytes)) continue;
    yield readLine(path, line, bytes);
  }
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

const newline = 0x0a;
const longestLineBytes = 100 * 1024 * 1024;
const deepestNesting = 128;

async function* readLines(path: string): AsyncIterable<Buffer | 'too_long'> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (): Buffer | 'too_long' => {
    const line = length > longestLineBytes ? 'too_long' : Buffer.concat(parts, length);
    [parts, length] = [[], 0];
    return line;
  };
  for await (const chunk of readChunks(path)) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      parts.push(chunk.subarray(start, end));
      length += end - start;
      start = end + 1;
      yield take();
    }
    length += chunk.length - start;
    // Too long to be a record: count on, hold nothing.
    if (length > longestLineBytes) parts = [];
    else if (start < chunk.length) parts.push(chunk.subarray(start));
  }
  if (length > 0) yield take();
}

async function* readChunks(path: string): AsyncIterable<Buffer> {
  try {
    yield* createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>;
  } catch (error) {
    throw new FileAccessError('read', path, 'Name an existing dataset with --input.', error);
  }
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

function readLine(path: string, line: number, bytes: Buffer | 'too_long'): DatasetLine {
  const fail = (reason: DatasetLineReason, detail: string, column = 0): DatasetLine => ({
    line,
    error: new DatasetLineError(path, line, reason, detail, column),
  });
  if (bytes === 'too_long') return fail('too_long', 'the line is longer than 100 MB');
  if (!isUtf8(bytes)) return fail('not_utf8', 'the line is not valid UTF-8');
  if (nestsTooDeep(bytes)) return fail('too_deep', `the line nests deeper than ${deepestNesting} levels`);

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
  return { line, record: value };
}

/** Counts brackets outside strings, so that no later recursion meets a tower of them. */
function nestsTooDeep(bytes: Buffer): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (inString) {
      if (byte === 0x5c) index += 1;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > deepestNesting) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return false;
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
