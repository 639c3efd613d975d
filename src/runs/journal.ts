import { open } from 'node:fs/promises';
import { FileAccessError } from '../errors/file-access-error.js';
import type { JsonObject } from '../types/json.js';

/** A file that only grows, one JSON object a line; nothing that a dataset depends on stands in it. */
export type Journal = {
  append(entry: JsonObject): Promise<void>;
  close(): Promise<void>;
};

/** Opens a journal. A last line that a crash tore is cut off first: what is whole stays. */
export async function openJournal(path: string): Promise<Journal> {
  const file = await open(path, 'a+').catch((error: unknown) => {
    throw new FileAccessError('write', path, 'Name a writable run directory with --run-dir.', error);
  });
  const { size } = await file.stat();
  const whole = await endOfLastLine(file, size);
  if (whole < size) await file.truncate(whole);
  return {
    async append(entry) {
      await file.appendFile(`${JSON.stringify(entry)}\n`).catch((error: unknown) => {
        throw new FileAccessError('write', path, 'Make room and run the same command again.', error);
      });
    },
    close: () => file.close(),
  };
}

const newline = 10;
const windowBytes = 1 << 16;

/** Bytes up to and with the last newline. */
async function endOfLastLine(file: Awaited<ReturnType<typeof open>>, size: number): Promise<number> {
  const window = Buffer.alloc(windowBytes);
  for (let end = size; end > 0; end -= windowBytes) {
    const start = Math.max(0, end - windowBytes);
    const { bytesRead } = await file.read(window, 0, end - start, start);
    const found = window.subarray(0, bytesRead).lastIndexOf(newline);
    if (found >= 0) return start + found + 1;
  }
  return 0;
}
