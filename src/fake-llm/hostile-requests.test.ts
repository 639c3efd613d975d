import { describe, expect, it } from 'vitest';
import { startFakeServer } from '../../test/support/start-fake-server.js';

async function post(path: string, body: string, headers: Record<string, string> = { 'x-api-key': 'none' }) {
  const { server } = await startFakeServer({ maximumBodyBytes: 100_000 });
  const response = await fetch(`${server.url}${path}`, { method: 'POST', body, headers });
  const text = await response.text();
  // Whatever came in, the server still answers.
  expect((await fetch(`${server.url}/v1/models`, { headers: { 'x-api-key': 'none' } })).status).toBe(200);
  return { status: response.status, body: JSON.parse(text) as { error: { type: string; message: string } } };
}

const message = (extra: object) =>
  JSON.stringify({ model: 'm', max_tokens: 10, messages: [{ role: 'user', content: 'x' }], ...extra });
const tool = (name: string) => ({ name, input_schema: { type: 'object', properties: {} } });
const use = { type: 'tool_use', id: 'toolu_1', name: 'f', input: {} };

describe('requests that a provider would turn away', () => {
  it('refuses what is too large, no JSON or nested too deep', async () => {
    expect(await post('/v1/messages', message({ system: 'x'.repeat(200_000) }))).toMatchObject({
      status: 413,
      body: { error: { type: 'request_too_large' } },
    });
    for (const body of [
      '',
      '{',
      'null',
      '[]',
      '"text"',
      `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      '{"a":'.repeat(9000),
    ])
      expect((await post('/v1/messages', body)).status).toBe(400);
    expect((await post('/v1/chat/completions', '{"messages":{}}')).status).toBe(400);
  });

  it('refuses who brings no key, and paths that it does not know', async () => {
    expect((await post('/v1/messages', message({}), {})).status).toBe(401);
    expect((await post('/v1/unknown', '{}')).status).toBe(404);
    expect((await post('/v1/messages/batches/../../etc', '{}')).status).toBe(404);
  });

  it('refuses requests that break the rules of Anthropic', async () => {
    const messages = (...given: object[]) => message({ messages: given });
    const bad = [
      message({ max_tokens: 0 }),
      message({ stream: true }),
      message({ tools: [tool('a::b')] }),
      message({ tools: [tool('x'.repeat(129))] }),
      message({ tool_choice: { type: 'tool', name: 'none' } }),
      message({ messages: [] }),
      messages({ role: 'assistant', content: 'x' }),
      messages({ role: 'user', content: [{ type: 'text', text: '' }] }),
      messages({ role: 'user', content: 'x' }, { role: 'assistant', content: [use] }),
      messages(
        { role: 'user', content: 'x' },
        { role: 'assistant', content: [use] },
        { role: 'user', content: 'y' },
      ),
      messages({ role: 'user', content: [{ type: 'tool_result', tool_use_id: 'none', content: 'x' }] }),
      message({ system: Array.from({ length: 5 }, () => ({ type: 'text', text: 'x', cache_control: {} })) }),
      message({ thinking: { type: 'enabled', budget_tokens: 5 } }),
    ];
    for (const body of bad) {
      const answer = await post('/v1/messages', body);
      expect(answer).toMatchObject({
        status: 400,
        body: { type: 'error', error: { type: 'invalid_request_error' } },
      });
    }
  });

  it('refuses requests that break the rules of OpenAI', async () => {
    const asked = (...given: object[]) => JSON.stringify({ model: 'm', messages: given });
    const user = { role: 'user', content: 'x' };
    const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } };
    const bad = [
      asked(),
      asked({ role: 'wizard', content: 'x' }),
      asked(user, { role: 'tool', tool_call_id: 'none', content: 'x' }),
      asked(user, { role: 'assistant', content: null, tool_calls: [call] }),
      asked(user, { role: 'assistant', content: null, tool_calls: [call] }, user),
      asked(user, { role: 'assistant', content: null }),
    ];
    for (const body of bad) expect((await post('/v1/chat/completions', body)).status).toBe(400);
    expect((await post('/v1/embeddings', '{"model":"e","input":[]}')).status).toBe(400);
    expect((await post('/v1/embeddings', '{"model":"e","input":"x","dimensions":1e9}')).status).toBe(400);
  });

  it('fills in schemas with names that mean something to JavaScript', async () => {
    const body = `{"model":"m","max_tokens":10,"messages":[{"role":"user","content":"x"}],"tool_choice":{"type":"any"},
      "tools":[{"name":"f","input_schema":{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"integer"}},"required":["__proto__","toString"]}}]}`;
    const { status, body: answer } = await post('/v1/messages', body);
    expect(status).toBe(200);
    expect(JSON.stringify(answer)).toContain('"__proto__":"text","constructor":1,"toString":"value"');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('takes texts full of brackets, labels and dots in its stride', async () => {
    const texts = [
      '['.repeat(40_000),
      '{"'.repeat(20_000),
      'the a is '.repeat(9000),
      'a. '.repeat(30_000),
      `${'x'.repeat(45_000)}: `,
    ];
    const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
    for (const text of texts) {
      const started = performance.now();
      const tools = [{ name: 'find_city', description: 'x', input_schema: schema }];
      const messages = [{ role: 'user', content: text.slice(0, 98_000) }];
      expect((await post('/v1/messages', message({ messages, tools }))).status).toBe(200);
      expect(performance.now() - started).toBeLessThan(5000);
    }
  });
});
