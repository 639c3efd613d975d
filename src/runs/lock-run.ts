import { link, lstat, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../errors/error-code.js';
import { FileAccessError } from '../errors/file-access-error.js';
import { RunDirectoryError } from '../errors/run-directory-error.js';
import { hostInFileNames } from '../files/host-name.js';
import { makeDirectory } from '../files/make-directory.js';
import { bootId, isRunning, startOf } from '../files/process-mark.js';
import { isJsonObject } from '../json/is-json-object.js';
import { runPaths } from './run-paths.js';

/** Who works on a run directory. */
type LockHolder = {
  readonly host: string;
  readonly pid: number;
  /** Start of the machine: a number of a process means nothing after the next one. */
  readonly boot: string;
  /** Start of the process, in ticks of that machine: numbers are given again. */
  readonly started: string;
};

/** Which lock a process takes, and which ones of others it cannot work beside. */
export type LockName = { readonly file: string; readonly excludes: RegExp };

/** Of a process that makes the whole run. */
export const wholeLock: LockName = { file: 'lock', excludes: /^lock\.\d+-of-\d+$/ };

/** Of one that makes its share of the shards. */
export function shareLock(index: number, count: number): LockName {
  return { file: `lock.${index}-of-${count}`, excludes: /^lock$/ };
}

/**
 * Takes the only lock of a name, or refuses because another process that is alive has it. A lock that its process left behind
 * when it was killed is taken over. Returns what lets go of it.
 */
export async function lockRun(root: string, { file, excludes }: LockName): Promise<() => Promise<void>> {
  const path = join(root, file);
  // What is left of a process that is killed here goes with all other work that broke off.
  const { work } = runPaths(root);
  const own = describeProcess(process.pid);
  const draft = join(work, `${file}.${hostInFileNames()}.${own.pid}.draft`);
  try {
    await makeDirectory(work);
    await writeFile(draft, `${JSON.stringify(own)}\n`);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (await takes(draft, path)) {
        await refuseBeside(root, excludes, () => release(path, own));
        return () => release(path, own);
      }
      const holder = await readHolder(path);
      if (holder === null) continue;
      if (isAlive(holder)) throw busy(root, path, holder);
      await putAside(path, holder, draft);
    }
    throw new RunDirectoryError(root, 'is wanted by several processes at once', 'Run the command again.');
  } catch (error) {
    if (error instanceof RunDirectoryError) throw error;
    throw new FileAccessError('write', path, 'Name a writable run directory with --run-dir.', error);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Stale locks that may have to be put aside while others try the same. */
const attempts = 8;

/** Each looks for the other when it has its own lock: of two that begin at once, one at least gives way. */
async function refuseBeside(root: string, excludes: RegExp, giveWay: () => Promise<void>): Promise<void> {
  for (const name of await readdir(root)) {
    if (!excludes.test(name)) continue;
    const holder = await readHolder(join(root, name));
    if (holder === null || !isAlive(holder)) continue;
    await giveWay();
    throw busy(root, join(root, name), holder);
  }
}

async function takes(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a stale lock away; where another process was quicker and the lock is its new one, it is put back. */
async function putAside(path: string, stale: LockHolder, draft: string): Promise<void> {
  const aside = `${draft}.stale`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const moved = await readHolder(aside);
  if (moved !== null && JSON.stringify(moved) !== JSON.stringify(stale)) await takes(aside, path);
  await rm(aside, { force: true });
}

async function release(path: string, own: LockHolder): Promise<void> {
  const holder = await readHolder(path);
  if (holder !== null && JSON.stringify(holder) === JSON.stringify(own)) await rm(path, { force: true });
}

/** Null where there is none. A lock that cannot be read is nobody's that could be asked: it counts as stale. */
async function readHolder(path: string): Promise<LockHolder | null> {
  try {
    if (!(await lstat(path)).isFile()) return unknown;
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (!isJsonObject(value)) return unknown;
    const { host, pid, boot, started } = value;
    return { host: String(host), pid: Number(pid), boot: String(boot), started: String(started) };
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? null : unknown;
  }
}

const unknown: LockHolder = { host: '', pid: 0, boot: '', started: '' };

/** Of another host nothing can be known, so that its lock holds. */
function isAlive(holder: LockHolder): boolean {
  if (holder === unknown) return false;
  const { host, boot } = describeProcess(process.pid);
  if (holder.host !== host) return true;
  if (holder.boot !== boot) return false;
  return isRunning(holder.pid, holder.started);
}

function busy(root: string, path: string, { host, pid }: LockHolder): RunDirectoryError {
  return new RunDirectoryError(
    root,
    `is being worked on by process ${pid} on ${host}`,
    `Wait for it or stop it; if it is gone, remove '${path}'.`,
  );
}

function describeProcess(pid: number): LockHolder {
  return { host: hostname(), pid, boot: bootId(), started: startOf(pid) };
}
