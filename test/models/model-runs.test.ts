import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';
import { createFakeServer, type FakeServer } from '../../src/fake-llm/create-fake-server.js';
import { createRandom } from '../../src/random/random.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import { validateRecord } from '../../src/validate/validate-record.js';

const main = join(packageRoot, 'dist', 'cli', 'main.js');
const key = 'sk-ant-canary-0123456789abcdef';
const directory = mkdtempSync(join(tmpdir(), 'datagen-models-'));
const settings = join(packageRoot, 'test', 'fixtures', 'model-runs.yaml');
const n = 16;
let server: FakeServer;
beforeAll(async () => {
  server = await createFakeServer({ seed: 3, faultRate: 0.2, slowBodyMs: 4000, latencyMs: 15 });
  await run(['build', '--artifacts', 'artifacts']);
}, 60_000);
afterAll(() => server.close());

type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

function environment(more: { readonly [name: string]: string } = {}): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '', ANTHROPIC_BASE_URL: server.url, ANTHROPIC_API_KEY: key, ...more };
}

async function run(flags: readonly string[], more: { readonly [name: string]: string } = {}): Promise<Ended> {
  const options = { cwd: directory, env: environment(more), maxBuffer: 64 * 1024 * 1024 };
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [main, ...flags], options)) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

function generate(output: string, cache: string, ...more: string[]): string[] {
  const flags = ['--n', String(n), '--seed', '42', '--agents', 'llm', '--evaluate', '--repair', '--verbose'];
  const files = ['--artifacts', 'artifacts', '--output', output, '--cache', cache, '--config', settings];
  return ['generate', ...flags, ...files, ...more];
}

function recordsOf(file: string): DatasetRecord[] {
  const lines = readFileSync(join(directory, file), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as DatasetRecord);
}

function bytesOf(file: string): string {
  return readFileSync(join(directory, file), 'utf8');
}

describe('a run of live models against a provider with 20 % faults of all kinds', () => {
  let whole: Ended;
  beforeAll(async () => {
    whole = await run(generate('whole.jsonl', 'cache'));
  }, 120_000);

  it('gives every row a record or a typed rejection, none twice, every law kept', () => {
    const ids = recordsOf('whole.jsonl').map(({ conversation_id: id }) => id);
    const givenUp = [...whole.stderr.matchAll(/^row (\d+): given up: ([a-z0-9 -]+)/gm)].map(
      ([, row = '']) => `conv_42_${row.padStart(4, '0')}`,
    );
    expect([0, 4]).toContain(whole.code);
    expect([...ids, ...givenUp].sort()).toEqual(
      Array.from({ length: n }, (_, row) => `conv_42_${String(row).padStart(4, '0')}`),
    );
    expect(ids.length).toBeGreaterThan(n / 2);
    expect(recordsOf('whole.jsonl').flatMap((record) => validateRecord(record))).toEqual([]);
  });

  it('keeps a line for each call in the ledger, and says what it came to', () => {
    const lines = bytesOf('whole.jsonl.ledger.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (const line of lines)
      expect(line).toMatchObject({ logical_id: expect.stringMatching(/^conv_42_\d{4}\//), cached: false });
    expect(lines.some(({ retries }) => retries > 0)).toBe(true);
    expect(whole.stdout).toMatch(/models: [\d,]+ calls, .*\$\d/);
  });

  it('is repeated from what was recorded alone: the same bytes, and nothing is asked', async () => {
    const before = server.requests().length;
    const again = await run(generate('again.jsonl', 'cache', '--replay-only'), {
      ANTHROPIC_BASE_URL: 'http://127.0.0.1:9',
      ANTHROPIC_API_KEY: '',
    });
    expect(again.code).toBe(whole.code);
    expect(bytesOf('again.jsonl')).toBe(bytesOf('whole.jsonl'));
    expect(server.requests()).toHaveLength(before);
  });

  it('ends at a call that nothing recorded answers, by its name', async () => {
    const other = await run(generate('other.jsonl', 'cache', '--replay-only', '--model', 'claude-other'));
    expect(other.code).toBe(1);
    expect(other.stderr).toMatch(/conv_42_\d{4}\/planner\/0\/0\.0\.0/);
    expect(existsSync(join(directory, 'other.jsonl'))).toBe(false);
  });

  it('comes to the same file when it is killed at ten random moments and run again', async () => {
    const random = createRandom('kills');
    for (let kill = 0; kill < 10; kill += 1) {
      const child = spawn(process.execPath, [main, ...generate('killed.jsonl', 'killed')], {
        ...{ cwd: directory, env: environment(), stdio: 'ignore' },
      });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await Promise.race([setTimeout(random.integer(300, 2200)), ended]);
      child.kill('SIGKILL');
      await ended;
    }
    const last = await run(generate('killed.jsonl', 'killed'));
    expect(last.code).toBe(whole.code);
    expect(bytesOf('killed.jsonl')).toBe(bytesOf('whole.jsonl'));
    expect(bytesOf('killed.jsonl.config.json')).toBe(bytesOf('whole.jsonl.config.json'));
  }, 180_000);

  it('stops at its budget with what is done, and goes on from there', async () => {
    const first = await run(generate('capped.jsonl', 'capped', '--max-calls', '60'));
    expect(first.code).toBe(4);
    expect(first.stderr).toMatch(/60 calls|--max-calls/);
    const done = existsSync(join(directory, 'capped.jsonl')) ? bytesOf('capped.jsonl') : '';
    expect(bytesOf('whole.jsonl').startsWith(done)).toBe(true);
    expect((await run(generate('capped.jsonl', 'capped'))).code).toBe(whole.code);
    expect(bytesOf('capped.jsonl')).toBe(bytesOf('whole.jsonl'));
  }, 120_000);

  it('leaves no key in any file or message', () => {
    const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(100);
    for (const entry of files)
      expect(readFileSync(join(entry.parentPath, entry.name), 'latin1').includes(key), entry.name).toBe(
        false,
      );
    expect(whole.stdout + whole.stderr).not.toContain(key);
  });
});

describe('offline runs', () => {
  it('stay offline whatever keys there are', async () => {
    const before = server.requests().length;
    const flags = ['--n', '5', '--artifacts', 'artifacts', '--output', 'offline.jsonl', '--evaluate'];
    const { code } = await run(['generate', ...flags], {
      OPENAI_API_KEY: 'x',
      OPENAI_MODEL_NAME: 'some-model',
    });
    expect(code).toBe(0);
    expect(server.requests()).toHaveLength(before);
    for (const { metadata } of recordsOf('offline.jsonl'))
      expect(new Set(Object.values(metadata.agents))).toEqual(new Set(['offline']));
  });
});

describe('a policy', () => {
  it('refuses a model that it does not name, before anything is asked, with exit 3', async () => {
    const before = server.requests().length;
    const policy = join(packageRoot, 'config', 'policies', 'example.yaml');
    const { code, stderr } = await run(
      generate('refused.jsonl', 'refused', '--policy', policy, '--model', 'claude-unheard-of'),
    );
    expect(code).toBe(3);
    expect(stderr).toContain('claude-unheard-of');
    expect(server.requests()).toHaveLength(before);
    expect(existsSync(join(directory, 'refused.jsonl'))).toBe(false);
  });
});

describe('a dry run', () => {
  it('says what a run would take, and asks nobody', async () => {
    const before = server.requests().length;
    const { code, stdout } = await run(generate('dry.jsonl', 'dry', '--dry-run', '--json'));
    const estimate = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(estimate.roles.map(({ role }: { role: string }) => role)).toEqual([
      'planner',
      'user',
      'assistant',
    ]);
    for (const { calls, input_tokens: input, cost_usd: cost } of estimate.roles) {
      expect(calls).toBeGreaterThanOrEqual(n);
      expect(input).toBeGreaterThan(1000);
      expect(cost).toBeGreaterThan(0);
    }
    expect(server.requests()).toHaveLength(before);
    expect(existsSync(join(directory, 'dry.jsonl'))).toBe(false);
  });
});
