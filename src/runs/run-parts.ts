import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RunDirectoryError } from '../errors/run-directory-error.js';
import { writeFileAtomically } from '../files/atomic-file.js';
import { isJsonObject } from '../json/is-json-object.js';
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
    const part = await readPart(join(parts, name));
    if (part === null || partFile(part) !== name)
      throw new RunDirectoryError(
        root,
        `has a part '${name}' that is none`,
        'Remove it and run that share again.',
      );
    found.push(part);
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

async function readPart(path: string): Promise<RunPart | null> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (!isJsonObject(value)) return null;
    const { index, count, asked, rows } = value;
    const isWhole = [index, count, asked, rows].every((each) => Number.isSafeInteger(each));
    return isWhole ? (value as unknown as RunPart) : null;
  } catch {
    return null;
  }
}
