import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../src/config/package-paths.js';
import { emptyDirectory } from '../cli/run-in-process.js';

const main = join(packageRoot, 'dist', 'cli', 'main.js');
const faultyDisk = pathToFileURL(join(packageRoot, 'test', 'runs', 'faulty-disk.mjs')).href;

export type Environment = { readonly [name: string]: string };

/** A folder with a built catalog and settings under which small runs have several blocks and shards. */
export function makePlace() {
  const directory = emptyDirectory();
  const settings = join(directory, 'small.yaml');
  writeFileSync(settings, 'run: { plan: { block_size: 10 } }\nengine: { shard_rows: 10 }\n');
  const run = (words: readonly string[], environment: Environment = {}) =>
    spawnSync(process.execPath, [main, ...words], {
      cwd: directory,
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', ...environment },
    });
  const start = (words: readonly string[], environment: Environment = {}): ChildProcess =>
    spawn(process.execPath, [main, ...words], {
      cwd: directory,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env.PATH ?? '', ...environment },
    });
  const built = run(['build', '--artifacts', 'artifacts']);
  if (built.status !== 0) throw new Error(built.stderr);
  return { directory, run, start };
}

/** Words of a run of the small settings. */
export function generating(n: number, ...rest: readonly string[]): readonly string[] {
  return ['generate', '--n', String(n), '--seed', '5', '--config', 'small.yaml', ...rest];
}

/** The environment under which the disk fails; see faulty-disk.mjs. */
export function faulty(root: string, fault: string): Environment {
  return { NODE_OPTIONS: `--import ${faultyDisk}`, FAULT: fault, FAULT_ROOT: root };
}

export function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
