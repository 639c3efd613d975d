import { createReadStream } from 'node:fs';
import { FileAccessError } from '../errors/file-access-error.js';

const newline = 0x0a;
/** Longest line, and longest value of any other file that is read value by value. */
export const longestLineBytes = 100 * 1024 * 1024;

/** The lines of a file without their ends, as bytes that nobody writes to again. Throws `FileAccessError`. */
export function readLines(path: string): AsyncIterable<Buffer | 'too_long'> {
  return splitLines(readChunks(path));
}

/** The lines of bytes that come in chunks, without their ends; nobody may write to the chunks again. */
export async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer | 'too_long'> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (last: Buffer | null): Buffer | 'too_long' => {
    if (last !== null) parts.push(last);
    const isTooLong = length > longestLineBytes;
    // Most lines lie in one chunk, and need not be copied.
    const line = parts.length === 1 ? parts[0] : undefined;
    const joined = isTooLong ? 'too_long' : (line ?? Buffer.concat(parts, length));
    [parts, length] = [[], 0];
    return joined;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      length += end - start;
      yield take(chunk.subarray(start, end));
      start = end + 1;
    }
    length += chunk.length - start;
    // Too long to be a record: count on, hold nothing.
    if (length > longestLineBytes) parts = [];
    else if (start < chunk.length) parts.push(chunk.subarray(start));
  }
  if (length > 0) yield take(null);
}

/** Throws `FileAccessError`. */
export async function* readChunks(path: string): AsyncIterable<Buffer> {
  try {
    yield* createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>;
  } catch (error) {
    throw new FileAccessError('read', path, 'Name an existing dataset with --input.', error);
  }
}
