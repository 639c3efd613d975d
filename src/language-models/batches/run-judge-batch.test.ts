import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Anthropic } from '@anthropic-ai/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeBatches, startFakeBatches } from '../../../test/support/fake-batches.js';
import type { ReceivedRequest } from '../../../test/support/start-server.js';
import { ModelCallError } from '../../errors/model-call-error.js';
import type { LanguageModelRequest, LanguageModelResponse } from '../../types/language-model.js';
import { readBatchState } from './batch-state.js';
import { createAnthropicBatches } from './create-anthropic-batches.js';
import { type BatchOutcome, type JudgeBatchOptions, runJudgeBatch } from './run-judge-batch.js';

let fake: FakeBatches;
let folder = '';
let answers: Map<string, LanguageModelResponse>;
beforeEach(async () => {
  fake = await startFakeBatches();
  folder = mkdtempSync(join(tmpdir(), 'datagen-batch-'));
  answers = new Map();
});
afterEach(async () => {
  await fake.stop();
  rmSync(folder, { recursive: true, force: true });
});

const makeRequest = (index: number): LanguageModelRequest => ({
  ...{ logicalId: `conv_${index}/judge/0/0`, role: 'judge', system: 'Judge.' },
  messages: [{ role: 'user', content: `transcript ${index}` }],
  ...{ tools: [], toolChoice: 'auto', maxTokens: 100, reasoning: false },
});
const makeRequests = (count: number) => Array.from({ length: count }, (_, index) => makeRequest(index));
const keyOf = ({ logicalId }: LanguageModelRequest) => createHash('sha256').update(logicalId).digest('hex');
const usage = { input: 1, output: 1, cacheRead: 0, cacheWrite: 0 };

function toWire({ messages }: LanguageModelRequest) {
  return {
    body: { model: 'judge-model', max_tokens: 100, ask: messages[0]?.content },
    read(message: unknown): LanguageModelResponse {
      const { said } = (message ?? {}) as { said?: unknown };
      if (typeof said !== 'string') throw new ModelCallError('bad_response', 'the answer is no message');
      return {
        ...{ text: said, reasoning: [], toolCalls: [] },
        ...{ stopReason: 'end', usage, model: 'judge-model' },
      };
    },
  };
}

function toCallError(error: unknown): ModelCallError {
  const { status } = error as { status?: number };
  if (status === 401) return new ModelCallError('authentication', '401');
  if (status === 429) return new ModelCallError('rate_limit', '429', 5);
  if (status !== undefined)
    return new ModelCallError(status >= 500 ? 'server' : 'invalid_request', `${status}`);
  return new ModelCallError('network', 'no connection');
}

function run(count: number, more: Partial<JudgeBatchOptions> = {}): Promise<BatchOutcome> {
  const connect = async () =>
    new Anthropic({ apiKey: 'planted-key', baseURL: fake.url, maxRetries: 0, logLevel: 'off' });
  return runJudgeBatch({
    ...{ requests: makeRequests(count), keyOf, toWire, provider: 'anthropic', model: 'judge-model' },
    client: createAnthropicBatches({ connect, toCallError }),
    cache: {
      get: async (key) => answers.get(key) ?? null,
      async put(key, { response }) {
        const kept = answers.get(key) ?? response;
        answers.set(key, kept);
        return kept;
      },
    },
    ...{ statePath: join(folder, 'batches.json'), pollIntervalMs: 1, signal: new AbortController().signal },
    now: () => Date.UTC(2026, 0, 1),
    sleep: async (_ms, signal) => signal.throwIfAborted(),
    ...more,
  });
}

/** How often each request was taken by the provider. */
function timesSent(): number[] {
  const times = new Map<string, number>();
  for (const { items } of fake.batches)
    for (const { custom_id: id } of items) times.set(id, (times.get(id) ?? 0) + 1);
  return [...times].filter(([id]) => !id.startsWith('foreign')).map(([, count]) => count);
}

function expectAllAnswered(count: number): void {
  for (const request of makeRequests(count))
    expect(answers.get(keyOf(request))?.text).toBe(request.messages[0]?.content);
}

describe('runJudgeBatch', () => {
  it('has every request answered, each by its own key', async () => {
    const told: string[] = [];
    const outcome = await run(7, { onAnswer: ({ logicalId }) => void told.push(logicalId) });
    expectAllAnswered(7);
    expect(outcome).toMatchObject({
      ...{ cached: 0, submitted: 7, batches: ['msgbatch_0'], pending: 0, tooLarge: 0 },
      fates: { answered: 7, errored: 0, expired: 0, canceled: 0, unusable: 0, missing: 0 },
    });
    expect(told.sort()).toEqual(makeRequests(7).map(({ logicalId }) => logicalId));
    expect(readBatchState(join(folder, 'batches.json')).batches).toEqual([]);
    expect(readFileSync(join(folder, 'batches.json'), 'utf8')).not.toContain('planted-key');
  });

  it('sends nothing that the cache holds, and nothing twice', async () => {
    await run(3);
    const outcome = await run(5, { requests: [...makeRequests(5), ...makeRequests(5)] });
    expect(outcome).toMatchObject({ cached: 3, submitted: 2 });
    expect(await run(5)).toMatchObject({ cached: 5, submitted: 0, batches: [] });
    expect(timesSent()).toEqual([1, 1, 1, 1, 1]);
  });

  it('splits by requests and by bytes, and leaves out what is too large for any batch', async () => {
    expect((await run(7, { limits: { requests: 3, bytes: 1e6 } })).batches).toHaveLength(3);
    answers.clear();
    const size = 250 * 2;
    const outcome = await run(4, { limits: { requests: 10, bytes: size } });
    expect(outcome.batches.length).toBeGreaterThan(1);
    const bodies = fake.requests.filter(({ method }) => method === 'POST').slice(3);
    for (const { body } of bodies) expect(JSON.stringify(body).length).toBeLessThanOrEqual(size);
    answers.clear();
    expect(await run(2, { limits: { requests: 10, bytes: 100 } })).toMatchObject({
      submitted: 0,
      tooLarge: 2,
    });
  });

  it('counts what failed, and sends it again the next time', async () => {
    const fates = [
      { type: 'errored', error: { type: 'error', error: { type: 'invalid_request_error', message: 'no' } } },
      { type: 'expired' },
      { type: 'canceled' },
      { type: 'succeeded', message: { type: 'error' } },
    ];
    fake.resultOf = ({ params }) =>
      fates[Number(String(params.ask).slice(11))] ?? { type: 'succeeded', message: { said: params.ask } };
    const outcome = await run(6);
    expect(outcome.fates).toEqual({
      answered: 2,
      errored: 1,
      expired: 1,
      canceled: 1,
      unusable: 1,
      missing: 0,
    });
    expect(outcome.problems.get('invalid_request_error')).toBe(1);
    fake.resultOf = ({ params }) => ({ type: 'succeeded', message: { said: params.ask } });
    expect(await run(6)).toMatchObject({ cached: 2, submitted: 4 });
    expectAllAnswered(6);
  });

  it('reads results again that ended early, and counts what never came', async () => {
    fake.cutNextResults = 2;
    expect((await run(5)).fates.answered).toBe(5);
    answers.clear();
    fake.onRequest = (request) => {
      if (request.path.endsWith('/results')) fake.cutNextResults = 4;
      return null;
    };
    expect((await run(5)).fates).toMatchObject({ answered: 4, missing: 1 });
  });

  it('finds the batch again whose answer was lost', async () => {
    fake.loseNextAnswer = true;
    await run(4);
    expectAllAnswered(4);
    expect(timesSent()).toEqual([1, 1, 1, 1]);
  });

  it('tells its own batch from others that look like it', async () => {
    fake.addForeign(4);
    fake.loseNextAnswer = true;
    fake.onRequest = ({ method, body }) => {
      // Somebody else sends as many at the same time, and comes first.
      if (method === 'POST' && body !== null && fake.batches.length === 1) fake.addForeign(4);
      return null;
    };
    const outcome = await run(4);
    expectAllAnswered(4);
    expect(timesSent()).toEqual([1, 1, 1, 1]);
    expect(outcome.pending).toBe(0);
  });

  it('sends after all what only looked as if it had been sent', async () => {
    let isFirst = true;
    fake.onRequest = ({ method }) => {
      if (method !== 'POST' || !isFirst) return null;
      isFirst = false;
      fake.addForeign(3);
      return 'reset';
    };
    await run(3);
    expectAllAnswered(3);
    expect(timesSent()).toEqual([1, 1, 1]);
  });

  it('goes on from wherever it was killed, and sends nothing twice', async () => {
    await run(5, { limits: { requests: 2, bytes: 1e6 } });
    const exchanges = fake.requests.length;
    for (let killAt = 0; killAt < exchanges; killAt += 1)
      for (const isAfter of [false, true]) {
        await fake.stop();
        fake = await startFakeBatches();
        answers.clear();
        const statePath = join(folder, `${killAt}-${isAfter}.json`);
        const killed = new AbortController();
        let seen = 0;
        fake.onRequest = (_request: ReceivedRequest) => {
          // The process dies before the provider hears of it, or before it hears the answer.
          if (seen++ === killAt) {
            killed.abort(new Error('killed'));
            if (!isAfter) return 'reset';
          }
          return null;
        };
        const options = { statePath, limits: { requests: 2, bytes: 1e6 } };
        await run(5, { ...options, signal: killed.signal }).catch(() => null);
        await new Promise((resolve) => setTimeout(resolve, 5));
        fake.onRequest = null;
        await run(5, options);
        expectAllAnswered(5);
        expect(timesSent(), `killed at ${killAt}, ${isAfter}`).toEqual([1, 1, 1, 1, 1]);
      }
  }, 60_000);

  it('goes on where it was killed while it took results in', async () => {
    const put = async (key: string, { response }: { readonly response: LanguageModelResponse }) => {
      if (answers.size === 3) throw new Error('killed');
      answers.set(key, response);
      return response;
    };
    await expect(run(5, { cache: { get: async () => null, put } })).rejects.toThrow('killed');
    expect(await run(5)).toMatchObject({ cached: 3, submitted: 0, fates: { answered: 2 } });
    expectAllAnswered(5);
    expect(readBatchState(join(folder, 'batches.json')).batches).toEqual([]);
  });

  it('leaves results of requests that it does not ask for to a run that does', async () => {
    const killed = new AbortController();
    await run(6, { signal: killed.signal, sleep: async () => killed.abort(new Error('killed')) }).catch(
      () => null,
    );
    expect((await run(2)).fates.answered).toBe(2);
    expect(answers.size).toBe(2);
    expect(await run(6)).toMatchObject({ cached: 2, submitted: 0, fates: { answered: 4 } });
    expect(timesSent()).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('waits where it is told to, and bears servers that fail for a while', async () => {
    const waits: number[] = [];
    let failures = 0;
    fake.onRequest = ({ method, path }) => {
      failures += 1;
      if (method === 'POST' && failures < 3) return { status: 429, body: { type: 'error' } };
      if (path.endsWith('/msgbatch_0') && failures % 3 === 0) return { status: 500, body: { type: 'error' } };
      return null;
    };
    await run(3, { sleep: async (ms) => void waits.push(ms) });
    expectAllAnswered(3);
    expect(waits).toContain(5);
    expect(timesSent()).toEqual([1, 1, 1]);
  });

  it('gives up for good where the provider refuses, with nothing left to settle', async () => {
    fake.onRequest = ({ method }) => (method === 'POST' ? { status: 400, body: { type: 'error' } } : null);
    await expect(run(3)).rejects.toMatchObject({ kind: 'invalid_request' });
    expect(readBatchState(join(folder, 'batches.json')).batches).toEqual([]);
  });

  it('leaves a batch alone that should have expired long ago, and drops one that is gone', async () => {
    fake.onRequest = () => {
      for (const batch of fake.batches) batch.looks = 0;
      return null;
    };
    expect(await run(3, { now: () => Date.UTC(2026, 0, 3) })).toMatchObject({ pending: 3, submitted: 3 });
    fake.onRequest = null;
    fake.batches.length = 0;
    expect(await run(3)).toMatchObject({ pending: 0, submitted: 0, fates: { missing: 3 } });
    expect((await run(3)).fates.answered).toBe(3);
  });

  it('refuses a provider without batches, and a state that it cannot read', async () => {
    await expect(run(1, { client: null, provider: 'openai' })).rejects.toThrow(
      'The provider openai has no batches',
    );
    for (const text of ['{', 'null', '{"version":2}', '{"version":1,"batches":[{}]}']) {
      writeFileSync(join(folder, 'batches.json'), text);
      await expect(run(1)).rejects.toMatchObject({ kind: 'setup' });
    }
  });
});
