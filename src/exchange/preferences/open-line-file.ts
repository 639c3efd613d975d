import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { FileAccessError } from '../../errors/file-access-error.js';

/** A file whose lines can be read in any order; holds eight bytes a line. */
export type LineFile = {
  /** The text of a line, by its number from 1. Throws `FileAccessError`. */
  readonly read: (line: number) => Promise<string>;
  readonly close: () => Promise<void>;
};

/** `advice`: what the user can do where it cannot be read. Throws `FileAccessError`. */
export async function openLineFile(path: string, advice: string): Promise<LineFile> {
  const fail = (error: unknown): never => {
    throw new FileAccessError('read', path, advice, error);
  };
  const ends = await findLineEnds(path).catch(fail);
  const file = await open(path, 'r').catch(fail);
  return {
    async read(line) {
      const start = line === 1 ? 0 : (ends[line - 2] ?? 0) + 1;
      const bytes = Buffer.alloc((ends[line - 1] ?? start) - start);
      await file.read(bytes, 0, bytes.length, start).catch(fail);
      return bytes.toString('utf8').replace(/^\uFEFF/, '');
    },
    close: () => file.close(),
  };
}

/** Where each line ends. */
async function findLineEnds(path: string): Promise<number[]> {
  const ends: number[] = [];
  let offset = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, end + 1))
      ends.push(offset + end);
    offset += chunk.length;
  }
  return [...ends, offset];
}
