import { afterEach, describe, expect, it } from 'vitest';
import {
  type ModelStub,
  makeModelRequest,
  openAiCompletion,
  type StubReply,
  startModelStub,
} from '../../test/support/model-stub.js';
import { ModelCallError } from '../errors/model-call-error.js';
import { createOpenAiModel } from './create-openai-model.js';

const model = 'local-model';
let stub: ModelStub;
afterEach(() => stub.close());

async function ask(reply: StubReply, changes = {}, environment = {}) {
  stub = await startModelStub(() => reply);
  const variables = { OPENAI_BASE_URL: `${stub.url}/v1`, ...environment };
  return createOpenAiModel({ model, environment: variables, timeoutMs: 400 }).generate(
    makeModelRequest(changes),
  );
}

const error = (code: string | null, message = 'said no') => ({
  error: { message, type: 'some_error', code },
});
const call = (text: unknown) => ({ id: 'c1', type: 'function', function: { name: 'f', arguments: text } });
const failures: readonly (readonly [string, StubReply, string])[] = [
  ['429', { status: 429, body: error(null) }, 'rate_limit'],
  ['an account without money', { status: 429, body: error('insufficient_quota') }, 'authentication'],
  ['503', { status: 503 }, 'overloaded'],
  ['529', { status: 529 }, 'overloaded'],
  ['502', { status: 502, body: '<html>' }, 'server'],
  ['401', { status: 401, body: error('invalid_api_key') }, 'authentication'],
  ['403', { status: 403 }, 'authentication'],
  ['400', { status: 400, body: error(null) }, 'invalid_request'],
  ['422', { status: 422 }, 'invalid_request'],
  ['a reset', { cutAfter: 0 }, 'network'],
  ['a reset within the body', { body: openAiCompletion(), cutAfter: 40 }, 'network'],
  ['headers that do not come', { delayMs: 2000 }, 'timeout'],
  ['a body that does not come', { body: openAiCompletion(), bodyDelayMs: 2000 }, 'timeout'],
  ['truncated JSON', { body: JSON.stringify(openAiCompletion()).slice(0, 60) }, 'bad_response'],
  ['an empty body', { body: '' }, 'bad_response'],
  ['a page', { body: '<html>Log in</html>', headers: { 'content-type': 'text/html' } }, 'bad_response'],
  ['an error with 200', { body: error(null) }, 'bad_response'],
  ['no choices', { body: { ...openAiCompletion(), choices: [] } }, 'bad_response'],
  ['no usage', { body: openAiCompletion({}, {}, { usage: null }) }, 'bad_response'],
  ['an unknown finish reason', { body: openAiCompletion({}, { finish_reason: 'tired' }) }, 'bad_response'],
  ['tool calls without one', { body: openAiCompletion({}, { finish_reason: 'tool_calls' }) }, 'bad_response'],
  ['a call without a name', { body: openAiCompletion({ tool_calls: [{ id: 'x' }] }) }, 'bad_response'],
];

describe('createOpenAiModel', () => {
  it.each(failures)('tells %s', async (_name, reply, kind) => {
    const thrown = await ask(reply).catch((caught: unknown) => caught);
    expect(thrown).toBeInstanceOf(ModelCallError);
    expect((thrown as ModelCallError).kind).toBe(kind);
    expect(stub.calls).toHaveLength(1);
  });

  it.each([
    ['{"q": "par', null],
    ['[1]', null],
    ['"text"', null],
    [{ q: 1 }, { q: 1 }],
    ['', {}],
    ['{"q": "x"}', { q: 'x' }],
  ])('reads arguments %j', async (text, parameters) => {
    const response = await ask({
      body: openAiCompletion({ content: null, tool_calls: [call(text)] }, { finish_reason: 'tool_calls' }),
    });
    expect(response.toolCalls).toEqual([{ id: 'c1', name: 'f', parameters }]);
    expect(response).toMatchObject({ text: '', stopReason: 'tool_use' });
  });

  it('takes no call of an answer that was cut off', async () => {
    const body = openAiCompletion({ tool_calls: [call('{"q":"par')] }, { finish_reason: 'length' });
    expect(await ask({ body })).toMatchObject({ toolCalls: [], stopReason: 'max_tokens' });
  });

  it('takes a forced call that ended with stop for one', async () => {
    expect(await ask({ body: openAiCompletion({ tool_calls: [call('{}')] }) })).toMatchObject({
      stopReason: 'tool_use',
    });
  });

  it.each([
    [openAiCompletion({ content: null, refusal: 'No.' }), 'No.'],
    [openAiCompletion({ content: '' }, { finish_reason: 'content_filter' }), ''],
  ])('tells that it declined', async (body, text) => {
    expect(await ask({ body })).toMatchObject({ stopReason: 'refusal', text });
  });

  it.each([
    [{ reasoning_content: 'Hm.' }],
    [{ reasoning: 'Hm.' }],
    [{ content: '<think>\nHm.\n</think>\n\nHello' }],
  ])('keeps reasoning apart from the text in %j', async (message) => {
    expect(await ask({ body: openAiCompletion(message) })).toMatchObject({
      text: 'Hello',
      reasoning: [{ text: 'Hm.' }],
    });
  });

  it('counts what the provider had in its cache', async () => {
    const usage = { prompt_tokens: 100, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 60 } };
    const { usage: counted } = await ask({ body: openAiCompletion({}, {}, { usage }) });
    expect(counted).toEqual({ input: 40, output: 5, cacheRead: 60, cacheWrite: 0 });
  });

  it('needs no key for a server of one’s own and sends none', async () => {
    await ask({ body: openAiCompletion() });
    expect(stub.calls[0]?.headers.authorization).toBeUndefined();
    expect(stub.calls[0]).toMatchObject({ path: '/v1/chat/completions', attempt: 1 });
    expect(stub.calls[0]?.body).toEqual({
      model,
      messages: [
        { role: 'system', content: 'You judge.' },
        { role: 'user', content: 'What about this?' },
      ],
      max_tokens: 500,
    });
  });

  it('sends the key that it has', async () => {
    await ask({ body: openAiCompletion() }, {}, { OPENAI_API_KEY: 'sk-planted-12345' });
    expect(stub.calls[0]?.headers.authorization).toBe('Bearer sk-planted-12345');
  });

  it('asks for an endpoint before it calls', async () => {
    stub = await startModelStub(() => ({}));
    const asked = createOpenAiModel({ model, environment: {} }).generate(makeModelRequest());
    await expect(asked).rejects.toMatchObject({ kind: 'setup' });
  });

  it('sends the conversation back as the provider spells it', async () => {
    const parameters = { type: 'object' as const, properties: { 'city name': { type: 'string' as const } } };
    const messages = [
      { role: 'user' as const, content: 'Hi' },
      {
        role: 'assistant' as const,
        content: '',
        toolCalls: [{ id: 'c1', name: 'h::s', parameters: { 'city name': 'Rome' } }],
      },
      { role: 'tool' as const, toolCallId: 'c1', content: '[]', isError: false },
    ];
    await ask(
      { body: openAiCompletion() },
      { messages, tools: [{ name: 'h::s', description: '', parameters }], toolChoice: { tool: 'h::s' } },
    );
    const { body } = stub.calls[0] ?? {};
    expect(body.messages.slice(1)).toEqual([
      { role: 'user', content: 'Hi' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'h__s', arguments: '{"city_name":"Rome"}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c1', content: '[]' },
    ]);
    expect(body.tool_choice).toEqual({ type: 'function', function: { name: 'h__s' } });
    expect(body.tools[0].function.parameters.properties).toEqual({
      city_name: { type: 'string', description: 'city name' },
    });
  });
});
