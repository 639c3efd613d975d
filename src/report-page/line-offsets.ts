import { open } from 'node:fs/promises';
import { FileAccessError } from '../errors/file-access-error.js';

/** Reads single lines of a file by where they begin. */
export type LineReader = {
  /** Finds where the lines begin, once, before any is read: 8 bytes of memory a line. Throws `FileAccessError`. */
  index(): Promise<void>;
  /** The line of a number from 1, as text; null where there is none, or where it is longer than 100 MB. */
  read(line: number): Promise<string | null>;
  close(): Promise<void>;
};

const longestLine = 100 * 1024 * 1024;

/** Opens a file. Throws `FileAccessError`. */
export async function openLineReader(path: string): Promise<LineReader> {
  const advice = 'Name an existing dataset.';
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new FileAccessError('read', path, advice, error);
  });
  let starts = new Float64Array(1024);
  let [count, end] = [1, 0];
  return {
    async index() {
      const buffer = Buffer.allocUnsafe(1 << 20);
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, end).catch((error: unknown) => {
          throw new FileAccessError('read', path, advice, error);
        });
        if (bytesRead === 0) break;
        const chunk = buffer.subarray(0, bytesRead);
        for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, at + 1)) {
          if (count === starts.length) {
            const larger = new Float64Array(count * 2);
            larger.set(starts);
            starts = larger;
          }
          starts[count] = end + at + 1;
          count += 1;
        }
        end += bytesRead;
      }
    },
    async read(line) {
      if (line < 1 || line > count) return null;
      const from = starts[line - 1] ?? 0;
      const length = (line === count ? end : (starts[line] ?? end)) - from;
      if (length > longestLine) return null;
      const bytes = Buffer.allocUnsafe(length);
      let read = 0;
      while (read < length) {
        const { bytesRead } = await file.read(bytes, read, length - read, from + read);
        if (bytesRead === 0) break;
        read += bytesRead;
      }
      const text = bytes.toString('utf8', 0, read);
      return line === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text;
    },
    close: () => file.close(),
  };
}
