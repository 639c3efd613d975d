// Plain Node, no dependencies: this runs on a fresh clone, before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs a program in the project's folder with its output shown; returns whether it ended with 0. */
export function run(program, parameters) {
  const { status, error } = spawnSync(program, parameters, { cwd: root, stdio: ['inherit', 2, 2] });
  if (error) console.error(`${program}: ${error.message}`);
  return status === 0;
}

/** Runs a tool of node_modules/.bin. */
export function runTool(name, parameters) {
  return run(join(root, 'node_modules', '.bin', name), parameters);
}

/** Installs what package-lock.json names when it is not there, or when it names something newer. */
export function install() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(installed) && hasEveryPackage(installed, lock)) return true;
  console.error('Installing dependencies (npm ci) …');
  return run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

function hasEveryPackage(installed, lock) {
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const want = JSON.parse(readFileSync(lock, 'utf8')).packages;
  return Object.entries(want).every(
    ([path, entry]) => path === '' || entry.optional || have[path]?.version === entry.version,
  );
}

/** Compiles src/ to dist/ unless dist/ is newer. */
export function build() {
  const built = join(root, 'dist', 'cli', 'main.js');
  if (existsSync(built) && statSync(built).mtimeMs > newestSource(join(root, 'src'))) return true;
  return run(process.execPath, [join(root, 'test', 'build.mjs')]);
}

function newestSource(folder) {
  let newest = Math.max(statSync(join(root, 'tsconfig.json')).mtimeMs, statSync(folder).mtimeMs);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const time = entry.isDirectory() ? newestSource(path) : statSync(path).mtimeMs;
    newest = Math.max(newest, time);
  }
  return newest;
}
