import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FileAccessError } from '../errors/file-access-error.js';
import { makeDirectory } from '../files/make-directory.js';

/** One line of the ledger: what a call was and what it took, never what it said. */
export type LedgerLine = {
  readonly logical_id: string;
  readonly role: string;
  readonly provider: string;
  readonly model: string;
  /** Null where no answer came. */
  readonly model_echoed: string | null;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cache_read_tokens: number;
  readonly cache_write_tokens: number;
  /** From the first try to the answer, waits included. */
  readonly ms: number;
  readonly retries: number;
  readonly cached: boolean;
  /** US dollars; 0 from the cache, null where the price is not known. */
  readonly cost_usd: number | null;
  /** How the answer ended, or the kind of the failure. */
  readonly outcome: string;
};

export interface Ledger {
  /** Resolves when the line is handed to the system. */
  append(line: LedgerLine): Promise<void>;
  /** On the disk when this returns. Harmless when called twice. */
  close(): Promise<void>;
}

/** Opens a ledger to append to; folders above it are made. Throws `FileAccessError`. */
export async function openLedger(path: string): Promise<Ledger> {
  let file: FileHandle | null;
  try {
    await makeDirectory(dirname(path));
    // A line that a killed process left half-written must not swallow the next.
    const torn = endsTorn(path);
    file = await open(path, 'a', 0o600);
    if (torn) await file.writeFile('\n');
  } catch (error) {
    throw new FileAccessError('write', path, 'Name another file for the ledger.', error);
  }
  let pending: string[] = [];
  let writing: Promise<void> = Promise.resolve();
  return {
    append(line) {
      pending.push(`${JSON.stringify(line)}\n`);
      // All that came while the last write was under way goes with the next.
      writing = writing.then(async () => {
        const text = pending.join('');
        pending = [];
        if (text === '') return;
        await file?.writeFile(text).catch((error: unknown) => {
          throw new FileAccessError(
            'write',
            path,
            'What was answered is kept; the same command goes on from there.',
            error,
          );
        });
      });
      return writing;
    },
    async close() {
      const open = file;
      if (open === null) return;
      await writing.catch(() => undefined);
      file = null;
      await open.sync();
      await open.close();
    },
  };
}

/**
 * The lines of a ledger; one that cannot be read, as a killed process leaves it, is passed over. Empty without a file. Throws
 * `FileAccessError`.
 */
export function readLedger(path: string): readonly LedgerLine[] {
  if (!existsSync(path)) return [];
  const lines: LedgerLine[] = [];
  for (const text of readText(path).split('\n')) {
    const line = parseLine(text);
    if (line) lines.push(line);
  }
  return lines;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new FileAccessError('read', path, 'What a run may still cost stands there.', error);
  }
}

function parseLine(text: string): LedgerLine | null {
  try {
    const line = JSON.parse(text) as Partial<LedgerLine> | null;
    const counts = [
      line?.input_tokens,
      line?.output_tokens,
      line?.cache_read_tokens,
      line?.cache_write_tokens,
      line?.retries,
    ];
    const cost = line?.cost_usd ?? 0;
    const complete = typeof line?.cached === 'boolean' && [...counts, cost].every(isAmount);
    return complete ? (line as LedgerLine) : null;
  } catch {
    return null;
  }
}

/** What was used and paid is never below nothing: a line that says so would raise the caps. */
function isAmount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function endsTorn(path: string): boolean {
  if (!existsSync(path)) return false;
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const last = Buffer.alloc(1);
    return size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a;
  } finally {
    closeSync(file);
  }
}
