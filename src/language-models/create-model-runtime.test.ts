import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeModelSettings, makeRuntime } from '../../test/support/model-runtime.js';
import {
  anthropicMessage,
  type ModelStub,
  makeModelRequest,
  openAiCompletion,
  type StubCall,
  type StubReply,
  startModelStub,
} from '../../test/support/model-stub.js';
import type { LanguageModel, LanguageModelRequest } from '../types/language-model.js';
import type { ModelRuntimeOptions } from './create-model-runtime.js';
import { readLedger } from './ledger.js';
import type { ModelRuntime } from './model-runtime.js';
import { parsePolicy } from './policy.js';
import { responseKey } from './response-key.js';

const id = 'claude-haiku-4-5-20251001';
let directory: string;
let stub: ModelStub;
let opened: ModelRuntime[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'datagen-models-'));
  opened = [];
});
afterEach(async () => {
  for (const runtime of opened) await runtime.close();
  await stub?.close();
  rmSync(directory, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

async function open(respond: (call: StubCall) => StubReply, changes: Partial<ModelRuntimeOptions> = {}) {
  await stub?.close();
  stub = await startModelStub(respond);
  const ledgerPath = join(directory, 'ledger.jsonl');
  const runtime = await makeRuntime(stub.url, {
    cacheDirectory: join(directory, 'cache'),
    ledgerPath,
    ...changes,
  });
  opened.push(runtime);
  const judge = runtime.modelFor('judge') as LanguageModel;
  return { runtime, judge, ledger: () => readLedger(ledgerPath) };
}

const numbered = (index: number, changes = {}): LanguageModelRequest =>
  makeModelRequest({ logicalId: `conv_1_${index}/judge/0/0`, ...changes });
const fine = () => ({ body: anthropicMessage() });

describe('createModelRuntime', () => {
  it('asks once for all time, and books what it cost', async () => {
    const first = await open(fine);
    const answer = await first.judge.generate(numbered(1));
    expect(first.runtime.usage()).toMatchObject({
      calls: 1,
      cached: 0,
      retries: 0,
      inFlight: 0,
      concurrency: 128,
    });
    expect(first.runtime.usage().costUsd).toBeCloseTo((10 * 1 + 5 * 5) / 1e6, 12);
    await first.runtime.close();
    const again = await open(() => ({ status: 500 }));
    expect(await again.judge.generate(numbered(1))).toEqual(answer);
    expect(stub.calls).toHaveLength(0);
    expect(again.runtime.usage()).toMatchObject({ calls: 1, cached: 1 });
    expect(again.ledger().map(({ cached, cost_usd, outcome }) => [cached, cost_usd, outcome])).toEqual([
      [false, 0.000035, 'end'],
      [true, 0, 'end'],
    ]);
  });

  it('answers only what is recorded when told so, without a key and without a request', async () => {
    const recorded = await open(fine);
    await recorded.judge.generate(numbered(1));
    const { judge } = await open(fine, { replay: 'only', environment: {} });
    expect(await judge.generate(numbered(1))).toMatchObject({ text: 'Hello' });
    const missed = judge.generate(numbered(2));
    await expect(missed).rejects.toMatchObject({ kind: 'replay_miss' });
    await expect(missed).rejects.toThrow('conv_1_2/judge/0/0');
    await expect(missed).rejects.toThrow(responseKey('anthropic', id, numbered(2)));
    expect(stub.calls).toHaveLength(0);
  });

  it('records nothing and answers nothing from records when replay is off', async () => {
    const { judge } = await open(fine, { replay: 'off' });
    await judge.generate(numbered(1));
    await judge.generate(numbered(1));
    expect(stub.calls).toHaveLength(2);
    expect(readdirSync(directory)).toEqual(['ledger.jsonl']);
  });

  it('asks once for equal calls under way, and not for equal requests of other calls', async () => {
    const { judge, runtime } = await open(() => ({ ...fine(), delayMs: 30 }));
    const all = await Promise.all([1, 1, 1, 2].map((index) => judge.generate(numbered(index))));
    expect(stub.calls).toHaveLength(2);
    expect(runtime.usage().calls).toBe(2);
    expect(all[0]).toBe(all[1]);
  });

  it('tries again until there is an answer, numbering the tries', async () => {
    const faults: StubReply[] = [
      { status: 429, headers: { 'retry-after': '1' } },
      { status: 529 },
      { cutAfter: 0 },
      { body: anthropicMessage({ model: 'claude-other' }) },
      { status: 200, body: '{"type":' },
    ];
    const { judge, runtime, ledger } = await open(({ attempt }) => faults[attempt - 1] ?? fine());
    expect(await judge.generate(numbered(1))).toMatchObject({ text: 'Hello', model: id });
    expect(stub.calls.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(runtime.usage()).toMatchObject({ calls: 1, retries: 5 });
    const [line] = ledger();
    // The answer of the other model, and by estimate the one that broke off, were paid for.
    expect(line?.input_tokens).toBeGreaterThan(20);
    expect(line).toMatchObject({ output_tokens: 10, retries: 5, outcome: 'end', model_echoed: id });
  });

  it('gives up on answers that stay unusable, and on what cannot succeed', async () => {
    const { judge, ledger } = await open(({ logicalId }) =>
      logicalId.includes('_1/')
        ? { body: '<html>' }
        : { status: 400, body: { error: { message: 'too long' } } },
    );
    await expect(judge.generate(numbered(1))).rejects.toMatchObject({ kind: 'bad_response' });
    expect(stub.calls).toHaveLength(4);
    await expect(judge.generate(numbered(2))).rejects.toMatchObject({ kind: 'invalid_request' });
    expect(stub.calls).toHaveLength(5);
    expect(ledger().map(({ outcome }) => outcome)).toEqual(['bad_response', 'invalid_request']);
  });

  it('gives up after the deadline of the call', async () => {
    let time = 0;
    const settings = makeModelSettings({
      breaker: { failures: 1000, firstPauseMs: 500, longestPauseMs: 30_000 },
    });
    const { judge } = await open(() => ({ status: 500 }), {
      settings,
      now: () => time,
      sleep: async (milliseconds) => {
        time += milliseconds;
      },
    });
    await expect(judge.generate(numbered(1))).rejects.toMatchObject({ kind: 'server' });
    expect(time).toBeLessThanOrEqual(600_000);
    expect(time).toBeGreaterThan(500_000);
  });

  it('ends an answer that does not end, its body included', async () => {
    const settings = makeModelSettings({ deadlines: { answerMs: 150, callMs: 5000 } });
    const { judge } = await open(({ attempt }) => ({ ...fine(), bodyDelayMs: attempt === 1 ? 4000 : 0 }), {
      settings,
    });
    const started = Date.now();
    expect(await judge.generate(numbered(1))).toMatchObject({ text: 'Hello' });
    expect(Date.now() - started).toBeLessThan(1500);
    expect(stub.calls).toHaveLength(2);
  });

  it.each([
    [{ status: 401 }, 'refused the key'],
    [{ status: 404 }, 'does not know the model'],
  ])('ends the run where every call would fail: %j', async (reply, text) => {
    const { judge } = await open(() => reply);
    const asked = judge.generate(numbered(1));
    await expect(asked).rejects.toMatchObject({ kind: 'setup' });
    await expect(asked).rejects.toThrow(text);
    expect(stub.calls).toHaveLength(1);
  });

  it('ends the run where the address never answers', async () => {
    let time = 0;
    const { judge } = await open(fine, {
      environment: { ANTHROPIC_API_KEY: 'sk-ant-planted-key-000', ANTHROPIC_BASE_URL: 'http://127.0.0.1:9' },
      now: () => time,
      sleep: async (milliseconds) => {
        time += milliseconds;
      },
    });
    await expect(judge.generate(numbered(1))).rejects.toMatchObject({ kind: 'setup' });
    expect(time).toBeLessThan(200_000);
  });

  it('never passes a cap, uses what it leaves, and goes on with a higher one', async () => {
    const caps = { calls: null, tokens: null, usd: 0.02 };
    const usage = { input_tokens: 100, output_tokens: 400 };
    const respond = () => ({ body: anthropicMessage({ usage }), delayMs: 5 });
    const roles = new Map([['judge', id]] as const);
    const { judge, runtime } = await open(respond, { budget: caps, roles });
    const all = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) => judge.generate(numbered(index))),
    );
    const failed = all.filter((each) => each.status === 'rejected');
    expect(runtime.usage().costUsd).toBeLessThanOrEqual(0.02);
    expect(runtime.usage().costUsd).toBeGreaterThan(0.02 - 0.005);
    expect(failed.length).toBe(40 - stub.calls.length);
    for (const { reason } of failed) expect(reason).toMatchObject({ kind: 'budget' });
    expect(String(failed[0]?.reason)).toContain('higher cap');
    const spent = stub.calls.length;
    await runtime.close();
    const same = await open(respond, { budget: caps, roles });
    await expect(same.judge.generate(numbered(99))).rejects.toMatchObject({ kind: 'budget' });
    expect(stub.calls).toHaveLength(0);
    await same.runtime.close();
    const more = await open(respond, { budget: { ...caps, usd: 1 }, roles });
    await Promise.all(Array.from({ length: 40 }, (_, index) => more.judge.generate(numbered(index))));
    expect(stub.calls).toHaveLength(40 - spent);
  });

  it('sets aside again for each answer that was paid for in vain', async () => {
    const { judge, runtime } = await open(() => ({ body: anthropicMessage({ model: 'claude-other' }) }), {
      budget: { calls: null, tokens: 700, usd: null },
    });
    await expect(judge.generate(numbered(1, { maxTokens: 660 }))).rejects.toMatchObject({ kind: 'budget' });
    expect(stub.calls.length).toBeLessThanOrEqual(2);
    const { input, output } = runtime.usage().tokens;
    expect(input + output).toBeLessThanOrEqual(700);
  });

  it('refuses a cap in dollars on a model without a price, and counts its cost as unknown', async () => {
    const capped = open(fine, {
      budget: { calls: null, tokens: null, usd: 1 },
      roles: new Map([['judge', 'local-model']]),
    });
    await expect(capped).rejects.toMatchObject({ kind: 'setup' });
    await expect(capped).rejects.toThrow('local-model');
    const { runtime } = await open(() => ({ body: openAiCompletion() }));
    await runtime.modelFor('repair')?.generate(numbered(1, { role: 'repair' }));
    expect(runtime.usage().costUsd).toBeNull();
  });

  it('takes the provider from what stands before an id', async () => {
    const { judge } = await open(() => ({ body: openAiCompletion({}, {}, { model: 'claude-local' }) }), {
      roles: new Map([['judge', 'openai:claude-local']]),
    });
    expect(judge.id).toBe('claude-local');
    await judge.generate(numbered(1));
    expect(stub.calls[0]?.path).toBe('/v1/chat/completions');
  });

  it('has only models generate that may', async () => {
    const policy = parsePolicy('allowed_models: [claude-haiku-4-5]', 'team.yaml');
    const refused = open(fine, { policy });
    await expect(refused).rejects.toMatchObject({ kind: 'policy' });
    await expect(refused).rejects.toThrow('team.yaml');
    const { judge, ledger } = await open(fine, { policy, roles: new Map([['judge', 'claude-haiku-4-5']]) });
    const echoed = judge.generate(numbered(1));
    await expect(echoed).rejects.toMatchObject({ kind: 'policy' });
    await expect(echoed).rejects.toThrow(id);
    expect(ledger()).toMatchObject([{ outcome: 'policy', model: 'claude-haiku-4-5', model_echoed: id }]);
    await expect(judge.generate(numbered(1))).rejects.toMatchObject({ kind: 'policy' });
    expect(stub.calls).toHaveLength(2);
  });

  it('keeps refusals, so that a rerun is refused alike', async () => {
    const { judge } = await open(() => ({ body: anthropicMessage({ stop_reason: 'refusal', content: [] }) }));
    expect((await judge.generate(numbered(1))).stopReason).toBe('refusal');
    expect((await judge.generate(numbered(1))).stopReason).toBe('refusal');
    expect(stub.calls).toHaveLength(1);
  });

  it('stops what nobody waits for any more, and only that', async () => {
    const { judge, runtime } = await open(() => ({ ...fine(), delayMs: 300 }));
    const [one, two] = [new AbortController(), new AbortController()];
    const shared = [judge.generate(numbered(1), one.signal), judge.generate(numbered(1), two.signal)];
    const alone = judge.generate(numbered(2), one.signal);
    setTimeout(() => one.abort(new Error('enough')), 60);
    const results = await Promise.allSettled([...shared, alone]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
    expect(runtime.usage().inFlight).toBe(0);
  });

  it('makes no call for a caller who has gone already', async () => {
    const { judge } = await open(fine);
    const controller = new AbortController();
    const asked = judge.generate(numbered(1), controller.signal);
    controller.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    expect(stub.calls).toHaveLength(0);
  });

  it('never has more under way than places', async () => {
    const settings = makeModelSettings({ concurrency: { limit: 5, cut: 0.8, growth: 0.05, cooldownMs: 10 } });
    let now = 0;
    let most = 0;
    const { judge } = await open(
      () => {
        now += 1;
        most = Math.max(most, now);
        setTimeout(() => {
          now -= 1;
        }, 10);
        return { ...fine(), delayMs: 15 };
      },
      { settings },
    );
    await Promise.all(Array.from({ length: 40 }, (_, index) => judge.generate(numbered(index))));
    expect(most).toBeLessThanOrEqual(5);
    expect(stub.calls).toHaveLength(40);
  });

  it('loses nothing and doubles nothing in a storm of faults', async () => {
    const faults: StubReply[] = [
      { status: 429, headers: { 'retry-after': '1' } },
      { status: 529 },
      { status: 500 },
      { cutAfter: 0 },
      { body: anthropicMessage(), cutAfter: 30 },
      { body: '{"typ' },
    ];
    const respond = ({ logicalId, attempt }: StubCall): StubReply => {
      const number = Number(/_(\d+)\//.exec(logicalId)?.[1]) * 7 + attempt * 13;
      return number % 5 === 0 ? (faults[number % 6] ?? {}) : fine();
    };
    const { judge, ledger, runtime } = await open(respond);
    const all = await Promise.all(Array.from({ length: 300 }, (_, index) => judge.generate(numbered(index))));
    expect(all.every(({ text }) => text === 'Hello')).toBe(true);
    expect(new Set(ledger().map(({ logical_id }) => logical_id)).size).toBe(300);
    expect(ledger()).toHaveLength(300);
    expect(runtime.usage()).toMatchObject({ calls: 300, inFlight: 0 });
  });

  it('leaves no key in anything that it writes or throws', async () => {
    const key = 'sk-ant-planted-key-000';
    vi.stubEnv('ANTHROPIC_LOG', 'debug');
    vi.stubEnv('DEBUG', '*');
    const printed = (['log', 'debug', 'info', 'warn', 'error'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => undefined),
    );
    const { judge, runtime } = await open(({ logicalId }) => {
      if (logicalId.includes('_1/')) return fine();
      if (logicalId.includes('_2/')) return { status: 401, body: { error: { message: `invalid ${key}` } } };
      return { body: anthropicMessage({ content: [{ type: 'text', text: `Your key is ${key}` }] }) };
    });
    const results = await Promise.allSettled([1, 2, 3].map((index) => judge.generate(numbered(index))));
    await runtime.close();
    const { inspect } = await import('node:util');
    expect(inspect(results, { depth: 20, showHidden: true })).not.toContain(key);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const spy of printed) {
      expect(JSON.stringify(spy.mock.calls)).not.toContain(key);
      spy.mockRestore();
    }
    for (const file of readdirSync(directory, { recursive: true, encoding: 'utf8', withFileTypes: true }))
      if (file.isFile())
        expect(readFileSync(join(file.parentPath, file.name), 'utf8')).not.toContain('planted');
  });
});
