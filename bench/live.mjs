// How near live conversations come to the rate that a model allows, once as many are under way as may be: whole runs of the
// program against the fake server, whose answers take half a second. `node bench/live.mjs ARTIFACTS` after a build.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { root } from '../test/prepare.mjs';

const answerMs = 500;
const port = 8798;

/** Prints the rate of calls between a fifth and three fifths of the run, when neither start nor end shows, and the memory. */
export async function live(artifacts, n = 300, inFlight = 64) {
  const directory = mkdtempSync(join(tmpdir(), 'datagen-bench-live-'));
  const fake = join(root, 'dist', 'fake-llm', 'main.js');
  const server = spawn(process.execPath, [fake, '--port', String(port), '--latency', String(answerMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(server.stdout, 'data');
    const { calls, peak } = await run(directory, artifacts, n, inFlight);
    const total = calls.at(-1)?.count ?? 0;
    const middle = calls.filter(({ count }) => count >= total * 0.2 && count <= total * 0.6);
    const [first, last] = [middle[0], middle.at(-1)];
    const rate = (last.count - first.count) / (last.seconds - first.seconds);
    const ideal = (inFlight * 1000) / answerMs;
    console.log(
      `live: ${n} conversations, ${total} calls of ${answerMs} ms, ${inFlight} under way: ${Math.round(rate)} calls/s in the steady state, ${((100 * rate) / ideal).toFixed(1)} % of the ideal ${ideal}, ${peak} MB at most`,
    );
  } finally {
    server.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function run(directory, artifacts, n, inFlight) {
  const output = join(directory, 'live.jsonl');
  const flags = ['--n', n, '--agents', 'llm', '--concurrency', inFlight, '--cache', join(directory, 'cache')];
  const files = ['--artifacts', artifacts, '--output', output, '--quiet'];
  const child = spawn(
    process.execPath,
    [join(root, 'dist', 'cli', 'main.js'), 'generate', ...flags.map(String), ...files],
    {
      env: {
        PATH: process.env.PATH,
        ANTHROPIC_BASE_URL: `http://127.0.0.1:${port}`,
        ANTHROPIC_API_KEY: 'none',
      },
      stdio: 'ignore',
    },
  );
  const started = performance.now();
  const calls = [];
  let peak = 0;
  let isOver = false;
  child.once('exit', () => {
    isOver = true;
  });
  while (!isOver) {
    await setTimeout(500);
    const count = lines(`${output}.ledger.jsonl`);
    calls.push({ seconds: (performance.now() - started) / 1000, count });
    peak = Math.max(peak, memoryOf(child.pid));
  }
  return { calls, peak };
}

function lines(path) {
  if (!existsSync(path)) return 0;
  return readFileSync(path, 'latin1').split('\n').length - 1;
}

/** Megabytes; 0 where the system does not say. */
function memoryOf(pid) {
  try {
    return Math.round(
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) / 1024,
    );
  } catch {
    return 0;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [artifacts, ...counts] = process.argv.slice(2);
  await live(artifacts, ...counts.map(Number));
}
