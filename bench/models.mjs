// How near independent calls to a language model come to the rate that the model allows: judge-like calls through the runtime
// and the SDK to a server in a process of its own that answers each after half a second. `node bench/models.mjs` after a build.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../test/prepare.mjs';

const lib = (path) => import(join(root, 'dist', path));
const own = fileURLToPath(import.meta.url);
const answerMs = 500;
const model = 'claude-haiku-4-5-20251001';

/** Makes so many calls with so many under way at once, and prints rate and memory. */
export async function models(calls = 2000, inFlight = 64) {
  const directory = mkdtempSync(join(tmpdir(), 'datagen-bench-models-'));
  const server = fork(own, ['serve'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  try {
    const [port] = await once(server, 'message');
    const runtime = await open(directory, `http://127.0.0.1:${port}`, inFlight);
    const judge = runtime.modelFor('judge');
    const requests = Array.from({ length: calls }, (_, index) => request(index));
    // The SDK is imported, and connections are opened, with the first calls.
    await Promise.all(Array.from({ length: inFlight }, (_, index) => judge.generate(request(calls + index))));
    const started = performance.now();
    await Promise.all(requests.map((each) => judge.generate(each)));
    const seconds = (performance.now() - started) / 1000;
    await runtime.close();
    const ideal = (inFlight * 1000) / answerMs;
    const share = ((100 * calls) / seconds / ideal).toFixed(1);
    console.log(
      `models: ${calls} calls of ${answerMs} ms, ${inFlight} under way: ${seconds.toFixed(2)} s, ${Math.round(calls / seconds)} calls/s, ${share} % of the ideal ${ideal}, ${Math.round(peak / 2 ** 20)} MB at most`,
    );
  } finally {
    clearInterval(watch);
    server.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function open(directory, address, limit) {
  const { createModelRuntime } = await lib('language-models/create-model-runtime.js');
  const { parseModelSettings } = await lib('language-models/model-settings.js');
  const { loadRunConfig } = await lib('config/load-run-config.js');
  const { components } = await loadRunConfig({ command: 'evaluate', flags: {}, environment: {} });
  const settings = parseModelSettings(components.models);
  return createModelRuntime({
    roles: new Map([['judge', model]]),
    settings: { ...settings, concurrency: { ...settings.concurrency, limit } },
    environment: { ANTHROPIC_API_KEY: 'none-needed', ANTHROPIC_BASE_URL: address },
    cacheDirectory: join(directory, 'cache'),
    replay: 'auto',
    ledgerPath: join(directory, 'ledger.jsonl'),
    budget: { calls: null, tokens: null, usd: 1000 },
    policy: null,
  });
}

/** About as long as a conversation with its tools. */
function request(index) {
  return {
    logicalId: `conv_42_${index}/judge/0/0`,
    role: 'judge',
    system: 'You judge conversations. '.repeat(200),
    messages: [{ role: 'user', content: `Conversation ${index}. ${'A line of it. '.repeat(400)}` }],
    tools: [scores],
    toolChoice: { tool: 'scores' },
    maxTokens: 1000,
    reasoning: false,
  };
}

const scores = {
  name: 'scores',
  description: 'The scores',
  parameters: {
    type: 'object',
    properties: { naturalness: { type: 'number' }, reasoning: { type: 'string' } },
    required: ['naturalness', 'reasoning'],
  },
};

function serve() {
  const input = { naturalness: 4, reasoning: 'It reads well. '.repeat(20) };
  const answer = JSON.stringify({
    ...{ id: 'msg', type: 'message', role: 'assistant', model, stop_reason: 'tool_use' },
    content: [{ type: 'tool_use', id: 'toolu_1', name: 'scores', input }],
    usage: { input_tokens: 3000, output_tokens: 120 },
  });
  const server = createServer((incoming, outgoing) => {
    incoming.resume();
    incoming.on('end', () =>
      setTimeout(() => {
        outgoing.writeHead(200, { 'content-type': 'application/json' });
        outgoing.end(answer);
      }, answerMs),
    );
  });
  server.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
}

if (process.argv[1] === own) {
  if (process.argv[2] === 'serve') serve();
  else await models(...process.argv.slice(2).map(Number));
}
