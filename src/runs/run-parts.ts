import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RunDirectoryError } from '../errors/run-directory-error.js';
import { writeFileAtomically } from '../files/atomic-file.js';
import { isJsonObject } from '../json/is-json-object.js';
import { readRunFile } from './read-run-file.js';
import type { RunPaths } from './run-paths.js';
import { resumeAdvice } from './write-shard.js';

/** What one of several processes says when its share of a run is made. All of a run must say the same. */
export type RunPart = {
  readonly index: number;
  readonly count: number;
  readonly asked: number;
  /** Rows of the plan, which each of them makes for itself. */
  readonly rows: number;
  readonly exhausted: string | null;
};

export async function writePart({ parts, work }: RunPaths, part: RunPart): Promise<void> {
  await writeFileAtomically(join(parts, partFile(part)), `${JSON.stringify(part)}\n`, {
    temporaryDirectory: work,
    advice: resumeAdvice,
  });
}

/** What all parts say alike, of the largest run that they were asked for; null where none was made in parts. */
export async function readParts({ root, parts }: RunPaths): Promise<RunPart | null> {
  const found: RunPart[] = [];
  for (const name of (await readdir(parts).catch(() => [])).sort()) {
    const part = await readRunFile({
      ...{ root, path: join(parts, name), advice: 'Remove it and run that share again.' },
      isIts: (value): value is RunPart => isPart(value) && partFile(value) === name,
    });
    if (part !== null) found.push(part);
  }
  const [largest] = [...found].sort((one, other) => other.asked - one.asked);
  if (largest === undefined) return null;
  const { count, asked, rows } = largest;
  const same = found.filter((part) => part.count === count && part.asked === asked && part.rows === rows);
  const made = new Set(same.map(({ index }) => index));
  const missing = Array.from({ length: count }, (_, index) => index).filter((index) => !made.has(index));
  if (missing.length > 0)
    throw new RunDirectoryError(
      root,
      `is not whole: of ${count} shares these are not made for --n ${asked}: ${missing.slice(0, 20).join(', ')}${missing.length > 20 ? ', …' : ''}`,
      `Run them: generate --n ${asked} --shard-count ${count} --shard-index …`,
    );
  return largest;
}

function partFile({ index, count }: Pick<RunPart, 'index' | 'count'>): string {
  return `${index}-of-${count}.json`;
}

function isPart(value: unknown): value is RunPart {
  if (!isJsonObject(value)) return false;
  const { index, count, asked, rows } = value;
  return [index, count, asked, rows].every((each) => Number.isSafeInteger(each));
}
