import { readLines } from '../dataset/read-lines.js';

/** Lines of a file in a buffer of their own, which can be given away to a thread. */
export type LineBlock = {
  /** Number of its first line, from 1. */
  readonly first: number;
  /** Of each line; -1 for one that is too long to be read, of which the block holds nothing. */
  readonly lengths: readonly number[];
  /** The lines one after the other, without their ends. */
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** Some 25 records: few enough for all threads to end at about one time. */
const blockBytes = 512 * 1024;

/** The lines of a file, some half a megabyte at a time; a longer line comes alone. Throws `FileAccessError`. */
export async function* readBlocks(path: string): AsyncIterable<LineBlock> {
  let first = 1;
  let lines: (Buffer | 'too_long')[] = [];
  let size = 0;
  const take = (): LineBlock => {
    const block = toBlock(first, lines, size);
    first += lines.length;
    [lines, size] = [[], 0];
    return block;
  };
  for await (const line of readLines(path)) {
    const length = line === 'too_long' ? 0 : line.length;
    if (lines.length > 0 && size + length > blockBytes) yield take();
    lines.push(line);
    size += length;
    // Empty lines have no bytes, and there may be any number of them.
    if (lines.length >= blockBytes / 64) yield take();
  }
  if (lines.length > 0) yield take();
}

function toBlock(first: number, lines: readonly (Buffer | 'too_long')[], size: number): LineBlock {
  const bytes = new Uint8Array(size);
  const lengths: number[] = [];
  let at = 0;
  for (const line of lines) {
    lengths.push(line === 'too_long' ? -1 : line.length);
    if (line === 'too_long') continue;
    bytes.set(line, at);
    at += line.length;
  }
  return { first, lengths, bytes };
}

/** The lines of a block with their numbers. */
export function* linesOf({ first, lengths, bytes }: LineBlock): Generator<[number, Buffer | 'too_long']> {
  let at = 0;
  for (const [index, length] of lengths.entries()) {
    const line = length < 0 ? 'too_long' : Buffer.from(bytes.buffer, bytes.byteOffset + at, length);
    at += Math.max(0, length);
    yield [first + index, line];
  }
}
