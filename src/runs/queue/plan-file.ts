import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../../files/atomic-file.js';
import type { PlanRow } from '../../types/plan-row.js';
import type { ShardTask } from '../engine.js';
import { type RowRange, rowsOf, shardFile } from '../run-layout.js';
import type { RunPaths } from '../run-paths.js';
import { resumeAdvice } from '../write-shard.js';

/** Writes the rows of a shard where workers find them; returns the hash that they are known by. */
export async function writePlanFile(paths: RunPaths, task: ShardTask): Promise<string> {
  const text = task.rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  await writeFileAtomically(planPath(paths, task), text, {
    temporaryDirectory: paths.work,
    advice: resumeAdvice,
  });
  return hashOf(text);
}

/** The rows of a shard. Throws where they are not those that were put into the queue. */
export async function readPlanFile(paths: RunPaths, range: RowRange, sha256: string): Promise<PlanRow[]> {
  const path = planPath(paths, range);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Error(`'${path}' cannot be read (${codeOf(error)})`);
  });
  if (hashOf(text) !== sha256) throw new Error(`'${path}' is not what was put into the queue`);
  const rows = text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as PlanRow);
  if (rows.length !== rowsOf(range)) throw new Error(`'${path}' holds ${rows.length} rows`);
  return rows;
}

export async function removePlanFile(paths: RunPaths, range: RowRange): Promise<void> {
  await rm(planPath(paths, range), { force: true });
}

function planPath({ plan }: RunPaths, range: RowRange): string {
  return join(plan, shardFile(range));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
}
