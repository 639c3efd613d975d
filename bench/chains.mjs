// Prints planned chains for a person to read and judge: what each step does, where its arguments come from, what it shows.
// `node bench/chains.mjs ARTIFACTS SEED ROWS`

import { join } from 'node:path';
import { root } from '../test/prepare.mjs';

const lib = (path) => import(join(root, 'dist', path));
const cut = (text, length) => (text.length > length ? `${text.slice(0, length)}…` : text);

const [directory, seed, rows] = process.argv.slice(2);
const { readArtifacts } = await lib('graph/read-artifacts.js');
const { createRunSampler } = await lib('steering/create-run-sampler.js');
const { loadRunConfig } = await lib('config/load-run-config.js');
const { createPlan } = await lib('plan/create-plan.js');
const { createKeywordMemory } = await lib('memory/create-keyword-memory.js');
const { loadKnowledge } = await lib('concepts/load-knowledge.js');
const { configDirectory } = await lib('config/package-paths.js');

const config = await loadRunConfig({ command: 'generate', flags: {}, environment: {} });
const artifacts = await readArtifacts(directory);
const { mode, difficulty } = config.generate;
const { shares, attempts, distractors } = config.plan;
const plan = createPlan({
  ...artifacts,
  knowledge: loadKnowledge(configDirectory),
  sampler: createRunSampler(artifacts, config),
  memory: createKeywordMemory(),
  unsayable: new Set(),
  settings: {
    seed: Number(seed),
    mode,
    locale: 'en',
    shares,
    attempts,
    distractors,
    difficulty,
    corpusMemory: true,
  },
});
const endpoints = new Map(artifacts.registry.endpoints.map((endpoint) => [endpoint.id, endpoint]));
const tools = new Map(artifacts.registry.tools.map((tool) => [tool.id, tool]));

for (let row = 0; row < Number(rows); row += 1) {
  const outcome = (await plan.next()).value;
  if (!outcome?.ok) break;
  print(outcome.row);
}

function print({ index, mode, phenomena, attempts: [{ chain, bindings }] }) {
  console.log(`## ${seed}-${index} ${mode} · ${phenomena.join(' ')}`);
  const goalOf = new Map(chain.goals.flatMap(({ steps }, goal) => steps.map((step) => [step, goal + 1])));
  for (const [place, step] of chain.steps.entries()) {
    const endpoint = endpoints.get(step.endpointId);
    const tool = tools.get(endpoint.toolId);
    const group = step.parallelGroup === null ? '' : ` ∥${step.parallelGroup}`;
    const { intent, entity, response } = endpoint;
    console.log(
      ` [${place}] goal ${goalOf.get(place)}${group} ${tool.category} / ${tool.name} :: ${endpoint.name} (${intent} ${entity}) — ${cut(endpoint.description, 110)}`,
    );
    const given = step.arguments.map(({ parameter, from }) => {
      if (from.kind === 'slot')
        return `${parameter}=slot${from.slot} ${cut(JSON.stringify(bindings[from.slot] ?? null), 40)}`;
      if (from.kind === 'link')
        return `${parameter}←[${from.step}]${from.field}${from.item > 0 ? `#${from.item}` : ''}`;
      return `${parameter}:=${JSON.stringify(from.value)}`;
    });
    if (given.length > 0) console.log(`      ${given.join('; ')}`);
    const shown = [...new Set(response.fields.map(({ name }) => name))].slice(0, 9).join(' ');
    console.log(`      → ${response.origin}: ${shown}`);
  }
}
