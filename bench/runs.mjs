// npm run bench -- runs [--n 10000,100000] [--artifacts DIR …] [--workers 4] [--million] [--queue-n 16000] [--checked 5000,20000]:
// how fast whole runs are, beside what one thread computes and what JSON.stringify alone takes. All in one go, so that ratios
// hold; medians of five where once takes less than a minute, else as many as stand in brackets. Without --artifacts the bundled
// catalog; those that are named come after it and are held against it. --million takes the disk that it needs, or says so.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, install, root } from '../test/prepare.mjs';
import { datagen, describeMachine, median, medianOf, repeat, startDatagen } from './processes.mjs';
import { redisHelper } from './redis-helper.mjs';

const { values } = parseArgs({
  args: process.argv.slice(2).filter((word, place) => place > 0 || word !== 'runs'),
  options: {
    n: { type: 'string', default: '10000,100000' },
    artifacts: { type: 'string', multiple: true, default: [] },
    workers: { type: 'string', default: '4' },
    rows: { type: 'string', default: '1000' },
    million: { type: 'boolean', default: false },
    'queue-n': { type: 'string', default: '16000' },
    checked: { type: 'string', default: '5000,20000' },
  },
});
if (!install() || !build()) process.exit(1);

const workers = Number(values.workers);
const cores = Math.min(workers, availableParallelism());
const sizes = [...values.n.split(',').map(Number), ...(values.million ? [1_000_000] : [])];
/** What runs are asked for. */
const asked = {
  ...{ conversations: 10_000, efficiency: 0.7, steady: 0.15, megabytes: 600, workerStartMs: 300 },
  ...{ helpSeconds: 0.25, smallSeconds: 1.5, checked: 5_000, queueRatio: 0.85 },
};
/** Peaks that differ by less are flat. */
const flat = 0.15;
const directory = mkdtempSync(join(tmpdir(), 'datagen-bench-runs-'));
/** Peak memory of each size, by command. */
const checks = new Map();

try {
  console.log(`${describeMachine()}\n${workers} workers, seed 42; medians of 5 unless [k] says of how many.`);
  await datagen(directory, 'build', '--artifacts', 'artifacts');
  const bundled = await measureCatalog('bundled catalog', join(directory, 'artifacts'), sizes, null);
  for (const folder of values.artifacts) {
    const counts = sizes.filter((n) => n < 1_000_000);
    await measureCatalog(basename(resolve(folder)), resolve(folder), counts, bundled);
  }
  await measureCommands();
  for (const n of values.checked.split(',').map(Number)) await measureChecks(n);
  compareChecks();
  await measureQueue(Number(values['queue-n']));
  console.log(`\n${describeMachine()}`);
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/** Records a second of runs of one catalog, start-up excluded. */
async function measureCatalog(name, artifacts, counts, reference) {
  title(name);
  const starts = await repeat(() => measure('start', artifacts, workers));
  line(
    'catalog loaded',
    `${ms(medianOf(starts, 'loadMs'))}, packed for threads ${ms(medianOf(starts, 'shareMs'))}`,
  );
  const ready = medianOf(starts, 'allMs');
  line(
    `${workers} threads ready after that`,
    ms(ready),
    `≤ ${asked.workerStartMs} ms`,
    ready <= asked.workerStartMs,
  );

  const sample = join(directory, 'sample.jsonl');
  await datagen(
    directory,
    'generate',
    ...flags(artifacts, Math.min(2_000, counts[0] ?? 2_000)),
    '--output',
    sample,
  );
  const before = measureCeilings(artifacts, sample);
  const results = [];
  for (const n of counts) {
    const result = await measureRun(artifacts, n, results.at(-1)?.bytesEach ?? before.bytesEach);
    if (result !== null) results.push(result);
  }
  const after = measureCeilings(artifacts, sample);
  rmSync(sample);

  const between = (key) => (before[key] + after[key]) / 2;
  const [computed, ceiling] = [between('computed'), between('stringifyAll')];
  line('JSON.stringify alone, 1 thread', rates(between('stringifyOne'), between('megabytesOne')));
  line(`JSON.stringify alone, ${workers} threads`, rates(ceiling, between('megabytesAll')));
  line('planning alone', `${whole(between('planned'))} rows/s`);
  line(
    'pure compute, 1 thread',
    `${whole(computed)}/s (before ${whole(before.computed)}, after ${whole(after.computed)})`,
  );
  for (const result of results) {
    const { n, rate, times } = result;
    const which = `run of ${n}${times === 5 ? '' : ` [${times}]`}`;
    const least = reference === null ? asked.conversations : reference / 2;
    line(`${which}, start-up excluded`, `${whole(rate)}/s`, `≥ ${whole(least)}/s`, rate >= least);
    line(`${which}, whole command`, `${whole(n / result.seconds)}/s, ${result.seconds.toFixed(1)} s`);
    const efficiency = rate / (cores * computed);
    line(
      `  of ${cores} × pure compute`,
      efficiency.toFixed(2),
      `≥ ${asked.efficiency}`,
      efficiency >= asked.efficiency,
    );
    line(
      `  of the slower of planning and ${cores} × compute`,
      (rate / Math.min(between('planned'), cores * computed)).toFixed(2),
    );
    line('  of JSON.stringify alone', (rate / ceiling).toFixed(3), 'said');
    const { megabytes } = result;
    line('  peak memory', `${whole(megabytes)} MB`, `≤ ${asked.megabytes} MB`, megabytes <= asked.megabytes);
    if (result.drift !== null)
      line(
        '  last quarter against second: memory',
        percent(result.drift),
        `± ${flat * 100} %`,
        result.drift <= flat,
      );
  }
  compareRuns(results);
  return results[0]?.rate ?? null;
}

/** One thread's compute and what writing as JSON takes at most. */
function measureCeilings(artifacts, sample) {
  const { computed, planned } = measure('compute', artifacts, values.rows);
  const one = measure('stringify', sample, 1);
  const all = measure('stringify', sample, workers);
  return {
    ...{ computed, planned, stringifyOne: one.records, megabytesOne: one.megabytes },
    ...{
      stringifyAll: all.records,
      megabytesAll: all.megabytes,
      bytesEach: (one.megabytes * 1e6) / one.records,
    },
  };
}

async function measureRun(artifacts, n, bytesEach) {
  const { bavail, bsize } = statfsSync(directory);
  const needed = n * bytesEach * 1.1;
  if (needed > bavail * bsize) {
    line(
      `run of ${n}`,
      `skipped: ${whole(needed / 1e9)} GB needed, ${whole((bavail * bsize) / 1e9)} GB free`,
    );
    return null;
  }
  const runs = await repeat(() => runOnce(artifacts, n));
  const empty = await repeat(() => runOnce(artifacts, 1));
  const [seconds, startSeconds] = [medianOf(runs, 'seconds'), medianOf(empty, 'seconds')];
  const { bytes } = runs[0];
  return {
    ...{ n, seconds, times: runs.length, rate: n / (seconds - startSeconds), bytesEach: bytes / n },
    megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)),
    drift: driftOf(runs[0].memory),
  };
}

/** A run to a directory, which is removed after. */
async function runOnce(artifacts, n) {
  const runDir = join(directory, 'run');
  const place = ['--run-dir', runDir, '--workers', workers, '--json'];
  const result = await datagen(directory, 'generate', ...flags(artifacts, n), ...place);
  const bytes = Number(
    /^\d+/.exec(spawnSync('du', ['-sb', runDir], { encoding: 'utf8' }).stdout ?? '')?.[0] ?? 0,
  );
  rmSync(runDir, { recursive: true, force: true });
  return { ...result, bytes };
}

/** How much more memory the last quarter of a run held than the second; null where it was too short to say. */
function driftOf(memory) {
  const quarter = Math.floor(memory.length / 4);
  if (quarter < 5) return null;
  const held = (part) => median(part.map(([, megabytes]) => megabytes));
  return held(memory.slice(-quarter)) / held(memory.slice(quarter, quarter * 2)) - 1;
}

function compareRuns(results) {
  if (results.length < 2) return;
  const [{ rate, megabytes }] = results;
  const spread = Math.max(...results.map((result) => Math.abs(result.rate / rate - 1)));
  const growth = Math.max(...results.map((result) => result.megabytes / megabytes - 1));
  const sizes = results.map(({ n }) => n).join(', ');
  line(`rate over n = ${sizes}`, `differs by ${percent(spread)}`, '± 15 %', spread <= asked.steady);
  line(`peak memory over n = ${sizes}`, `grows by ${percent(growth)}`, 'flat', growth <= flat);
}

async function measureCommands() {
  title('commands, whole');
  const help = medianOf(await repeat(() => datagen(directory, '--help')), 'seconds');
  line('datagen --help', `${help.toFixed(2)} s`, `≤ ${asked.helpSeconds} s`, help <= asked.helpSeconds);
  const small = ['generate', ...flags('artifacts', 50), '--output', 'small.jsonl', '--quiet'];
  const seconds = medianOf(await repeat(() => datagen(directory, ...small)), 'seconds');
  line(
    'datagen generate --n 50',
    `${seconds.toFixed(2)} s`,
    `≤ ${asked.smallSeconds} s`,
    seconds <= asked.smallSeconds,
  );
}

async function measureChecks(n) {
  title(`checks of ${n} records`);
  const file = join(directory, `checked-${n}.jsonl`);
  await datagen(directory, 'generate', ...flags('artifacts', n), '--output', file, '--quiet');
  console.log(`  ${whole(statSync(file).size / 1e6)} MB`);
  for (const command of ['validate', 'metrics']) {
    const results = await repeat(() => datagen(directory, command, '--input', file, '--quiet'));
    const [seconds, cpu] = [medianOf(results, 'seconds'), medianOf(results, 'cpuSeconds')];
    const megabytes = medianOf(results, 'megabytes');
    checks.set(command, [...(checks.get(command) ?? []), megabytes]);
    const rate = n / cpu;
    line(
      `${command}, records/s a core`,
      `${whole(rate)} (${whole(n / seconds)} by the clock)`,
      `≥ ${asked.checked}`,
      rate >= asked.checked,
    );
    line(`${command}, peak memory`, `${whole(megabytes)} MB`);
  }
  rmSync(file);
}

function compareChecks() {
  for (const [command, peaks] of checks) {
    if (peaks.length < 2) continue;
    const growth = Math.max(...peaks) / peaks[0] - 1;
    line(
      `${command}, memory from ${values.checked.split(',').join(' to ')}`,
      `grows by ${percent(growth)}`,
      'flat',
      growth <= flat,
    );
  }
}

/** Runs of one worker process with so many threads over a queue, each beside a local one. */
async function measureQueue(n) {
  title(`queue, ${n} records, 1,000 a shard`);
  const { hasRedis, startRedis } = await redisHelper(directory);
  if (!hasRedis()) {
    line('bullmq', 'skipped: there is no redis-server here');
    return;
  }
  const redis = await startRedis();
  try {
    const artifacts = join(directory, 'artifacts');
    // In turns, so that both meet the same machine.
    const pairs = await repeat(async () => {
      const [local, queue] = [await runOnce(artifacts, n), await runOverQueue(artifacts, n, redis)];
      return { seconds: local.seconds, local: local.seconds, queue: queue.seconds };
    });
    const starts = await repeat(async () => {
      const [local, queue] = [await runOnce(artifacts, 1), await runOverQueue(artifacts, 1, redis)];
      return { local: local.seconds, queue: queue.seconds };
    });
    const rate = (key) => n / (medianOf(pairs, key) - medianOf(starts, key));
    const times = pairs.length === 5 ? '' : ` [${pairs.length}]`;
    line(`local${times}`, `${whole(rate('local'))}/s, start-up ${medianOf(starts, 'local').toFixed(1)} s`);
    line(`bullmq${times}`, `${whole(rate('queue'))}/s, start-up ${medianOf(starts, 'queue').toFixed(1)} s`);
    const ratio = rate('queue') / rate('local');
    line(
      'bullmq of local, start-up excluded',
      ratio.toFixed(2),
      `≥ ${asked.queueRatio}`,
      ratio >= asked.queueRatio,
    );
    line('bullmq of local, whole', (medianOf(pairs, 'local') / medianOf(pairs, 'queue')).toFixed(2));
  } finally {
    await redis.stop();
    rmSync(redis.directory, { recursive: true, force: true });
  }
}

async function runOverQueue(artifacts, n, redis) {
  const runDir = join(directory, 'queue');
  const place = ['--run-dir', runDir, '--artifacts', artifacts, '--redis', redis.url];
  const worker = startDatagen(directory, 'worker', ...place, '--workers', workers);
  const queued = ['--n', n, '--seed', 42, '--engine', 'bullmq', '--json'];
  try {
    return await datagen(directory, 'generate', ...place, ...queued);
  } finally {
    await worker.done;
    rmSync(runDir, { recursive: true, force: true });
  }
}

function flags(artifacts, n) {
  return ['--n', n, '--seed', 42, '--artifacts', artifacts];
}

function measure(...task) {
  const script = join(root, 'bench', 'measure-runs.mjs');
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...task.map(String)], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(stderr.trim());
  return JSON.parse(stdout);
}

function title(text) {
  console.log(`\n${text}`);
}

function line(name, figure, wanted = '', holds = null) {
  const verdict = holds === null ? '' : holds ? 'ok' : 'SHORT';
  console.log(`  ${name.padEnd(44)} ${figure.padEnd(46)} ${wanted.padEnd(12)} ${verdict}`.trimEnd());
}

function rates(records, megabytes) {
  return `${whole(records)} records/s, ${whole(megabytes)} MB/s`;
}

function percent(share) {
  return `${(share * 100).toFixed(0)} %`;
}

function ms(milliseconds) {
  return `${milliseconds.toFixed(0)} ms`;
}

function whole(number) {
  return Math.round(number).toLocaleString('en-GB');
}
