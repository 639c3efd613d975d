import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';
import { createFakeServer, type FakeServer } from '../../src/fake-llm/create-fake-server.js';
import { replyByRules } from '../../src/fake-llm/replies/reply-by-rules.js';
import type { CalibrationReport } from '../../src/judge/calibration/calibration-report.js';
import type { EvaluationReport } from '../../src/report/evaluation-report.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import { validateRecord } from '../../src/validate/validate-record.js';
import { emptyDirectory, type Run, runInProcess } from '../cli/run-in-process.js';

const directory = emptyDirectory();
const model = 'claude-haiku-4-5-20251001';
const n = 20;
let server: FakeServer;

beforeAll(async () => {
  server = await createFakeServer({ seed: 5 });
  await runInProcess(['build', '--artifacts', at('artifacts')]);
  await run(generate('offline.jsonl'));
}, 60_000);
afterAll(() => server.close());

function at(name: string): string {
  return join(directory, name);
}

function run(
  flags: readonly string[],
  more: { readonly [name: string]: string } = {},
  signal?: AbortSignal,
): Promise<Run> {
  const environment = { ANTHROPIC_BASE_URL: server.url, ANTHROPIC_API_KEY: 'sk-ant-planted-000', ...more };
  const waits = join(packageRoot, 'test', 'fixtures', 'model-runs.yaml');
  return runInProcess([...flags, '--config', waits], { environment, ...(signal ? { signal } : {}) });
}

/** An address where nobody answers: what is recorded has to do. */
const nobody = { ANTHROPIC_BASE_URL: 'http://127.0.0.1:9', ANTHROPIC_API_KEY: '' };

function generate(output: string, ...more: string[]): string[] {
  const files = ['--artifacts', at('artifacts'), '--output', at(output), '--cache', at('responses')];
  return ['generate', '--n', `${n}`, '--seed', '42', ...files, ...more];
}

function evaluate(output: string, ...more: string[]): string[] {
  const files = ['--input', at('offline.jsonl'), '--output', at(output)];
  return ['evaluate', ...files, '--cache', at('responses'), '--model', model, ...more];
}

function bytesOf(file: string): string {
  return readFileSync(at(file), 'utf8');
}

function recordsOf(file: string): DatasetRecord[] {
  return bytesOf(file)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as DatasetRecord);
}

function violationsOf(file: string) {
  return recordsOf(file).flatMap((record) => validateRecord(record));
}

describe('generate --agents rewrite', () => {
  it('says the same in a model’s words, calls the same, and is repeated from what was recorded', async () => {
    const flags = ['--agents', 'rewrite', '--model', model, '--role', 'judge=offline', '--evaluate'];
    const { code, stdout } = await run(generate('rewritten.jsonl', ...flags));
    expect(code).toBe(0);
    expect(stdout).toMatch(/\d+ of \d+ texts rewritten/);
    const [offline, rewritten] = [recordsOf('offline.jsonl'), recordsOf('rewritten.jsonl')];
    expect(rewritten.map(({ tool_calls: calls }) => calls)).toEqual(
      offline.map(({ tool_calls: calls }) => calls),
    );
    const changed = rewritten.filter(
      ({ messages }, index) => JSON.stringify(messages) !== JSON.stringify(offline[index]?.messages),
    );
    expect(changed.length).toBeGreaterThan(n / 2);
    for (const { metadata, judge_scores: scores } of changed) {
      expect(metadata.agents).toMatchObject({ planner: 'offline', judge: 'offline' });
      expect(Object.values(metadata.agents)).toContain(model);
      expect(scores?.judge_model).toMatch(/^offline-rubric@/);
    }
    expect(violationsOf('rewritten.jsonl')).toEqual([]);
    const again = await run(generate('rewritten-2.jsonl', ...flags, '--replay-only'), nobody);
    expect(again.code).toBe(0);
    expect(bytesOf('rewritten-2.jsonl')).toBe(bytesOf('rewritten.jsonl'));
  });
});

describe('evaluate --model', () => {
  it('has the model judge every record, and says so', async () => {
    const { code, stdout } = await run(evaluate('judged.jsonl', '--json'));
    const report = JSON.parse(stdout) as EvaluationReport;
    expect([0, 2]).toContain(code);
    expect(report).toMatchObject({ judge_model: model, records: n, unjudged: 0 });
    for (const { judge_scores: scores, metadata } of recordsOf('judged.jsonl')) {
      expect(scores?.judge_model).toBe(model);
      expect(metadata.agents.judge).toBe(model);
    }
    expect(violationsOf('judged.jsonl')).toEqual([]);
  });

  it('has verdicts come by batch, and asks for none of them twice', async () => {
    const cache = ['--cache', at('batched-responses')];
    const fast = { DATAGEN_BATCH_POLL_SECONDS: '0.02' };
    const before = server.requests().length;
    const { code, stderr } = await run(evaluate('batched.jsonl', '--batch', ...cache), fast);
    expect(stderr).toMatch(new RegExp(`${n} verdicts from batches`));
    const paths = server
      .requests()
      .slice(before)
      .map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !path.startsWith('/v1/messages/batches'))).toEqual([]);
    const batched = bytesOf('batched.jsonl');
    for (const { judge_scores: scores } of recordsOf('batched.jsonl'))
      expect(scores?.judge_model).toBe(model);
    const after = server.requests().length;
    const again = await run(evaluate('batched.jsonl', '--batch', ...cache), fast);
    expect(again.code).toBe(code);
    expect(server.requests()).toHaveLength(after);
    expect(bytesOf('batched.jsonl')).toBe(batched);
  });

  it('is interrupted with 130 while a batch is under way, which the same command fetches', async () => {
    const files = ['--cache', at('interrupted-responses')];
    const controller = new AbortController();
    const interrupted = run(
      evaluate('interrupted.jsonl', '--batch', ...files),
      { DATAGEN_BATCH_POLL_SECONDS: '60' },
      controller.signal,
    );
    while (!existsSync(at('interrupted.jsonl.batches.json'))) await setTimeout(20);
    await setTimeout(200);
    controller.abort();
    const { code, stderr } = await interrupted;
    expect(code).toBe(130);
    expect(stderr).toContain('the same command goes on from there');
    const created = () =>
      server.requests().filter(({ path, method }) => method === 'POST' && path.endsWith('batches'));
    const before = created().length;
    await run(evaluate('interrupted.jsonl', '--batch', ...files), { DATAGEN_BATCH_POLL_SECONDS: '0.02' });
    expect(recordsOf('interrupted.jsonl')).toHaveLength(n);
    expect(created()).toHaveLength(before);
  });

  it('says what to do where nobody has batches at the address', async () => {
    const locked = await createFakeServer();
    const { code, stderr } = await run(evaluate('locked.jsonl', '--batch', '--cache', at('locked')), {
      ANTHROPIC_BASE_URL: `${locked.url}/nowhere`,
    });
    await locked.close();
    expect(code).toBe(1);
    expect(stderr).toContain('ANTHROPIC_BASE_URL');
  });

  it('exports no record of a model that the policy does not name, though nobody is asked', async () => {
    const policy = at('policy.yaml');
    writeFileSync(policy, 'allowed_models: [claude-other]\n');
    const flags = ['--input', at('made.jsonl'), '--output', at('exported.jsonl'), '--policy', policy];
    const made = await run(generate('made.jsonl', '--agents', 'rewrite', '--model', model, '--n', '3'));
    expect(made.code).toBe(0);
    const { code, stderr } = await run(['evaluate', ...flags]);
    expect(stderr).toContain(`does not allow the model ${model}`);
    expect(code).toBe(3);
    expect(existsSync(at('exported.jsonl'))).toBe(false);
  });

  it('estimates no judge that the policy does not name', async () => {
    const policy = join(packageRoot, 'config', 'policies', 'example.yaml');
    const flags = ['--dry-run', '--policy', policy, '--model', 'claude-unheard-of'];
    expect((await run(evaluate('dry.jsonl', ...flags))).code).toBe(3);
  });

  it('measures what the model sees of planted defects', async () => {
    const { code, stdout } = await run(evaluate('unused.jsonl', '--calibrate', '--json'));
    const report = JSON.parse(stdout) as CalibrationReport;
    expect(code).toBe(0);
    expect(report.judge_model).toBe(model);
    expect(report.kinds.length).toBeGreaterThanOrEqual(20);
    expect(existsSync(at('unused.jsonl'))).toBe(false);
  });

  it('ends with 4 and no mean where it judged nothing', async () => {
    const refusing = await createFakeServer({ script: () => ({ stop: 'refusal' }) });
    const { code, stdout } = await run(evaluate('unjudged.jsonl', '--cache', at('refusals')), {
      ANTHROPIC_BASE_URL: refusing.url,
    });
    await refusing.close();
    expect(code).toBe(4);
    expect(stdout).toMatch(new RegExp(`not judged +${n} records`));
    expect(stdout).not.toContain('misses the threshold');
  });
});

describe('reasoning', () => {
  const thought = 'Privately: the user seems to be in a hurry.';
  let thinking: FakeServer;
  beforeAll(async () => {
    const rules = { seed: 1, policy: { rewriteBreakRate: 0, judgeErrors: null } };
    thinking = await createFakeServer({
      script: (request) =>
        request.toolChoice === 'auto' ? { ...replyByRules(request, rules), reasoning: thought } : null,
    });
  });
  afterAll(() => thinking.close());

  const wires = [
    ['Anthropic', model, () => ({ ANTHROPIC_BASE_URL: thinking.url })],
    ['OpenAI', 'some-model', () => ({ OPENAI_BASE_URL: `${thinking.url}/v1`, OPENAI_API_KEY: 'none' })],
  ] as const;

  it.each(wires)('stands beside what is said and never in it, when asked for (%s)', async (wire, id, to) => {
    const output = `reasoned-${wire}.jsonl`;
    const flags = ['--agents', 'llm', '--model', id, '--n', '10', '--cache', at(`reasoned-${wire}`)];
    await run(generate(output, ...flags), { ...to(), INCLUDE_REASONING: 'true' });
    const messages = recordsOf(output).flatMap((record) => record.messages);
    const spoken = messages.filter(({ role }) => role === 'assistant');
    expect(recordsOf(output).length).toBeGreaterThan(4);
    for (const message of spoken) expect(message).toMatchObject({ reasoning: thought });
    for (const message of messages) {
      expect(message.content).not.toContain('Privately');
      if (message.role !== 'assistant') expect(message).not.toHaveProperty('reasoning');
    }
    expect(violationsOf(output)).toEqual([]);
  });

  it('is left out when nobody asked for it, whatever the model sends', async () => {
    const [, [, id, to]] = wires;
    const flags = ['--agents', 'llm', '--model', id, '--n', '5', '--cache', at('unreasoned')];
    await run(generate('unreasoned.jsonl', ...flags), to());
    expect(recordsOf('unreasoned.jsonl').length).toBeGreaterThan(2);
    expect(bytesOf('unreasoned.jsonl')).not.toContain('Privately');
  });

  it('is refused by the name of the variable that was set', async () => {
    const { code, stderr } = await run(generate('no.jsonl'), { INCLUDE_REASONING: 'perhaps' });
    expect(code).toBe(1);
    expect(stderr).toContain('INCLUDE_REASONING is "perhaps"');
  });
});

describe('a run with models that comes to nothing', () => {
  it('leaves the dataset that stands there, and says why', async () => {
    const down = await createFakeServer({ script: () => ({ raw: { status: 400, body: '{}' } }) });
    writeFileSync(at('kept.jsonl'), 'as it was\n');
    const flags = ['--agents', 'llm', '--model', model, '--n', '3', '--cache', at('down')];
    const { code, stdout, stderr } = await run(generate('kept.jsonl', ...flags), {
      ANTHROPIC_BASE_URL: down.url,
    });
    await down.close();
    expect(code).toBe(4);
    expect(stderr).toMatch(/0 of 3 conversations.*model-unavailable: invalid_request: 400/s);
    expect(stdout).toContain('Nothing was written');
    expect(bytesOf('kept.jsonl')).toBe('as it was\n');
  });

  it('says which conversations no model judged, and ends with 4', async () => {
    const refusing = await createFakeServer({ script: () => ({ stop: 'refusal' }) });
    const flags = ['--evaluate', '--judge-model', model, '--n', '3', '--cache', at('refusing'), '--json'];
    const { code, stdout, stderr } = await run(generate('refused.jsonl', ...flags), {
      ANTHROPIC_BASE_URL: refusing.url,
    });
    await refusing.close();
    expect(code).toBe(4);
    expect(stderr).toContain('3 conversations not judged');
    expect(JSON.parse(stdout)).toMatchObject({
      unjudged: 3,
      models: { calls: 3, cost_usd: expect.any(Number) },
    });
    expect(recordsOf('refused.jsonl')).toHaveLength(3);
  });
});

describe('a run with models that cannot begin', () => {
  const live = ['--agents', 'llm', '--model', model, '--n', '3'];

  it.each<[string, string[], number, RegExp]>([
    ['everyone offline', ['--role', 'user=offline,assistant=offline'], 1, /--agents llm needs models/],
    ['a ledger that is a folder', ['--output', at('folder/x.jsonl')], 1, /x\.jsonl\.ledger\.jsonl'/],
    ['a cache below a file', ['--cache', at('offline.jsonl/deep/er')], 1, /Cannot write '.*deep\/er'/],
    [
      'a policy against its estimate',
      [
        ...['--dry-run', '--model', 'claude-unheard-of'],
        ...['--policy', join(packageRoot, 'config', 'policies', 'example.yaml')],
      ],
      3,
      /does not allow the model claude-unheard-of/,
    ],
  ])('says so and asks nobody: %s', async (_, flags, exit, message) => {
    mkdirSync(at('folder/x.jsonl.ledger.jsonl'), { recursive: true });
    const before = server.requests().length;
    const { code, stderr } = await run(generate('never.jsonl', ...live, ...flags));
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/unexpected error|\n\s+at /);
    expect(code).toBe(exit);
    expect(server.requests()).toHaveLength(before);
    expect(existsSync(at('never.jsonl'))).toBe(false);
  });

  it('hints at a judge that has nothing to judge', async () => {
    const { code, stderr } = await run(generate('hint.jsonl', '--judge-model', model, '--n', '1'));
    expect(code).toBe(0);
    expect(stderr).toContain('takes part with --evaluate or --repair');
  });
});
