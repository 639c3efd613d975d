import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../errors/error-code.js';
import { writeFileAtomically } from '../../files/atomic-file.js';
import type { ShardTask } from '../engine.js';
import { countRows, type PackedRows } from '../packed-rows.js';
import { type RowRange, rowsOf, shardFile } from '../run-layout.js';
import type { RunPaths } from '../run-paths.js';
import { resumeAdvice } from '../write-shard.js';

/** Writes the rows of a shard where workers find them; returns the hash that they are known by. */
export async function writePlanFile(paths: RunPaths, task: ShardTask): Promise<string> {
  await writeFileAtomically(planPath(paths, task), task.rows, {
    temporaryDirectory: paths.work,
    advice: resumeAdvice,
  });
  return hashOf(task.rows);
}

/** The rows of a shard. Throws where they are not those that were put into the queue. */
export async function readPlanFile(paths: RunPaths, range: RowRange, sha256: string): Promise<PackedRows> {
  const path = planPath(paths, range);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new Error(`'${path}' cannot be read (${errorCode(error) || 'no reason given'})`);
  });
  if (hashOf(bytes) !== sha256) throw new Error(`'${path}' is not what was put into the queue`);
  const rows = countRows(bytes);
  if (rows !== rowsOf(range)) throw new Error(`'${path}' holds ${rows} rows`);
  return bytes;
}

export async function removePlanFile(paths: RunPaths, range: RowRange): Promise<void> {
  await rm(planPath(paths, range), { force: true });
}

function planPath({ plan }: RunPaths, range: RowRange): string {
  return join(plan, shardFile(range));
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
