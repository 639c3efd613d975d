import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Texts of conversations for full-text search, in a temporary file: memory holds 8 bytes a conversation. */
export type TextIndex = {
  /** The next row's text, as `searchBytes` made it. */
  add(text: Uint8Array): void;
  /** Those of the rows (in order) whose text holds every term; terms are in lower case. */
  find(rows: Uint32Array, terms: readonly string[]): Promise<Uint32Array>;
  close(): void;
};

/** A text as it is searched: in lower case. */
export function searchBytes(text: string): Buffer {
  return Buffer.from(text.toLowerCase(), 'utf8');
}

const bufferedBytes = 1 << 22;

export function createTextIndex(directory = tmpdir()): TextIndex {
  const path = join(directory, `datagen-view-${process.pid}-${nextNumber()}.tmp`);
  const file = openSync(path, 'wx+', 0o600);
  let isNamed = true;
  try {
    // Where a file may lose its name while it is open, nothing is left of it however the process ends.
    rmSync(path);
    isNamed = false;
  } catch {
    // Removed when it is closed.
  }
  let starts = new Float64Array(1024);
  let [count, end, written] = [0, 0, 0];
  let pending: Uint8Array[] = [];
  const flush = (): void => {
    for (const bytes of pending) {
      let offset = 0;
      while (offset < bytes.length)
        offset += writeSync(file, bytes, offset, bytes.length - offset, written + offset);
      written += bytes.length;
    }
    pending = [];
  };
  const startOf = (row: number): number => (row >= count ? end : (starts[row] ?? 0));
  return {
    add(bytes) {
      if (count === starts.length) {
        const larger = new Float64Array(count * 2);
        larger.set(starts);
        starts = larger;
      }
      starts[count] = end;
      count += 1;
      pending.push(bytes);
      end += bytes.length;
      if (end - written > bufferedBytes) flush();
    },
    async find(rows, terms) {
      flush();
      const wanted = terms.map((term) => Buffer.from(term, 'utf8'));
      const found = new Uint32Array(rows.length);
      let matches = 0;
      for (let first = 0; first < rows.length; ) {
        const last = lastOfChunk(rows, first, startOf);
        const from = startOf(rows[first] ?? 0);
        const chunk = readBytes(file, from, startOf((rows[last] ?? 0) + 1) - from);
        for (let at = first; at <= last; at += 1) {
          const row = rows[at] ?? 0;
          const text = chunk.subarray(startOf(row) - from, startOf(row + 1) - from);
          if (!wanted.every((term) => text.includes(term))) continue;
          found[matches] = row;
          matches += 1;
        }
        first = last + 1;
        // Others may be answered between two chunks.
        await new Promise((resolve) => setImmediate(resolve));
      }
      return found.subarray(0, matches);
    },
    close() {
      closeSync(file);
      if (isNamed) rmSync(path, { force: true });
    },
  };
}

/** Rows that are read in one go: at least one, and no more than some megabytes. */
function lastOfChunk(rows: Uint32Array, first: number, startOf: (row: number) => number): number {
  const from = startOf(rows[first] ?? 0);
  let last = first;
  while (last + 1 < rows.length && startOf((rows[last + 1] ?? 0) + 1) - from <= 2 * bufferedBytes) last += 1;
  return last;
}

function readBytes(file: number, from: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const got = readSync(file, bytes, read, length - read, from + read);
    if (got === 0) break;
    read += got;
  }
  return bytes.subarray(0, read);
}

let numbers = 0;
function nextNumber(): number {
  numbers += 1;
  return numbers;
}
