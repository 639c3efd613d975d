import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  anthropicMessage,
  type ModelStub,
  makeModelRequest,
  type StubReply,
  startModelStub,
} from '../../test/support/model-stub.js';
import { ModelCallError } from '../errors/model-call-error.js';
import { createAnthropicModel } from './create-anthropic-model.js';

const key = 'sk-ant-planted-0123456789';
const model = 'claude-haiku-4-5-20251001';
let stub: ModelStub;
afterEach(async () => {
  await stub.close();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

async function ask(reply: StubReply, changes = {}, options = {}) {
  stub = await startModelStub(() => reply);
  const environment = { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: stub.url };
  return createAnthropicModel({ model, environment, timeoutMs: 400, ...options }).generate(
    makeModelRequest(changes),
  );
}

async function failure(reply: StubReply): Promise<ModelCallError> {
  const error = await ask(reply).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ModelCallError);
  return error as ModelCallError;
}

const error = (type: string, message = 'said no') => ({ type: 'error', error: { type, message } });
const failures: readonly (readonly [string, StubReply, string])[] = [
  ['429', { status: 429, body: error('rate_limit_error') }, 'rate_limit'],
  ['429 without a body', { status: 429, body: '' }, 'rate_limit'],
  ['529', { status: 529, body: error('overloaded_error') }, 'overloaded'],
  ['503', { status: 503, body: 'busy' }, 'overloaded'],
  ['500', { status: 500, body: error('api_error') }, 'server'],
  [
    '500 that is not to be tried again',
    { status: 500, headers: { 'x-should-retry': 'false' } },
    'invalid_request',
  ],
  ['408', { status: 408 }, 'timeout'],
  ['401', { status: 401, body: error('authentication_error') }, 'authentication'],
  ['403', { status: 403, body: error('permission_error') }, 'authentication'],
  ['402', { status: 402, body: error('billing_error') }, 'authentication'],
  ['400', { status: 400, body: error('invalid_request_error') }, 'invalid_request'],
  ['404', { status: 404, body: error('not_found_error') }, 'invalid_request'],
  ['413', { status: 413, body: error('request_too_large') }, 'invalid_request'],
  ['a reset', { cutAfter: 0 }, 'network'],
  ['a reset within the body', { body: anthropicMessage(), cutAfter: 40 }, 'network'],
  ['headers that do not come', { delayMs: 2000 }, 'timeout'],
  ['a body that does not come', { body: anthropicMessage(), bodyDelayMs: 2000 }, 'timeout'],
  [
    'an error whose body does not come',
    { status: 500, body: error('api_error'), bodyDelayMs: 2000 },
    'timeout',
  ],
  ['truncated JSON', { body: JSON.stringify(anthropicMessage()).slice(0, 60) }, 'bad_response'],
  ['malformed JSON', { body: '{"type": message}' }, 'bad_response'],
  ['an empty body', { body: '' }, 'bad_response'],
  ['a page', { body: '<html>Log in</html>', headers: { 'content-type': 'text/html' } }, 'bad_response'],
  ['an error with 200', { body: error('overloaded_error') }, 'bad_response'],
  ['a list', { body: [] }, 'bad_response'],
  ['no content', { body: anthropicMessage({ content: null }) }, 'bad_response'],
  ['no usage', { body: anthropicMessage({ usage: undefined }) }, 'bad_response'],
  [
    'usage of no integers',
    { body: anthropicMessage({ usage: { input_tokens: '1', output_tokens: 2 } }) },
    'bad_response',
  ],
  ['an unknown stop reason', { body: anthropicMessage({ stop_reason: 'pause_turn' }) }, 'bad_response'],
  ['no stop reason', { body: anthropicMessage({ stop_reason: null }) }, 'bad_response'],
  ['tool use without a tool', { body: anthropicMessage({ stop_reason: 'tool_use' }) }, 'bad_response'],
  ['no model', { body: anthropicMessage({ model: undefined }) }, 'bad_response'],
  ['an unknown block', { body: anthropicMessage({ content: [{ type: 'hologram' }] }) }, 'bad_response'],
  [
    'a full context',
    { body: anthropicMessage({ stop_reason: 'model_context_window_exceeded' }) },
    'invalid_request',
  ],
];

describe('createAnthropicModel', () => {
  it.each(failures)('tells %s', async (_name, reply, kind) => {
    const started = Date.now();
    expect((await failure(reply)).kind).toBe(kind);
    expect(stub.calls).toHaveLength(1);
    expect(Date.now() - started).toBeLessThan(1900);
  });

  it.each([
    [{ 'retry-after': '8' }, 8000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '99999' }, 120_000],
    [{ 'retry-after-ms': '250', 'retry-after': '8' }, 250],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after': '-4' }, 0],
  ])('reads how long to wait from %j', async (headers, expected) => {
    expect((await failure({ status: 429, headers })).retryAfterMs).toBe(expected);
  });

  it('reads a date to wait until', async () => {
    const headers = { 'retry-after': new Date(Date.now() + 20_000).toUTCString() };
    const { retryAfterMs } = await failure({ status: 529, headers });
    expect(retryAfterMs).toBeGreaterThan(17_000);
    expect(retryAfterMs).toBeLessThanOrEqual(20_000);
  });

  it('never repeats a key or a header, and logs nothing', async () => {
    vi.stubEnv('ANTHROPIC_LOG', 'debug');
    const printed = (['log', 'debug', 'info', 'warn', 'error'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => undefined),
    );
    const message = `bad x-api-key: ${key} \u001b[31m authorization: Bearer abcdefgh123 cookie=session-9 sk-other-key-1`;
    const headers = { 'set-cookie': 'session-9-secret' };
    const thrown = await failure({ status: 400, headers, body: error('invalid_request_error', message) });
    const { inspect } = await import('node:util');
    for (const secret of [key, 'abcdefgh123', 'session-9', 'sk-other', '\u001b', 'set-cookie'])
      expect(inspect(thrown, { depth: 9, showHidden: true })).not.toContain(secret);
    expect(thrown.detail).toContain('400 bad');
    for (const spy of printed) expect(spy).not.toHaveBeenCalled();
  });

  it('warns of nothing on the console', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    await ask({ body: anthropicMessage() }, {}, { model: 'claude-sonnet-4-5-20250929' });
    expect(warn).not.toHaveBeenCalled();
  });

  it('stops for its caller with the reason of the caller', async () => {
    const controller = new AbortController();
    stub = await startModelStub(() => ({ body: anthropicMessage(), bodyDelayMs: 5000 }));
    const environment = { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: stub.url };
    const asked = createAnthropicModel({ model, environment }).generate(
      makeModelRequest(),
      controller.signal,
    );
    setTimeout(() => controller.abort(new Error('enough')), 100);
    await expect(asked).rejects.toThrow('enough');
  });

  it('asks for a key before it calls', async () => {
    stub = await startModelStub(() => ({}));
    const asked = createAnthropicModel({ model, environment: { ANTHROPIC_BASE_URL: stub.url } });
    await expect(asked.generate(makeModelRequest())).rejects.toMatchObject({ kind: 'setup' });
    expect(stub.calls).toHaveLength(0);
  });

  it('names the call in headers, keeps the prefix, and takes many tokens', async () => {
    const response = await ask(
      { body: anthropicMessage() },
      { maxTokens: 60_000, logicalId: 'conv_ü/judge/0/0' },
    );
    expect(response).toMatchObject({ text: 'Hello', stopReason: 'end', model });
    expect(response.usage).toEqual({ input: 10, output: 5, cacheRead: 0, cacheWrite: 0 });
    const [call] = stub.calls;
    expect(call).toMatchObject({ path: '/v1/messages', logicalId: 'conv_ü/judge/0/0', attempt: 1 });
    expect(JSON.stringify(call?.headers)).toContain(key);
    expect(call?.body.system).toEqual([
      { type: 'text', text: 'You judge.', cache_control: { type: 'ephemeral' } },
    ]);
    expect(call?.body.messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'What about this?' }] },
    ]);
  });

  it('reads calls, reasoning and the cache of the provider', async () => {
    const content = [
      { type: 'thinking', thinking: 'Hm.', signature: 'sig' },
      { type: 'redacted_thinking', data: 'opaque' },
      { type: 'text', text: 'One moment.' },
      {
        type: 'tool_use',
        id: 'toolu_1',
        name: 'hotels__search',
        input: { city_name: 'Rome', a_b: { x_y: 1 }, extra: 2 },
      },
      { type: 'tool_use', id: 'toolu_2', name: 'made_up', input: 'text' },
    ];
    const usage = {
      input_tokens: 1,
      output_tokens: 2,
      cache_read_input_tokens: 3,
      cache_creation_input_tokens: 4,
    };
    const inner = { type: 'object' as const, properties: { 'x y': { type: 'integer' as const } } };
    const parameters = {
      type: 'object' as const,
      properties: { 'city name': { type: 'string' as const }, 'a/b': inner },
    };
    const tools = [{ name: 'hotels::search', description: 'Finds', parameters }];
    const response = await ask(
      { body: anthropicMessage({ content, usage, stop_reason: 'tool_use' }) },
      { tools },
    );
    expect(response.reasoning).toEqual([
      { text: 'Hm.', signature: 'sig' },
      { text: '', signature: 'redacted_thinking:opaque' },
    ]);
    expect(response.toolCalls).toEqual([
      {
        id: 'toolu_1',
        name: 'hotels::search',
        parameters: { 'city name': 'Rome', 'a/b': { 'x y': 1 }, extra: 2 },
      },
      { id: 'toolu_2', name: 'made_up', parameters: null },
    ]);
    expect(response.usage).toEqual({ input: 1, output: 2, cacheRead: 3, cacheWrite: 4 });
  });

  it.each(['max_tokens', 'refusal'])('takes no call of an answer that ended with %s', async (stop_reason) => {
    const content = [{ type: 'tool_use', id: 'toolu_1', name: 'book', input: {} }];
    const response = await ask({ body: anthropicMessage({ content, stop_reason }) });
    expect(response).toMatchObject({ toolCalls: [], stopReason: stop_reason });
  });

  it('takes __proto__ in an input for a key and nothing else', async () => {
    const body = JSON.stringify(
      anthropicMessage({
        stop_reason: 'tool_use',
        content: [{ type: 'tool_use', id: 't', name: 'f', input: { HERE: 1 } }],
      }),
    ).replace('"HERE":1', '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}');
    const parameters = { type: 'object' as const, properties: { a: { type: 'string' as const } } };
    const response = await ask({ body }, { tools: [{ name: 'f', description: '', parameters }] });
    const [call] = response.toolCalls;
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(call?.parameters)).toBe(Object.prototype);
    expect(Object.keys(call?.parameters ?? {})).toEqual(['__proto__', 'constructor']);
  });
});
