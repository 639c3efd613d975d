// npm run chaos -- runs [--records 400] [--workers 1,4] [--skip-kills]: runs that are killed at every injected point and at fifty
// seeded instants (test/runs/kill.test.ts, all of it), then runs on a disk that is full: an ext4 of 24 MB in a file, mounted
// where root may. The run must fail with a message, keep what was finished, and go on to the same bytes once there is room.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statfsSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, install, root } from '../test/prepare.mjs';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '400' },
    workers: { type: 'string', default: '1,4' },
    'skip-kills': { type: 'boolean', default: false },
  },
});
if (!install() || !build()) process.exit(1);

const megabyte = 1 << 20;
const diskBytes = 24 * megabyte;
/** What is left on the disk before there is room: less than a quarter of the dataset. */
const leftBytes = 2 * megabyte;
/** Milliseconds that one test may take; all of them are long here. */
const testTimeout = 4 * 3_600_000;
const directory = mkdtempSync(join(tmpdir(), 'datagen-chaos-runs-'));
const disk = join(directory, 'disk');
const main = join(root, 'dist', 'cli', 'main.js');
let failures = 0;

try {
  if (!values['skip-kills'] && !killRuns()) failures += 1;
  if (mountDisk()) failures += fillDisk();
  else console.log('A full disk is skipped: no file system can be mounted here (it takes root on Linux).');
} finally {
  spawnSync('umount', [disk], { stdio: 'ignore' });
  rmSync(directory, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;

function killRuns() {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const words = ['run', 'test/runs/kill.test.ts', `--testTimeout=${testTimeout}`];
  const { status, signal } = spawnSync(process.execPath, [vitest, ...words], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, DATAGEN_CHAOS: '1' },
  });
  // A run of tests that somebody stops says nothing itself.
  if (signal !== null) console.log(`The kills were stopped by ${signal}: they say nothing.`);
  return status === 0;
}

function mountDisk() {
  const file = join(directory, 'disk.img');
  writeFileSync(file, '');
  truncateSync(file, diskBytes);
  mkdirSync(disk);
  return (
    spawnSync('mkfs.ext4', ['-q', '-F', file]).status === 0 &&
    spawnSync('mount', ['-o', 'loop', file, disk]).status === 0
  );
}

/** How many numbers of workers did not do what they should. */
function fillDisk() {
  const settings = join(directory, 'settings.yaml');
  writeFileSync(settings, 'run: { plan: { block_size: 20 } }\nengine: { shard_rows: 20 }\n');
  datagen('build', '--artifacts', 'artifacts');
  const flags = ['--n', values.records, '--seed', '42', '--artifacts', 'artifacts', '--config', settings];
  datagen('generate', ...flags, '--output', 'reference.jsonl');
  const expected = sha256('reference.jsonl');
  const bytes = readFileSync(join(directory, 'reference.jsonl')).length;
  const room = freeBytes();
  if (bytes * 1.2 > room || bytes < leftBytes * 2)
    throw new Error(
      `${bytes} bytes of records do not suit a disk of ${room}: take another number of --records.`,
    );
  return values.workers.split(',').filter((workers) => {
    const problems = fillOnce([...flags, '--workers', workers], workers, expected);
    console.log(
      `full disk, ${workers} workers: ${problems.length === 0 ? 'failed clearly, went on, the same bytes' : problems.join('; ')}`,
    );
    return problems.length > 0;
  }).length;
}

/** What was not as it should be. */
function fillOnce(flags, workers, expected) {
  const runDir = join(disk, `run-${workers}`);
  const ballast = join(disk, 'ballast');
  writeFileSync(ballast, Buffer.alloc(freeBytes() - leftBytes, 1));
  const failed = spawn('generate', ...flags, '--run-dir', runDir);
  const torn = JSON.parse(spawn('verify', '--run-dir', runDir, '--json').stdout || '{"problems":[]}');
  rmSync(ballast);
  const went = spawn('generate', ...flags, '--run-dir', runDir);
  const verified = spawn('verify', '--run-dir', runDir);
  const dataset = `full-${workers}.jsonl`;
  const joined = spawn('assemble', '--run-dir', runDir, '--output', dataset);
  const problems = [
    [failed.status === 1, `exit ${failed.status} on a full disk`],
    [/^datagen: Cannot write '.*': .*\. /m.test(failed.stderr), `unclear: ${failed.stderr.slice(-300)}`],
    [!/^\s+at /m.test(failed.stderr), 'a stack in the message'],
    [torn.problems.every(({ kind }) => kind === 'missing'), `left behind: ${JSON.stringify(torn.problems)}`],
    [went.status === 0, `did not go on: ${went.stderr.slice(-300)}`],
    [verified.status === 0, `not whole: ${verified.stdout.slice(-300)}`],
    [joined.status === 0 && sha256(dataset) === expected, 'other bytes'],
  ];
  rmSync(runDir, { recursive: true, force: true });
  return problems.filter(([holds]) => !holds).map(([, problem]) => problem);
}

function freeBytes() {
  const { bavail, bsize } = statfsSync(disk);
  return bavail * bsize;
}

function sha256(name) {
  return createHash('sha256')
    .update(readFileSync(join(directory, name)))
    .digest('hex');
}

function spawn(...parameters) {
  return spawnSync(process.execPath, [main, ...parameters], { cwd: directory, encoding: 'utf8' });
}

function datagen(...parameters) {
  const { status, stderr } = spawn(...parameters);
  if (status !== 0) throw new Error(stderr.trim());
}
