// How many conversations a second the language puts into words on one core: the acts of played conversations, realised again and
// again. `node bench/language.mjs DIR …` for folders of artifacts; `npm run bench` measures the bundled catalog.

import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../test/prepare.mjs';

const lib = (path) => import(join(root, 'dist', path));
const conversations = 120;
const seconds = 3;

/** Measures one folder of artifacts. */
export async function language(name, directory, locale = 'en') {
  const played = await play(directory, locale);
  const { realiseUser } = await lib('language/user/realise-user.js');
  const { realiseAssistant } = await lib('language/assistant/realise-assistant.js');
  const { createRandom } = await lib('random/random.js');
  const random = createRandom('bench');
  const utterances = played.reduce((sum, { said }) => sum + said.length, 0);
  let spoken = 0;
  const once = (round) => {
    for (const [index, { speech, said }] of played.entries())
      for (const [place, { speaker, act }] of said.entries()) {
        const realise = speaker === 'user' ? realiseUser : realiseAssistant;
        spoken += realise(act, speech, random.fork(`${round}/${index}/${place}`)).text.length;
      }
  };
  once('warm-up');
  const start = process.hrtime.bigint();
  let rounds = 0;
  let elapsed = 0;
  for (; elapsed < seconds; rounds += 1) {
    once(rounds);
    elapsed = Number(process.hrtime.bigint() - start) / 1e9;
  }
  const rate = (rounds * played.length) / elapsed;
  const each = (elapsed * 1e6) / (rounds * utterances);
  console.log(
    `${name}: language (${locale}), ${Math.round(rate)} conversations/s, ${each.toFixed(1)} µs a text, ${(utterances / played.length).toFixed(1)} texts each, ${spoken} characters`,
  );
}

/** Plays conversations of a run and keeps what was meant in each. */
async function play(directory, locale) {
  const { readArtifacts } = await lib('graph/read-artifacts.js');
  const { createRunSampler } = await lib('steering/create-run-sampler.js');
  const { loadRunConfig } = await lib('config/load-run-config.js');
  const { configDirectory } = await lib('config/package-paths.js');
  const { loadKnowledge } = await lib('concepts/load-knowledge.js');
  const { loadLanguage } = await lib('language/data/load-language.js');
  const { toSpeech } = await lib('language/speech.js');
  const { createPlan } = await lib('plan/create-plan.js');
  const { planScenario } = await lib('planner/plan-scenario.js');
  const { parseErrorMessages } = await lib('planner/parse-error-messages.js');
  const { createOfflineAssistant } = await lib('agents/create-offline-assistant.js');
  const { createOfflineUserProxy } = await lib('agents/create-offline-user-proxy.js');
  const { createOfflineExecutor } = await lib('executor/create-offline-executor.js');
  const { createGeneratorLookup } = await lib('executor/generator-lookup.js');
  const { injectFaults } = await lib('executor/inject-faults.js');
  const { putIntoWords } = await lib('simulation/put-into-words.js');
  const { simulateConversation } = await lib('simulation/simulate-conversation.js');
  const { createRandom } = await lib('random/random.js');

  const config = await loadRunConfig({ command: 'generate', flags: { locale }, environment: {} });
  const { registry, graph } = await readArtifacts(directory);
  const knowledge = loadKnowledge(configDirectory);
  const endpoints = new Map(registry.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const context = {
    endpoints,
    knowledge,
    language: loadLanguage(configDirectory, locale),
    errorMessages: parseErrorMessages(config.components.errors),
  };
  const generatorOf = createGeneratorLookup(knowledge);
  const sampler = createRunSampler({ registry, graph }, config);
  const settings = {
    seed: 42,
    mode: 'mixed',
    locale,
    ...config.plan,
    difficulty: config.generate.difficulty,
    corpusMemory: false,
  };
  const unsayable = new Set();
  const played = [];
  for await (const planned of createPlan({
    registry,
    graph,
    knowledge,
    sampler,
    memory: null,
    unsayable,
    settings,
  })) {
    if (!planned.ok || played.length === conversations) break;
    const { row } = planned;
    const random = createRandom(42).fork(`record-${row.index}`);
    const brief = planScenario(row, row.attempts[0], context, random.fork('planner'));
    const callable = [...brief.steps, ...brief.detours.values()].map(({ endpoint }) => [
      endpoint.callName,
      endpoint,
    ]);
    const world = { seed: `bench/${row.index}`, now: row.now, locale: row.locale, members: new Map() };
    const executor = createOfflineExecutor({ endpoints: new Map(callable), generatorOf, world });
    const said = [];
    const speech = toSpeech(row.style, row.now, context.language);
    const deciders = {
      user: noted('user', createOfflineUserProxy(context, random.fork('user')), said),
      assistant: noted('assistant', createOfflineAssistant(context), said),
    };
    const words = random.fork('wording');
    const speakers = putIntoWords(deciders, speech, words);
    const agents = { ...speakers, executor: injectFaults(executor, brief.faults) };
    if (simulateConversation(brief, agents, words).ok) played.push({ speech, said });
  }
  return played;
}

/** An agent whose acts are noted. */
function noted(speaker, agent, said) {
  return {
    next(state) {
      const move = agent.next(state);
      if (move?.act) said.push({ speaker, act: move.act });
      return move;
    },
  };
}

if (import.meta.url === pathToFileURL(resolve(process.argv[1] ?? '')).href) {
  const [directory, locale] = process.argv.slice(2);
  await language(basename(directory), directory, locale ?? 'en');
}
