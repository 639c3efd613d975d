import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../../errors/error-code.js';
import { ModelRunError } from '../../errors/model-run-error.js';

/** What was sent and not yet taken in. Written before and after every step, so that a killed run goes on from there. */
export type BatchState = { readonly version: 1; readonly batches: readonly SentBatch[] };

export type SentBatch = {
  /** SHA-256 of the keys, as they were sent: the intent, written before anything is. */
  readonly intent: string;
  /** Requests that were sent. */
  readonly total: number;
  /** Keys whose results were not taken in yet. */
  readonly keys: readonly string[];
  /** The newest batch that the provider had before this one; null where it had none. */
  readonly newestBefore: { readonly id: string; readonly createdAt: string } | null;
  /** Null until the provider's answer is known. */
  readonly id: string | null;
  /** False for one that was found in the provider's list: it has as many requests, and may be another's. */
  readonly isCertain: boolean;
  /** Batches that looked like this one and were not. */
  readonly others: readonly string[];
};

export function hashKeys(keys: readonly string[]): string {
  return createHash('sha256')
    .update([...keys].sort().join('\n'))
    .digest('hex');
}

/** Empty where there is no file. Throws `ModelRunError` (`setup`) where it is none of ours. */
export function readBatchState(path: string): BatchState {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { version: 1, batches: [] };
    throw unreadable(path, error);
  }
  try {
    const state: unknown = JSON.parse(text);
    if (isState(state)) return state;
  } catch (error) {
    throw unreadable(path, error);
  }
  throw unreadable(path, undefined);
}

/** Replaces the file as a whole, on the disk when this returns. */
export function writeBatchState(path: string, state: BatchState): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const fresh = `${path}.${process.pid}.tmp`;
    const file = openSync(fresh, 'w', 0o600);
    try {
      writeSync(file, `${JSON.stringify(state)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(fresh, path);
  } catch (cause) {
    throw new ModelRunError('setup', `The state of the batches cannot be written to ${path}.`, { cause });
  }
}

function isState(value: unknown): value is BatchState {
  const { version, batches } = (value ?? {}) as { version?: unknown; batches?: unknown };
  return version === 1 && Array.isArray(batches) && batches.every(isBatch);
}

function isBatch(value: unknown): value is SentBatch {
  const batch = (value ?? {}) as { readonly [key in keyof SentBatch]?: unknown };
  const { newestBefore } = batch;
  const isTexts = (list: unknown) => Array.isArray(list) && list.every((each) => typeof each === 'string');
  return (
    typeof batch.intent === 'string' &&
    typeof batch.total === 'number' &&
    (batch.id === null || typeof batch.id === 'string') &&
    typeof batch.isCertain === 'boolean' &&
    (newestBefore === null || typeof newestBefore === 'object') &&
    isTexts(batch.keys) &&
    isTexts(batch.others)
  );
}

function unreadable(path: string, cause: unknown): ModelRunError {
  return new ModelRunError(
    'setup',
    `${path} does not hold the state of batches. Batches that are under way would be paid for twice without it: restore it, or remove it when none are.`,
    { cause },
  );
}
