// npm run chaos -- queue [--records 2000] [--seed 7] [--workers 1,2,4,7] [--faults 12]: runs over a queue whose workers,
// coordinator and Redis are killed, frozen and emptied at seeded moments, for each number of workers. Each time the dataset must
// come out as one process makes it. Exit 1 where it does not.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build, install, root } from '../test/prepare.mjs';
import { redisHelper } from './redis-helper.mjs';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '7' },
    workers: { type: 'string', default: '1,2,4,7' },
    faults: { type: 'string', default: '12' },
  },
});
if (!install() || !build()) process.exit(1);

const directory = mkdtempSync(join(tmpdir(), 'datagen-chaos-queue-'));
const main = join(root, 'dist', 'cli', 'main.js');
const settings = join(directory, 'settings.yaml');
writeFileSync(
  settings,
  `run: { plan: { block_size: 20 } }
engine:
  shard_rows: 20
  bullmq: { attempts: 8, lock_seconds: 3, stalled_seconds: 1.5, reconcile_seconds: 1 }
`,
);
const flags = ['--n', values.records, '--seed', '42', '--artifacts', 'artifacts'];
const running = new Set();
/** Seconds that a run may take before it counts as hanging. */
const patience = 900;

try {
  const { hasRedis, startRedis } = await redisHelper(directory);
  if (!hasRedis()) throw new Error('There is no redis-server here.');
  const random = await seededRandom(values.seed);
  await ended(start('generate', ...flags, '--run-dir', 'local', '--workers', '1'), 0);
  const expected = hashOf('local');
  let failures = 0;
  for (const count of values.workers.split(',').map(Number)) {
    const redis = await startRedis();
    const started = performance.now();
    const faults = await runWithFaults(`run-${count}`, count, redis, random).finally(() => redis.stop());
    const same = hashOf(`run-${count}`) === expected;
    const whole =
      spawnSync(process.execPath, [main, 'verify', '--run-dir', `run-${count}`], { cwd: directory })
        .status === 0;
    if (!same || !whole) failures += 1;
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const verdict =
      same && whole ? 'the same bytes' : `${same ? '' : 'OTHER BYTES '}${whole ? '' : 'NOT WHOLE'}`;
    console.log(`${count} workers, ${seconds} s: ${verdict}; ${faults.join(', ')}`);
  }
  process.exitCode = failures === 0 ? 0 : 1;
} finally {
  for (const child of running) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
}

/** One run, with workers that are replaced as they fall, and faults until it is done or there have been enough. */
async function runWithFaults(runDir, count, redis, random) {
  const faults = [];
  const workers = new Set();
  let isDone = false;
  const work = () => {
    const place = ['--run-dir', runDir, '--artifacts', 'artifacts', '--redis', redis.url];
    const child = start('worker', ...place, '--workers', '1');
    workers.add(child);
    child.once('exit', () => {
      workers.delete(child);
      // Whoever runs workers starts one again that fell.
      if (!isDone && child.exitCode !== 0) work();
    });
  };
  const generate = () =>
    start('generate', ...flags, '--run-dir', runDir, '--engine', 'bullmq', '--redis', redis.url);
  let coordinator = generate();
  for (let index = 0; index < count; index += 1) work();
  const deadline = performance.now() + patience * 1000;
  /** A coordinator that meets no Redis at its start says so and ends; whoever runs it starts it again. */
  const isOver = () => {
    if (coordinator.exitCode === 1 && coordinator.said.includes('cannot be reached'))
      coordinator = generate();
    return coordinator.exitCode !== null;
  };

  for (let fault = 0; fault < Number(values.faults) && !isOver(); fault += 1) {
    await setTimeout(300 + random(2500));
    if (isOver()) break;
    const victim = [...workers][random(workers.size)];
    const kind = ['worker killed', 'worker frozen', 'coordinator killed', 'queue emptied', 'Redis killed'][
      random(5)
    ];
    faults.push(kind);
    if (kind === 'worker killed') victim?.kill('SIGKILL');
    if (kind === 'worker frozen') {
      victim?.kill('SIGSTOP');
      // Past its lock, while others go on.
      void setTimeout(6000).then(() => victim?.kill('SIGCONT'));
    }
    if (kind === 'coordinator killed') {
      coordinator.kill('SIGKILL');
      await exit(coordinator);
      coordinator = generate();
    }
    if (kind === 'queue emptied') await redis.command('FLUSHALL').catch(() => '');
    if (kind === 'Redis killed') {
      await redis.kill();
      await setTimeout(random(2000));
      await redis.start();
    }
  }
  while (!isOver()) {
    if (performance.now() > deadline)
      throw new Error(`The run with ${count} workers hangs after: ${faults.join(', ')}`);
    await setTimeout(200);
  }
  isDone = true;
  if (coordinator.exitCode !== 0)
    throw new Error(`generate ended with ${coordinator.exitCode}: ${coordinator.said}`);
  for (const child of workers) child.kill('SIGCONT');
  for (const child of [...workers]) await exit(child);
  return faults;
}

function start(...parameters) {
  const child = spawn(process.execPath, [main, ...parameters, '--config', settings], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    child.said = (child.said + text).slice(-2000);
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

function exit(child) {
  if (child.exitCode !== null || child.signalCode !== null) return undefined;
  return new Promise((resolve) => child.once('exit', resolve));
}

async function ended(child, code) {
  await exit(child);
  if (child.exitCode !== code) throw new Error(child.said);
}

function hashOf(runDir) {
  const shards = join(directory, runDir, 'shards');
  const hash = createHash('sha256');
  if (existsSync(shards))
    for (const name of readdirSync(shards).sort()) hash.update(readFileSync(join(shards, name)));
  return hash.digest('hex');
}

/** Whole numbers below a limit, the same for the same seed. */
async function seededRandom(seed) {
  const { createRandom } = await import(pathToFileURL(join(root, 'dist', 'random', 'random.js')).href);
  const random = createRandom(`chaos-queue-${seed}`);
  return (limit) => (limit <= 1 ? 0 : random.integer(0, limit - 1));
}
