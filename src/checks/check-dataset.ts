import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { WorkersOption } from '../config/run-config.js';
import { readDataset } from '../dataset/read-dataset.js';
import type { Violation } from '../types/verdict.js';
import type { DatasetValidator } from '../validate/validate-dataset.js';
import { blocksInThreads } from './blocks-in-threads.js';
import { checkLine, type LineCheck } from './check-line.js';
import type { CheckBlock } from './check-thread.js';

/** A line of a dataset with all that is wrong with it. */
export type CheckedLine = {
  readonly line: number;
  readonly id: string | null;
  readonly violations: readonly Violation[];
};

/**
 * Checks every line that is not blank, in the order of the file, whoever works on it: records one by one, in threads where
 * there are several, then against those before them. A file that cannot be read throws `FileAccessError`.
 */
export async function* checkDataset(
  path: string,
  threads: number,
  validator: DatasetValidator,
): AsyncIterable<CheckedLine> {
  if (threads > 1) {
    const module = new URL('./check-thread.js', import.meta.url);
    for await (const checks of blocksInThreads<ReturnType<CheckBlock>>(path, threads, module))
      for (const { check, record } of checks)
        yield join(check, () => JSON.parse(record ?? 'null'), validator);
    return;
  }
  for await (const line of readDataset(path)) yield join(checkLine(line), () => line.record, validator);
}

function join(check: LineCheck, read: () => unknown, validator: DatasetValidator): CheckedLine {
  if (check.error !== undefined) {
    const violation: Violation = { law: 0, rule: 'line-is-record', place: '', message: `${check.error}.` };
    return { line: check.line, id: null, violations: [violation] };
  }
  const { line, id, checked } = check;
  return { line, id, violations: validator.add(checked, read) };
}

/** Bytes of a file that are worth a thread: one has to load and warm up first. */
const bytesOfThread = 32 * 1024 * 1024;

/** Threads for a file; a small one, and what is no file, is checked faster right here. */
export function countCheckers(wanted: WorkersOption, path: string): number {
  if (wanted !== 'auto') return wanted;
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return Math.max(1, Math.min(availableParallelism(), Math.floor(size / bytesOfThread)));
}
