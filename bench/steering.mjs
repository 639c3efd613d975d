// npm run experiment:steering: what corpus memory and coverage steering do. Every run twice, with and without, at several
// sizes and seeds, on the bundled catalog and on real tools where they are at hand. A smaller run is a prefix of a larger
// one, so only the largest is generated. `-- --sizes 50,500 --seeds 1,7,42 --real FOLDER --json` change what is run.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import seedrandom from 'seedrandom';
import { build, install, root } from '../test/prepare.mjs';

if (!install() || !build()) process.exit(1);

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '50,500' },
    seeds: { type: 'string', default: '1,7,42' },
    real: { type: 'string', default: join(root, '..', 'shared', 'toolbench', 'sample') },
    json: { type: 'boolean', default: false },
  },
});
const sizes = values.sizes
  .split(',')
  .map(Number)
  .sort((left, right) => left - right);
const seeds = values.seeds.split(',').map(Number);
const lib = (path) => import(join(root, 'dist', path));
const {
  buildArtifacts,
  bundledCatalogDirectory,
  computeMetrics,
  createOfflineJudge,
  generateDataset,
  loadRunConfig,
  readRubric,
} = await lib('index.js');
const { readArtifacts } = await lib('graph/read-artifacts.js');
const { createRunSampler } = await lib('steering/create-run-sampler.js');
const { createCoverageMeter } = await lib('steering/coverage-meter.js');

const rubric = readRubric();
const judge = createOfflineJudge(rubric);
const figures = [
  ['endpoints', 'endpoints covered', 1],
  ['endpoints_of_bound', 'endpoints, of the greedy bound', 3],
  ['links', 'links covered', 1],
  ['links_of_bound', 'links, of the greedy bound', 3],
  ['entropy', 'chain entropy, normalised', 4],
  ['dissimilarity', 'Jaccard dissimilarity', 4],
  ['domains', 'domains', 1],
  ['score', 'judge, mean score', 3],
  ['naturalness', 'judge, naturalness', 3],
];

const results = [];
for (const [catalog, path] of [
  ['bundled', bundledCatalogDirectory],
  ['real', values.real],
]) {
  if (!existsSync(path)) {
    console.error(`${catalog}: skipped, '${path}' is not there.`);
    continue;
  }
  await runCatalog(catalog, path);
}
if (values.json) console.log(JSON.stringify(results, null, 2));
else printTables();

async function runCatalog(catalog, path) {
  const directory = mkdtempSync(join(tmpdir(), 'datagen-steering-'));
  try {
    const { components } = await loadRunConfig({ command: 'build', flags: {}, environment: {} });
    await buildArtifacts({ catalog: path, artifacts: directory, components });
    const artifacts = await readArtifacts(directory);
    for (const seed of seeds)
      for (const memory of [true, false]) {
        const config = await loadRunConfig({
          command: 'generate',
          flags: { n: String(sizes.at(-1)), seed: String(seed), corpus_memory: String(memory) },
          environment: {},
        });
        const records = [];
        for await (const event of generateDataset(artifacts, config))
          if (event.type === 'record-ready') records.push({ index: event.index, record: event.record });
        for (const n of sizes) {
          const part = records.flatMap(({ index, record }) => (index < n ? record : []));
          results.push({ catalog, n, seed, memory, ...(await measure(part, artifacts, config)) });
        }
        console.error(
          `${catalog}, seed ${seed}, ${memory ? 'with' : 'without'} memory: ${records.length} records`,
        );
      }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measure(records, artifacts, config) {
  const meter = createCoverageMeter(artifacts, createRunSampler(artifacts, config));
  for (const record of records) meter.add(record);
  const { endpoints, links } = meter.measure();
  const { figures: all } = await computeMetrics(records);
  const verdicts = await Promise.all(records.map((record) => judge.judge(record, rubric.gates)));
  return {
    endpoints: endpoints.covered,
    endpoints_of_bound: endpoints.covered / endpoints.bound,
    links: links.covered,
    links_of_bound: links.covered / links.bound,
    entropy: all.chain_entropy.value,
    dissimilarity: all.chain_dissimilarity.value,
    domains: new Set(records.map(({ metadata }) => metadata.domain)).size,
    score: mean(verdicts.map(({ mean_score: score }) => score)),
    naturalness: mean(verdicts.map(({ naturalness }) => naturalness)),
    scores: verdicts.map(({ mean_score: score }) => score),
  };
}

function printTables() {
  for (const catalog of new Set(results.map((result) => result.catalog)))
    for (const n of sizes) {
      const runs = results.filter((result) => result.catalog === catalog && result.n === n);
      console.log(`\n${catalog}, n = ${n}, seeds ${seeds.join(', ')}\n`);
      console.log('| figure | with | without | difference, 95 % t interval |\n|---|---|---|---|');
      for (const [name, title, digits] of figures) {
        const [withMemory, without] = [true, false].map((memory) =>
          seeds.map((seed) => runs.find((run) => run.seed === seed && run.memory === memory)[name]),
        );
        const differences = withMemory.map((value, index) => value - without[index]);
        const [low, high] = tInterval(differences);
        const show = (value) => value.toFixed(digits);
        console.log(
          `| ${title} | ${show(mean(withMemory))} | ${show(mean(without))} | ${show(mean(differences))} (${show(low)} to ${show(high)}) |`,
        );
      }
      const pooled = [true, false].map((memory) =>
        runs.filter((run) => run.memory === memory).flatMap(({ scores }) => scores),
      );
      const [low, high] = bootstrapDifference(pooled);
      console.log(
        `| judge, mean score, bootstrap over conversations | | | ${low.toFixed(3)} to ${high.toFixed(3)} |`,
      );
    }
}

function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** 95 % two-sided interval of the mean of paired differences; the seeds are the sample. */
function tInterval(numbers) {
  const quantiles = [NaN, 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];
  const middle = mean(numbers);
  const variance =
    mean(numbers.map((number) => (number - middle) ** 2)) * (numbers.length / (numbers.length - 1));
  const reach = (quantiles[numbers.length - 1] ?? 1.96) * Math.sqrt(variance / numbers.length);
  return [middle - reach, middle + reach];
}

/** 95 % percentile interval of the difference of means, conversations resampled in each arm. */
function bootstrapDifference([left, right]) {
  const next = seedrandom('bootstrap');
  const resampled = (numbers) => mean(numbers.map(() => numbers[Math.floor(next() * numbers.length)]));
  const differences = Array.from({ length: 1000 }, () => resampled(left) - resampled(right)).sort(
    (a, b) => a - b,
  );
  return [differences[25], differences[974]];
}
