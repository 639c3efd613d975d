// How many chains a second the sampler draws, and what a row costs the plan, on one core. `node bench/sampling.mjs DIR …` for
// folders of artifacts; `npm run bench` measures the bundled catalog and those that BENCH_ARTIFACTS names (between colons).

import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../test/prepare.mjs';

const lib = (path) => import(join(root, 'dist', path));
const seconds = 2;
/** Ways on from an endpoint are worked out when a walk first reaches it: a rate is that of a run under way. */
const warmUpSeconds = 4;

/** Measures one folder of artifacts. Rates count chains that came about; refusals cost their time. */
export async function sampling(name, directory) {
  const { readArtifacts } = await lib('graph/read-artifacts.js');
  const { createRunSampler } = await lib('steering/create-run-sampler.js');
  const { loadRunConfig } = await lib('config/load-run-config.js');
  const { createRandom } = await lib('random/random.js');
  const config = await loadRunConfig({ command: 'generate', flags: {}, environment: {} });

  const readStart = process.hrtime.bigint();
  const artifacts = await readArtifacts(directory);
  const compileStart = process.hrtime.bigint();
  const sampler = createRunSampler(artifacts, config);
  const compiled = process.hrtime.bigint();
  const nodes = artifacts.graph.nodes.length;
  console.log(
    `${name}: ${nodes} endpoints, read in ${milliseconds(readStart, compileStart)} ms, compiled in ${milliseconds(compileStart, compiled)} ms`,
  );

  const { modes } = sampler.capacity();
  const steps = { short: [1, 2] };
  const draw = (index, random) => {
    const mode = modes[index % modes.length];
    const [minimum, maximum] = steps[mode] ?? [2, 6];
    const request = {
      mode,
      steps: { minimum, maximum },
      goals: { minimum: 1, maximum: Math.min(4, minimum + 1) },
    };
    return sampler.sample(request, random.fork(String(index))).ok;
  };
  rate(`${name}: sampling, all modes, 1–6 steps`, 'chains', draw, createRandom('bench'));
  for (const mode of modes) {
    const [minimum, maximum] = steps[mode] ?? [2, 6];
    const goals = { minimum: 1, maximum: Math.min(4, minimum + 1) };
    const one = (index, random) =>
      sampler.sample({ mode, steps: { minimum, maximum }, goals }, random.fork(String(index))).ok;
    rate(`${name}: sampling, ${mode}`, 'chains', one, createRandom('bench'));
  }
  await planning(name, artifacts, sampler, config);
}

async function planning(name, artifacts, sampler, config) {
  const { createPlan } = await lib('plan/create-plan.js');
  const { createKeywordMemory } = await lib('memory/create-keyword-memory.js');
  const { loadKnowledge } = await lib('concepts/load-knowledge.js');
  const { configDirectory } = await lib('config/package-paths.js');
  const knowledge = loadKnowledge(configDirectory);
  const { shares, attempts, distractors } = config.plan;
  const { difficulty } = config.generate;
  for (const corpusMemory of [true, false]) {
    const settings = {
      seed: 42,
      mode: 'mixed',
      locale: 'en',
      shares,
      attempts,
      distractors,
      difficulty,
      corpusMemory,
    };
    const memory = createKeywordMemory();
    const plan = createPlan({ ...artifacts, knowledge, sampler, memory, unsayable: new Set(), settings });
    const what = `${name}: planning, ${corpusMemory ? 'steered' : 'without memory'}`;
    let from = 0;
    for (const to of [100, 600, 1500, 3000]) {
      const cpu = process.cpuUsage();
      for (let row = from; row < to; row += 1) await plan.next();
      const { user, system } = process.cpuUsage(cpu);
      const each = Math.round((user + system) / (to - from));
      console.log(
        `${`${what}, rows ${from}–${to}`.padEnd(60)} ${String(each).padStart(6)} µs of processor time a row`,
      );
      from = to;
    }
  }
}

/** The first second warms up. */
function rate(name, unit, work, random) {
  let done = 0;
  let index = 0;
  let start = process.hrtime.bigint();
  let measuring = false;
  let cpu = process.cpuUsage();
  for (;;) {
    for (let each = 0; each < 20; each += 1, index += 1) if (work(index, random)) done += 1;
    const elapsed = milliseconds(start, process.hrtime.bigint());
    if (!measuring && elapsed > warmUpSeconds * 1000)
      [measuring, done, start, cpu] = [true, 0, process.hrtime.bigint(), process.cpuUsage()];
    else if (measuring && elapsed > seconds * 1000) {
      const used = process.cpuUsage(cpu);
      const wall = Math.round((done * 1000) / elapsed);
      const busy = Math.round((done * 1e6) / (used.user + used.system));
      console.log(
        `${name.padEnd(44)} ${String(wall).padStart(8)} ${unit}/s  (${busy} a second of processor time)`,
      );
      return;
    }
  }
}

function milliseconds(start, end) {
  return Number((end - start) / 1_000_000n);
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  for (const directory of process.argv.slice(2))
    await sampling(basename(resolve(directory)), resolve(directory));
}
