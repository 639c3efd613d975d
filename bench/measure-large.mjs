// One measurement of bench/large.mjs in a process of its own, as JSON: `build CATALOG ARTIFACTS` or `sample ARTIFACTS CHAINS`.

import { join } from 'node:path';
import { root } from '../test/prepare.mjs';

const [task, ...parameters] = process.argv.slice(2);
const load = (path) => import(join(root, 'dist', ...path.split('/')));
const { loadRunConfig } = await load('config/load-run-config.js');
const { components } = await loadRunConfig({ command: 'build', environment: {}, flags: {} });
const figures = task === 'build' ? await buildOnce(...parameters) : await sampleOnce(...parameters);
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({
    seconds: performance.now() / 1000,
    user: (userCPUTime + systemCPUTime) / 1e6,
    megabytes: maxRSS / 1024,
    ...figures,
  }),
);

async function buildOnce(catalog, artifacts) {
  const { buildArtifacts } = await load('build-artifacts.js');
  await buildArtifacts({ catalog, artifacts, components });
  return {};
}

async function sampleOnce(artifacts, count) {
  const { loadArtifacts } = await load('load-artifacts.js');
  const { createSampler } = await load('sampler/create-sampler.js');
  const { parseSamplerSettings } = await load('sampler/parse-sampler-settings.js');
  const { createRandom } = await load('random/random.js');
  const start = performance.now();
  const { registry, graph, manifest } = await loadArtifacts(artifacts, components);
  const sampler = createSampler(registry, graph, parseSamplerSettings(components.sampler));
  const loadSeconds = (performance.now() - start) / 1000;
  const { modes } = sampler.capacity();
  const random = createRandom(7);
  const draw = (index) => {
    const mode = modes[index % modes.length];
    const least = mode === 'multi_tool' || mode === 'parallel' ? 2 : 1;
    const request = { mode, steps: { minimum: least, maximum: 5 }, goals: { minimum: 1, maximum: 3 } };
    return sampler.sample(request, random).ok;
  };
  for (let index = 0; index < Number(count) / 4; index += 1) draw(index);
  const before = process.cpuUsage();
  for (let index = 0; index < Number(count); index += 1) draw(index);
  const { user, system } = process.cpuUsage(before);
  return {
    loadSeconds,
    chainsPerSecond: Number(count) / ((user + system) / 1e6),
    endpoints: registry.endpoints.length,
    edges: manifest.counts.projected_edges,
  };
}
