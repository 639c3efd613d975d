import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';
import { createFakeServer, type FakeServer } from '../../src/fake-llm/create-fake-server.js';
import { verifyRun } from '../../src/runs/verify-run.js';
import { runInProcess } from '../cli/run-in-process.js';
import { hasRedis, startRedis, type TestRedis } from '../support/start-redis.js';

// Threads need the built program, and so does what is killed here.
const main = join(packageRoot, 'dist', 'cli', 'main.js');
const directory = mkdtempSync(join(tmpdir(), 'datagen-queue-'));
const settings = join(directory, 'settings.yaml');
writeFileSync(
  settings,
  `run: { plan: { block_size: 20 } }
engine:
  shard_rows: 20
  bullmq: { attempts: 2, lock_seconds: 2, stalled_seconds: 1, reconcile_seconds: 0.5 }
${readFileSync(join(packageRoot, 'test', 'fixtures', 'model-runs.yaml'), 'utf8')}`,
);
const n = 80;
const shards = n / 20;

type Running = {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
};
const running = new Set<ChildProcess>();
/** All that the processes of this file said. */
let said = '';

function start(
  parameters: readonly string[],
  environment: { readonly [name: string]: string } = {},
): Running {
  const child = spawn(process.execPath, [main, ...parameters, '--config', settings], {
    cwd: directory,
    env: { PATH: process.env.PATH ?? '', ...environment },
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      said += text;
    });
  const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code, output });
    }),
  );
  return { child, ended };
}

const flags = ['--n', String(n), '--seed', '11', '--artifacts', 'artifacts'];

function generate(runDir: string, redis: string, ...more: readonly string[]): Running {
  return start(['generate', ...flags, '--run-dir', runDir, '--engine', 'bullmq', '--redis', redis, ...more]);
}

function work(runDir: string, redis: string, ...more: readonly string[]): Running {
  const place = ['--run-dir', runDir, '--artifacts', 'artifacts', '--redis', redis];
  return start(['worker', ...place, '--workers', '1', ...more]);
}

function committed(runDir: string): string[] {
  const folder = join(directory, runDir, 'shards');
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function hashOf(runDir: string): string {
  const hash = createHash('sha256');
  for (const shard of committed(runDir)) hash.update(readFileSync(join(directory, runDir, 'shards', shard)));
  return hash.digest('hex');
}

async function until(condition: () => boolean, what: string): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    if (condition()) return;
    await setTimeout(50);
  }
  throw new Error(`Nothing became of: ${what}.\n${said.slice(-2000)}`);
}

/** The run is whole, and the same as that of one process. */
async function expectWhole(runDir: string, expected: string): Promise<void> {
  expect(committed(runDir)).toHaveLength(shards);
  expect(hashOf(runDir)).toBe(expected);
  expect((await verifyRun(join(directory, runDir))).problems).toEqual([]);
}

// Machines may be busy.
vi.setConfig({ testTimeout: 150_000 });
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

describe.skipIf(!hasRedis())('a run over a queue (with redis-server)', () => {
  let redis: TestRedis;
  let expected: string;
  beforeAll(async () => {
    redis = await startRedis();
    const local = await start(['generate', ...flags, '--run-dir', 'local', '--workers', '1']).ended;
    expect(local).toMatchObject({ code: 0 });
    expected = hashOf('local');
  });
  afterAll(() => redis.stop());

  it('gives the bytes of one process with two workers, who end when it is over', async () => {
    const workers = [work('plain', redis.url), work('plain', redis.url)];
    expect(await generate('plain', redis.url).ended).toMatchObject({ code: 0 });
    for (const { ended } of workers) expect(await ended).toMatchObject({ code: 0 });
    await expectWhole('plain', expected);
    expect(readdirSync(join(directory, 'plain')).sort()).toEqual([
      'manifest.json',
      'reports',
      'run-log.jsonl',
      'run.json',
      'shards',
    ]);
    expect(readFileSync(join(directory, 'plain', 'manifest.json'), 'utf8')).toBe(
      readFileSync(join(directory, 'local', 'manifest.json'), 'utf8'),
    );
    // The queue is gone with the run; what a worker that looks for others may leave has no jobs.
    expect(await redis.command('KEYS', '*:shard-*')).toBe('*0');
    expect(await redis.command('KEYS', '*:completed')).toBe('*0');
  });

  it('survives a queue that is emptied, and a Redis that is killed and started again', async () => {
    const workers = [work('lost', redis.url), work('lost', redis.url)];
    const coordinator = generate('lost', redis.url);
    await until(() => committed('lost').length >= 1, 'a first shard');
    expect(await redis.command('FLUSHALL')).toBe('+OK');
    await until(() => committed('lost').length >= 2, 'shards after the queue was emptied');
    await redis.kill();
    await setTimeout(500);
    await redis.start();
    expect(await coordinator.ended).toMatchObject({ code: 0 });
    for (const { ended } of workers) expect(await ended).toMatchObject({ code: 0 });
    await expectWhole('lost', expected);
  });

  it('has no shard twice where a worker is frozen past its lock and wakes', async () => {
    const coordinator = generate('frozen', redis.url);
    const frozen = work('frozen', redis.url);
    const pid = `-${frozen.child.pid}-`;
    const drafts = join(directory, 'frozen', 'work');
    await until(
      () => existsSync(drafts) && readdirSync(drafts).some((name) => name.includes(pid)),
      'a worker at its shard',
    );
    frozen.child.kill('SIGSTOP');
    const other = work('frozen', redis.url);
    expect(await coordinator.ended).toMatchObject({ code: 0 });
    frozen.child.kill('SIGCONT');
    for (const { ended } of [frozen, other]) expect(await ended).toMatchObject({ code: 0 });
    await expectWhole('frozen', expected);
  });

  it('goes on where its coordinator was killed, and ends with what is under way where it is stopped', async () => {
    const worker = work('stopped', redis.url);
    const killed = generate('stopped', redis.url);
    await until(() => committed('stopped').length >= 1, 'a first shard');
    killed.child.kill('SIGKILL');
    await killed.ended;
    const coordinator = generate('stopped', redis.url);
    await until(() => committed('stopped').length >= 2, 'another shard');
    coordinator.child.kill('SIGTERM');
    const { code, output } = await coordinator.ended;
    // Where the last shards were under way, the run is whole.
    expect([0, 130]).toContain(code);
    if (code === 130) expect(output).toContain('the same command goes on from there');
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toMatchObject({ code: 0 });
    // The shards are the same whoever made them: the local engine goes on with them.
    const local = await start(['generate', ...flags, '--run-dir', 'stopped', '--workers', '1']).ended;
    expect(local).toMatchObject({ code: 0 });
    await expectWhole('stopped', expected);
  });

  it('names a shard that no worker brings to an end, keeps the others, and tries again', async () => {
    const coordinator = generate('poisoned', redis.url);
    const plan = join(directory, 'poisoned', 'plan', '000000020-000000039.jsonl');
    await until(() => existsSync(plan), 'the rows of a shard');
    appendFileSync(plan, '\n');
    const worker = work('poisoned', redis.url);
    const { code, output } = await coordinator.ended;
    expect(code).toBe(1);
    expect(output).toMatch(/The shard 000000020-000000039\.jsonl could not be made; tried 2 times/);
    expect(output).toContain('is not what was put into the queue');
    expect(committed('poisoned')).toContain('000000000-000000019.jsonl');
    expect((await verifyRun(join(directory, 'poisoned'))).problems).toContainEqual(
      expect.objectContaining({ kind: 'missing', file: 'shards/000000020-000000039.jsonl' }),
    );
    expect(await generate('poisoned', redis.url).ended).toMatchObject({ code: 0 });
    expect(await worker.ended).toMatchObject({ code: 0 });
    await expectWhole('poisoned', expected);
  });

  it('refuses to work on a run that it would make otherwise', async () => {
    const identity = JSON.parse(readFileSync(join(directory, 'local', 'run.json'), 'utf8'));
    const other = async (name: string, changes: object): Promise<string> => {
      mkdirSync(join(directory, name));
      writeFileSync(join(directory, name, 'run.json'), JSON.stringify({ ...identity, ...changes }));
      const { code, output } = await work(name, redis.url).ended;
      expect(code).toBe(1);
      return output;
    };
    const [version, catalog] = await Promise.all([
      other('other-version', { datagen_version: '0.0.1' }),
      other('other-catalog', { catalog_hash: 'f'.repeat(64) }),
    ]);
    expect(version).toContain('datagen_version: "0.0.1"');
    expect(catalog).toContain('catalog_hash');
  });
});

describe('a run over a queue', () => {
  it('says how to start a Redis that is not there, and shows no password', async () => {
    const address = 'redis://somebody:secret-password@127.0.0.1:9';
    const { code, output } = await generate('nowhere', address).ended;
    expect(code).toBe(1);
    expect(output).toContain('Redis at redis://127.0.0.1:9 cannot be reached (ECONNREFUSED)');
    expect(output).toContain('redis-server');
    expect(output).not.toContain('secret-password');
    const wrong = 'http://somebody:secret-password@127.0.0.1:9';
    const refused = await runInProcess(['generate', '--engine', 'bullmq', '--redis', wrong]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).not.toContain('secret-password');
  });

  it('refuses what several processes cannot keep together', async () => {
    const queue = ['generate', '--engine', 'bullmq'];
    const nowhere = await runInProcess(queue);
    expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining('--run-dir') });
    const capped = await runInProcess([...queue, '--run-dir', 'capped', '--max-usd', '3']);
    expect(capped).toMatchObject({ code: 1, stderr: expect.stringContaining('datagen worker --max-usd') });
  });
});

describe.skipIf(!hasRedis())('a run of models over a queue (with redis-server)', () => {
  const key = 'sk-ant-canary-0123456789abcdef';
  const password = 'canary-of-the-queue';
  let redis: TestRedis;
  let server: FakeServer;
  beforeAll(async () => {
    redis = await startRedis({ password });
    server = await createFakeServer({ seed: 3, latencyMs: 5 });
    const built = await start(['build', '--artifacts', 'artifacts']).ended;
    expect(built).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await server.close();
    await redis.stop();
  });

  it('spreads over workers, each with its own cap; what was answered once gives the same bytes', async () => {
    const environment = {
      ...{ ANTHROPIC_BASE_URL: server.url, ANTHROPIC_API_KEY: key, DATAGEN_REDIS: redis.url },
    };
    const models = [
      ...['generate', '--n', '40', '--seed', '11', '--agents', 'llm', '--evaluate'],
      ...['--artifacts', 'artifacts'],
    ];
    const place = ['--run-dir', 'models', '--artifacts', 'artifacts', '--cache', 'answers'];
    const coordinator = start([...models, '--run-dir', 'models', '--engine', 'bullmq'], {
      DATAGEN_REDIS: redis.url,
    });
    const capped = await start(['worker', ...place, '--max-calls', '5'], environment).ended;
    expect(capped).toMatchObject({ code: 4 });
    expect(capped.output).toContain('The budget of 5 calls');
    const workers = [1, 2].map(() => start(['worker', ...place], environment));
    expect([0, 4]).toContain((await coordinator.ended).code);
    for (const { ended } of workers) expect(await ended).toMatchObject({ code: 0 });
    const ledgers = readdirSync(join(directory, 'models', 'ledger'));
    expect(ledgers.length).toBeGreaterThanOrEqual(2);
    for (const ledger of ledgers) expect(ledger).toMatch(/^[\w.-]+-\d+-\d+\.jsonl$/);

    const calls = server.requests().length;
    const again = await start(
      [...models, '--run-dir', 'replayed', '--cache', 'answers', '--replay-only', '--workers', '1'],
      { ANTHROPIC_BASE_URL: 'http://127.0.0.1:9' },
    ).ended;
    expect([0, 4]).toContain(again.code);
    expect(server.requests()).toHaveLength(calls);
    expect(hashOf('models')).toBe(hashOf('replayed'));
  });

  it('leaves keys and passwords in no file and no log', () => {
    const files = [directory, redis.directory].flatMap((root) =>
      readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)),
    );
    expect(files.some((file) => file.includes('appendonly'))).toBe(true);
    for (const secret of [key, password]) {
      expect(said).not.toContain(secret);
      expect(files.filter((file) => readFileSync(file, 'latin1').includes(secret))).toEqual([]);
    }
  });
});
