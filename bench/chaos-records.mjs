// npm run chaos -- records [--records 10000] [--per-record 10] [--seed 7] [--input FILE …]: breaks laws on purpose and
// counts what the validator sees. Without files it generates records from the bundled catalog and, where they lie beside the
// project, from the sample of real tools; each record meets the operators that applied least so far (`--per-record all`: all).
// Exit 1 when a mutated record escapes the law that its operator names, or when a record breaks a law before.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build, install, root } from '../test/prepare.mjs';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '10000' },
    'per-record': { type: 'string', default: '10' },
    seed: { type: 'string', default: '7' },
    workers: { type: 'string', default: String(Math.max(1, Math.min(4, cpus().length))) },
    input: { type: 'string', multiple: true },
  },
});
if (!install() || !build()) process.exit(1);

const directory = mkdtempSync(join(tmpdir(), 'datagen-chaos-'));
let escaped = 0;
try {
  const { mergeResults, renderResults } = await import(await bundle());
  for (const { name, file } of values.input?.map((input) => ({ name: input, file: input })) ??
    generateAll()) {
    const started = performance.now();
    const parts = await runWorkers(file);
    const results = mergeResults(parts.map((part) => part.results));
    const [records, broken] = ['records', 'broken'].map((key) =>
      parts.reduce((sum, part) => sum + part[key], 0),
    );
    console.log(
      `\n${name}: ${records} records, ${broken} broken before, ${((performance.now() - started) / 1000).toFixed(0)} s\n`,
    );
    console.log(renderResults(results));
    for (const result of results.filter(({ applied, caught }) => caught < applied))
      console.log(`! ${result.name}: ${result.escaped.join(', ')}`);
    const silent = results.filter(({ applied }) => applied === 0).map((result) => result.name);
    if (silent.length > 0) console.log(`Nothing to apply to here: ${silent.join(', ')}`);
    escaped += broken + results.reduce((sum, { applied, caught }) => sum + applied - caught, 0);
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
process.exitCode = escaped === 0 ? 0 : 1;

/** The operators are TypeScript among the tests; one file of them is what workers load. */
async function bundle() {
  const { build: bundleWith } = await import('rolldown');
  const file = join(directory, 'chaos.mjs');
  await bundleWith({
    input: join(root, 'test', 'mutants', 'chaos.ts'),
    platform: 'node',
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    output: { file, format: 'esm' },
    logLevel: 'warn',
  });
  return file;
}

function* generateAll() {
  const sample = join(root, '..', 'shared', 'toolbench', 'sample');
  const catalogs = [{ name: 'bundled', build: [] }];
  if (existsSync(sample)) catalogs.push({ name: 'sample of real tools', build: ['--data', sample] });
  for (const [index, catalog] of catalogs.entries()) {
    const [artifacts, file] = [join(directory, `artifacts-${index}`), join(directory, `${index}.jsonl`)];
    datagen('build', '--artifacts', artifacts, ...catalog.build);
    const flags = ['--n', values.records, '--seed', values.seed, '--evaluate'];
    datagen('generate', ...flags, '--artifacts', artifacts, '--output', file);
    yield { name: catalog.name, file };
  }
}

function datagen(...parameters) {
  const main = join(root, 'dist', 'cli', 'main.js');
  const stdio = ['ignore', 'ignore', 'pipe'];
  const { status, stderr } = spawnSync(process.execPath, [main, ...parameters], {
    cwd: root,
    encoding: 'utf8',
    stdio,
  });
  // 4: fewer conversations than asked, which is no fault here.
  if (status !== 0 && status !== 4) throw new Error(stderr.trim());
}

function runWorkers(file) {
  const count = Number(values.workers);
  const perRecord = values['per-record'] === 'all' ? undefined : Number(values['per-record']);
  const workers = Array.from({ length: count }, (_, index) => {
    const workerData = {
      file,
      index,
      count,
      perRecord,
      seed: Number(values.seed),
      chaos: join(directory, 'chaos.mjs'),
      root,
    };
    const worker = new Worker(new URL('chaos-worker.mjs', import.meta.url), { workerData });
    return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  });
  return Promise.all(workers);
}
