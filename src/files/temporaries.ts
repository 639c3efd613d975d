import { rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { threadId } from 'node:worker_threads';
import { hostInFileNames } from './host-name.js';
import { isRunning, processSpace, startOf } from './process-mark.js';

/**
 * A path for work that is not whole yet, in the folder where it is to be: short whatever the target's name is, and unlike
 * that of another host, process, thread or writer. What is there when the process ends by itself is removed.
 */
export function newTemporary(folder: string): string {
  if (count === 0) process.on('exit', removeAll);
  count += 1;
  const path = join(folder, `${prefix()}${threadId}-${count}.tmp`);
  kept.add(path);
  return path;
}

/** What is there now has its own name, or is gone. */
export function releaseTemporary(path: string): void {
  kept.delete(path);
}

/**
 * Removes what a process that was killed left in a folder: only what this host made in this start of the machine, and whose
 * process is gone for certain. Looks once into each folder; what cannot be removed stays.
 */
export async function clearLeftovers(folder: string): Promise<void> {
  const place = resolve(folder);
  if (cleared.has(place)) return;
  cleared.add(place);
  const names: readonly string[] = await readdir(place).catch(() => []);
  for (const name of names)
    if (isLeftover(name))
      await rm(join(place, name), { recursive: true, force: true }).catch(() => undefined);
}

let count = 0;
const kept = new Set<string>();
const cleared = new Set<string>();

function removeAll(): void {
  for (const path of kept) {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // The next run into the folder removes it.
    }
  }
}

let ownPrefix = '';

function prefix(): string {
  if (ownPrefix === '')
    ownPrefix = `.datagen-${hostInFileNames()}-${processSpace()}-${process.pid}-${startOf(process.pid)}-`;
  return ownPrefix;
}

function isLeftover(name: string): boolean {
  const [, host, space, pid, started = ''] = form.exec(name) ?? [];
  if (host !== hostInFileNames() || space !== processSpace()) return false;
  return !isRunning(Number(pid), started);
}

const form = /^\.datagen-([A-Za-z0-9]*)-([0-9a-f]{8})-(\d+)-(\d*)-\d+-\d+\.tmp$/;
