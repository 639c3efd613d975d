import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../errors/error-code.js';
import { FileAccessError } from '../errors/file-access-error.js';
import { RunDirectoryError } from '../errors/run-directory-error.js';
import { writeFileAtomically } from '../files/atomic-file.js';
import { makeDirectory } from '../files/make-directory.js';
import { isJsonObject } from '../json/is-json-object.js';
import { inspectShard, listShards } from './inspect-shards.js';
import { type LockName, lockRun, wholeLock } from './lock-run.js';
import { type RunManifest, readManifest } from './manifest.js';
import { readRunFile } from './read-run-file.js';
import { identityDifferences, type RunIdentity } from './run-identity.js';
import { type RowRange, shardFile, shardRanges } from './run-layout.js';
import { type RunPaths, runPaths, shardPath } from './run-paths.js';
import type { ShardReport } from './shard-report.js';

/** Whether what lies in a run directory is gone on with. */
export type ResumeMode = 'never' | 'if-possible' | 'always';

export type OpenRunOptions = {
  readonly root: string;
  readonly identity: RunIdentity;
  readonly resume: ResumeMode;
  /** Rows that are wanted. */
  readonly n: number;
  /** Add to a finished run. */
  readonly extend: boolean;
  /** Those who work on parts of a run take one each; by default that of who makes it all. */
  readonly lock?: LockName;
  /** Told what was found and mended. */
  readonly note: (line: string) => void;
};

/** A run directory that nobody else works on. */
export type OpenedRun = {
  readonly paths: RunPaths;
  /** Null until the run is finished for the first time. */
  readonly manifest: RunManifest | null;
  /** Whole shards by their first row, of the layout of `n` rows. */
  readonly committed: ReadonlyMap<number, ShardReport>;
  /** Lets go of the lock. */
  close(): Promise<void>;
};

/**
 * Opens a run directory, or makes one: takes its lock, compares what the run is, and looks which shards are whole. A shard
 * whose bytes are not those that were committed is put aside, to be made again.
 * @throws {RunDirectoryError} when it is of another run, locked, finished with other rows, or none
 */
export async function openRun(options: OpenRunOptions): Promise<OpenedRun> {
  const { root, identity, note } = options;
  const paths = runPaths(root);
  await requireOwn(options);
  await makeFolders(paths);
  const release = await lockRun(root, options.lock ?? wholeLock);
  try {
    const stored = await readIdentity(paths);
    if (stored === null)
      await writeFileAtomically(paths.identity, `${JSON.stringify(identity, null, 2)}\n`, {
        temporaryDirectory: paths.work,
        advice: 'Name a writable run directory with --run-dir.',
      });
    else requireSame(root, stored, identity);
    const manifest = await readManifest(paths);
    if (manifest !== null) requireGrowth(options, manifest);
    const committed = await findWhole(paths, options.n, identity.shard_rows, note);
    return { paths, manifest, committed, close: release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** A folder that is there must be a run's, as far as it may be, or empty. */
async function requireOwn({ root, resume, extend }: OpenRunOptions): Promise<void> {
  const names = await readdir(root).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw new FileAccessError('read', root, 'Name another run directory with --run-dir.', error);
  });
  const holdsRun = names?.includes('run.json') ?? false;
  if (holdsRun && resume === 'never')
    throw new RunDirectoryError(
      root,
      'holds a run already',
      'Name another, or leave out --resume never to go on with it.',
    );
  if (!holdsRun && (resume === 'always' || extend))
    throw new RunDirectoryError(
      root,
      'holds no run',
      extend ? 'Leave out --extend to begin one.' : 'Leave out --resume always to begin one.',
    );
  // What broke off before it had an identity left these at most.
  const foreign = names?.filter((name) => !isOurs(name)) ?? [];
  if (!holdsRun && foreign.length > 0)
    throw new RunDirectoryError(
      root,
      `is no run directory: it holds '${foreign[0]}'`,
      'Name a new or empty folder with --run-dir.',
    );
}

/** Names that a run directory may hold beside its identity and manifest. */
export function isOurs(name: string): boolean {
  return /^(lock(\..+)?|run-log(\..+)?\.jsonl|ledger(\.jsonl)?|shards|reports|plan|parts|work|quarantine)$/.test(
    name,
  );
}

async function makeFolders(paths: RunPaths): Promise<void> {
  try {
    for (const folder of [paths.shards, paths.reports]) await makeDirectory(folder);
  } catch (error) {
    throw new FileAccessError('write', paths.root, 'Name a writable run directory with --run-dir.', error);
  }
}

/** What the run in a directory is; null where none was begun. */
export function readIdentity({ root, identity: path }: RunPaths): Promise<RunIdentity | null> {
  return readRunFile({ root, path, isIts: isIdentity, advice: 'Begin anew in another folder.' });
}

function isIdentity(value: unknown): value is RunIdentity {
  return isJsonObject(value) && value.format_version === 1 && isJsonObject(value.configuration);
}

function requireSame(root: string, stored: RunIdentity, wanted: RunIdentity): void {
  const different = identityDifferences(stored, wanted);
  if (different.length === 0) return;
  throw new RunDirectoryError(
    root,
    `is of another run`,
    `Run with what it was begun with, or name another folder with --run-dir. What differs:\n  ${different.join('\n  ')}`,
  );
}

function requireGrowth({ root, n, extend }: OpenRunOptions, { asked }: RunManifest): void {
  if (n === asked || (n > asked && extend)) return;
  if (n > asked)
    throw new RunDirectoryError(
      root,
      `holds a finished run of ${asked} conversations`,
      `Add --extend to let it grow to ${n}.`,
    );
  throw new RunDirectoryError(
    root,
    `holds ${asked} conversations, more than --n ${n}`,
    `A shorter run is a prefix of it: take the first lines of what datagen assemble writes.`,
  );
}

async function findWhole(
  paths: RunPaths,
  n: number,
  shardRows: number,
  note: (line: string) => void,
): Promise<Map<number, ShardReport>> {
  const there = new Set((await listShards(paths)).map(shardFile));
  const whole = new Map<number, ShardReport>();
  for (const range of shardRanges(n, shardRows)) {
    if (!there.has(shardFile(range))) continue;
    const state = await inspectShard(paths, range);
    if (state.kind === 'committed') whole.set(range.first, state.report);
    else if (state.kind === 'damaged') {
      const place = await quarantine(paths, range);
      note(`${shardFile(range)}: ${state.why}; put aside as ${place}, made again.`);
    }
  }
  return whole;
}

/** Puts a shard aside; says under which name. */
export async function quarantine(paths: RunPaths, range: RowRange): Promise<string> {
  await mkdir(paths.quarantine, { recursive: true });
  const taken = new Set(await readdir(paths.quarantine));
  let number = 1;
  while (taken.has(`${shardFile(range)}.${number}.corrupt`)) number += 1;
  const name = `${shardFile(range)}.${number}.corrupt`;
  await rename(shardPath(paths, range), join(paths.quarantine, name));
  return `quarantine/${name}`;
}

/** Removes what only work under way needs: nobody is at work any more. */
export async function sweep({ work, plan }: RunPaths): Promise<void> {
  for (const folder of [work, plan]) await rm(folder, { recursive: true, force: true });
}
