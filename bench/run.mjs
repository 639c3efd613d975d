// npm run bench: how fast each stage is on this machine. Everything runs on the bundled catalog, on the built program.
// npm run bench -- FOLDER [endpoints …]: how build, load and sampling grow with the catalog in a folder (large.mjs).
// npm run bench -- runs [flags]: how fast whole runs are, beside what is asked of them (runs.mjs).
// npm run bench -- nodes [flags]: the same bytes on Node 20, 22 and 24 (nodes.mjs).

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { Bench } from 'tinybench';
import { build, install, root } from '../test/prepare.mjs';
import { language } from './language.mjs';
import { live } from './live.mjs';
import { models } from './models.mjs';
import { sampling } from './sampling.mjs';

const [, , word] = process.argv;
if (word !== undefined) {
  const scripts = new Map([
    ['runs', './runs.mjs'],
    ['nodes', './nodes.mjs'],
  ]);
  await import(scripts.get(word) ?? './large.mjs');
  process.exit();
}
if (!install() || !build()) process.exit(1);

const directory = mkdtempSync(join(tmpdir(), 'datagen-bench-'));
const artifacts = join(directory, 'artifacts');
const dataset = join(directory, 'conversations.jsonl');
const count = Number(process.env.BENCH_CONVERSATIONS ?? 300);
const [cpu] = cpus();

try {
  console.log(
    `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
  );
  console.log(`Medians; whole commands include the start of the process. ${count} conversations, seed 42.\n`);
  await commands();
  await stages();
  console.log('\nOn one core:');
  await language('bundled', artifacts, 'en');
  await language('bundled', artifacts, 'ja');
  await sampling('bundled', artifacts);
  for (const folder of (process.env.BENCH_ARTIFACTS ?? '').split(':').filter((name) => name !== ''))
    await sampling(basename(folder), folder);
  await models();
  await live(artifacts);
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function commands() {
  const bench = new Bench({ iterations: 5, time: 0, warmup: false });
  bench.add('datagen --help', () => datagen('--help'));
  bench.add('datagen build', () => datagen('build', '--artifacts', artifacts));
  bench.add(`datagen generate --n ${count}`, () =>
    datagen('generate', '--n', String(count), '--seed', '42', '--artifacts', artifacts, '--output', dataset),
  );
  bench.add(`datagen validate (${count})`, () => datagen('validate', '--input', dataset));
  bench.add(`datagen metrics (${count})`, () => datagen('metrics', '--input', dataset));
  await report(bench, 1);
}

async function stages() {
  const { validateRecord, serializeRecord } = await import(join(root, 'dist', 'index.js'));
  const records = readFileSync(dataset, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const bench = new Bench({ iterations: 5, time: 0, warmup: true, warmupIterations: 1, warmupTime: 0 });
  bench.add('validate, in memory', () => {
    for (const record of records) validateRecord(record);
  });
  bench.add('serialise', () => {
    for (const record of records) serializeRecord(record);
  });
  await report(bench, records.length);
}

async function report(bench, units) {
  await bench.run();
  for (const { name, result } of bench.tasks) {
    if (result?.state === 'errored') {
      console.log(`${name.padEnd(36)} failed: ${result.error?.message}`);
      continue;
    }
    const milliseconds = result.latency.p50;
    const rate = units === 1 ? '' : `${Math.round((units * 1000) / milliseconds)} records/s`;
    console.log(`${name.padEnd(36)} ${milliseconds.toFixed(0).padStart(7)} ms  ${rate}`);
  }
}

function datagen(...parameters) {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, 'dist', 'cli', 'main.js'), ...parameters, ...quiet(parameters)],
    {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  if (status === 1 || status === null) throw new Error(stderr.trim());
}

function quiet([command]) {
  return command.startsWith('-') ? [] : ['--quiet'];
}
