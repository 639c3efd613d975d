import { request as httpRequest } from 'node:http';
import { networkInterfaces } from 'node:os';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { callHeaders, startFakeServer } from '../../test/support/start-fake-server.js';
import { type FaultKind, modelFaults, transportFaults } from './faults/fault-kinds.js';

const schema = {
  type: 'object' as const,
  properties: { city: { type: 'string' }, guests: { type: 'integer', minimum: 1, maximum: 4 } },
  required: ['city'],
};
const anthropicTool = { name: 'find_hotels', description: 'Finds hotels in a city.', input_schema: schema };
const openaiTool = {
  type: 'function' as const,
  function: { name: 'find_hotels', description: 'Finds hotels in a city.', parameters: schema },
};
const user = (content: string) => ({ role: 'user' as const, content });
const ask = { model: 'claude-haiku-4-5-20251001', max_tokens: 500, messages: [user('Hello')] };
const askOpenai = { model: 'gpt-test', messages: [user('Hello')] };
const forced = { tools: [anthropicTool], tool_choice: { type: 'tool' as const, name: 'find_hotels' } };
const forcedOpenai = {
  tools: [openaiTool],
  tool_choice: { type: 'function' as const, function: { name: 'find_hotels' } },
};

describe('createFakeServer', () => {
  it('answers in plain words and echoes the model', async () => {
    const { anthropic, openai } = await startFakeServer();
    const message = await anthropic.messages.create(ask);
    expect(message).toMatchObject({
      type: 'message',
      role: 'assistant',
      model: ask.model,
      stop_reason: 'end_turn',
      content: [{ type: 'text', text: 'You said: Hello' }],
    });
    expect(message.usage.input_tokens).toBeGreaterThan(0);
    expect(message.usage.output_tokens).toBeGreaterThan(0);
    const completion = await openai.chat.completions.create(askOpenai);
    expect(completion.model).toBe('gpt-test');
    expect(completion.choices[0]).toMatchObject({
      finish_reason: 'stop',
      message: { role: 'assistant', content: 'You said: Hello' },
    });
    expect(completion.usage?.total_tokens).toBeGreaterThan(0);
  });

  it('fills in the tool that must be called', async () => {
    const { anthropic, openai } = await startFakeServer();
    const message = await anthropic.messages.create({ ...ask, ...forced });
    expect(message.stop_reason).toBe('tool_use');
    expect(message.content).toMatchObject([
      { type: 'tool_use', name: 'find_hotels', input: { city: 'text', guests: 1 } },
    ]);
    const completion = await openai.chat.completions.create({ ...askOpenai, ...forcedOpenai });
    expect(completion.choices[0]?.finish_reason).toBe('tool_calls');
    const [call] = completion.choices[0]?.message.tool_calls ?? [];
    expect(call?.type === 'function' && JSON.parse(call.function.arguments)).toEqual({
      city: 'text',
      guests: 1,
    });
  });

  it('lets an assistant call, read the result and tell it, in both formats', async () => {
    const { anthropic, openai } = await startFakeServer();
    const text = 'Please find hotels. The city is Lisbon, and the guests is 2.';
    const result = JSON.stringify({ hotels: [{ hotel_id: 'htl_1', hotel_name: 'Casa Azul' }] });
    const first = await anthropic.messages.create({ ...ask, messages: [user(text)], tools: [anthropicTool] });
    const [use] = first.content;
    if (use?.type !== 'tool_use') throw new Error('no call');
    expect(use.input).toEqual({ city: 'Lisbon', guests: 2 });
    const second = await anthropic.messages.create({
      ...ask,
      tools: [anthropicTool],
      messages: [
        user(text),
        { role: 'assistant', content: first.content },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: use.id, content: result }] },
      ],
    });
    expect(second.content).toMatchObject([
      { type: 'text', text: expect.stringContaining('I found Casa Azul.') },
    ]);
    const begun = await openai.chat.completions.create({
      ...askOpenai,
      messages: [user(text)],
      tools: [openaiTool],
    });
    const message = begun.choices[0]?.message;
    const [call] = message?.tool_calls ?? [];
    if (!message || !call) throw new Error('no call');
    const ended = await openai.chat.completions.create({
      ...askOpenai,
      tools: [openaiTool],
      messages: [user(text), message, { role: 'tool', tool_call_id: call.id, content: result }],
    });
    expect(ended.choices[0]?.message.content).toContain('I found Casa Azul.');
  });

  it('gives reasoning apart from the text, and wants it back as it was', async () => {
    const { anthropic, openai } = await startFakeServer();
    const thinking = { type: 'enabled' as const, budget_tokens: 1024 };
    const message = await anthropic.messages.create({ ...ask, max_tokens: 3000, thinking });
    expect(message.content.map(({ type }) => type)).toEqual(['thinking', 'text']);
    const again = (content: Anthropic.ContentBlock[]) =>
      anthropic.messages.create({
        ...ask,
        messages: [...ask.messages, { role: 'assistant', content }, user('And now?')],
      });
    await expect(again(message.content)).resolves.toMatchObject({ type: 'message' });
    const forged = message.content.map((block) =>
      block.type === 'thinking' ? { ...block, thinking: 'Other thoughts.' } : block,
    );
    await expect(again(forged)).rejects.toBeInstanceOf(Anthropic.BadRequestError);
    const completion = await openai.chat.completions.create({ ...askOpenai, reasoning_effort: 'low' });
    expect(completion.choices[0]?.message).toHaveProperty('reasoning_content');
  });

  it('answers JSON where the format of the answer is a schema', async () => {
    const { openai } = await startFakeServer();
    const completion = await openai.chat.completions.create({
      ...askOpenai,
      response_format: { type: 'json_schema', json_schema: { name: 'hotels', schema } },
    });
    expect(JSON.parse(completion.choices[0]?.message.content ?? '')).toEqual({ city: 'text', guests: 1 });
  });

  it('lists models, counts tokens and embeds texts, alike ones near each other', async () => {
    const { anthropic, openai } = await startFakeServer();
    expect((await openai.models.list()).data.map(({ id }) => id)).toEqual(['fake-small', 'fake-large']);
    expect((await anthropic.models.list()).data.map(({ id }) => id)).toEqual(['fake-small', 'fake-large']);
    const counted = await anthropic.messages.countTokens({ model: ask.model, messages: ask.messages });
    expect(counted.input_tokens).toBeGreaterThan(0);
    const input = ['book a hotel in Lisbon', 'book hotels in Lisbon', 'weather on Mars'];
    const embed = async (encoding_format: 'float' | 'base64') =>
      (await openai.embeddings.create({ model: 'e', input, encoding_format })).data.map(
        ({ embedding }) => embedding,
      );
    const [one = [], alike = [], other = []] = await embed('float');
    const cosine = (left: number[], right: number[]) =>
      left.reduce((sum, value, place) => sum + value * (right[place] ?? 0), 0);
    expect(one).toHaveLength(256);
    expect(cosine(one, one)).toBeCloseTo(1);
    expect(cosine(one, alike)).toBeGreaterThan(cosine(one, other) + 0.3);
    expect(await embed('float')).toEqual([one, alike, other]);
    // Without a wish of the caller the SDK asks for base 64 and reads it.
    const [read] = (await openai.embeddings.create({ model: 'e', input, dimensions: 256 })).data;
    expect(read?.embedding[0]).toBeCloseTo(one[0] ?? 0, 5);
  });

  it('answers the same for the same id and try, whatever the order', async () => {
    const run = async (ids: readonly string[]) => {
      const { anthropic } = await startFakeServer({ seed: 5, faultRate: 0.5, slowBodyMs: 1 });
      const answers = await Promise.all(
        ids.flatMap((id) =>
          [0, 1, 2].map(async (attempt) => {
            const answer = await anthropic.messages
              .create({ ...ask, ...forced }, callHeaders(id, attempt))
              .then((message) => JSON.stringify(message))
              .catch((error: Error) => `${error.name} ${error.message}`);
            return [`${id} ${attempt}`, answer] as const;
          }),
        ),
      );
      return new Map(answers);
    };
    const ids = Array.from({ length: 40 }, (_, index) => `conv_${index}/judge/0/0`);
    const forwards = await run(ids);
    const backwards = await run([...ids].reverse());
    expect(new Set(forwards.values()).size).toBeGreaterThan(5);
    for (const [key, answer] of forwards) expect(backwards.get(key)).toBe(answer);
  });

  it('fails as often as it was told to, and equally often in each way', async () => {
    const { server, openai } = await startFakeServer({ faultRate: 0.3, slowBodyMs: 0 });
    const tries = Array.from({ length: 600 }, (_, index) =>
      openai.chat.completions.create({ ...askOpenai, ...forcedOpenai }, callHeaders(`call-${index}`)),
    );
    await Promise.allSettled(tries);
    const faults = server.requests().flatMap(({ fault }) => fault ?? []);
    expect(faults.length / 600).toBeGreaterThan(0.24);
    expect(faults.length / 600).toBeLessThan(0.36);
    expect(new Set(faults)).toEqual(new Set<FaultKind>([...transportFaults, ...modelFaults]));
  });

  it('keeps faults of the model over all tries of a call, not those of the way', async () => {
    const { server, anthropic } = await startFakeServer({ faultRate: 0.5, slowBodyMs: 0 });
    for (let index = 0; index < 20; index += 1)
      for (let attempt = 0; attempt < 6; attempt += 1)
        await anthropic.messages
          .create({ ...ask, ...forced }, callHeaders(`call-${index}`, attempt))
          .catch(() => {});
    const byCall = new Map<string, Set<string>>();
    for (const { callId, fault } of server.requests())
      byCall.set(callId, (byCall.get(callId) ?? new Set()).add(fault ?? 'none'));
    for (const faults of byCall.values()) {
      const ofModel = [...faults].filter((fault) => (modelFaults as readonly string[]).includes(fault));
      expect(ofModel.length).toBeLessThanOrEqual(1);
      if (ofModel.length === 1) expect(faults.has('none')).toBe(false);
    }
    expect([...byCall.values()].some((faults) => faults.size > 1)).toBe(true);
  });

  it('puts what the caller scripted before the rules', async () => {
    const { anthropic } = await startFakeServer({
      script: ({ callId }) => {
        if (callId === 'words') return { text: 'Scripted.', model: 'another' };
        if (callId === 'fault') return { fault: 'overloaded' };
        return callId === 'raw' ? { raw: { status: 200, body: '{"error":{"message":"odd"}}' } } : null;
      },
    });
    await expect(anthropic.messages.create(ask, callHeaders('words'))).resolves.toMatchObject({
      model: 'another',
      content: [{ text: 'Scripted.' }],
    });
    await expect(anthropic.messages.create(ask, callHeaders('fault'))).rejects.toMatchObject({ status: 529 });
    await expect(anthropic.messages.create(ask, callHeaders('raw'))).resolves.toHaveProperty('error');
    await expect(anthropic.messages.create(ask, callHeaders('rules'))).resolves.toMatchObject({
      content: [{ text: 'You said: Hello' }],
    });
  });

  it('reads from the cache what stands before a breakpoint byte for byte', async () => {
    const { anthropic, openai } = await startFakeServer();
    const system = (text: string) => [
      { type: 'text' as const, text, cache_control: { type: 'ephemeral' as const } },
    ];
    const rubric = 'Judge with care. '.repeat(400);
    const usage = async (text: string, question: string) =>
      (await anthropic.messages.create({ ...ask, system: system(text), messages: [user(question)] })).usage;
    const first = await usage(rubric, 'one');
    expect(first.cache_read_input_tokens).toBe(0);
    expect(first.cache_creation_input_tokens).toBeGreaterThan(1024);
    const second = await usage(rubric, 'two');
    expect(second.cache_read_input_tokens).toBe(first.cache_creation_input_tokens);
    expect(second.cache_creation_input_tokens).toBe(0);
    expect(second.input_tokens).toBeLessThan(100);
    expect((await usage(`${rubric}!`, 'one')).cache_read_input_tokens).toBe(0);
    expect((await usage('Short.', 'one')).cache_creation_input_tokens).toBe(0);
    const messages = [{ role: 'system' as const, content: rubric }, user('one')];
    await openai.chat.completions.create({ ...askOpenai, messages });
    const { usage: read } = await openai.chat.completions.create({ ...askOpenai, messages });
    expect(read?.prompt_tokens_details?.cached_tokens).toBeGreaterThan(1024);
  });

  it('turns away more requests at once than it was allowed, and knows how many there were', async () => {
    const { server, openai } = await startFakeServer({ maximumInFlight: 2, latencyMs: 150 });
    const tries = await Promise.allSettled(
      ['a', 'b', 'c', 'd', 'e'].map((id) => openai.chat.completions.create(askOpenai, callHeaders(id))),
    );
    const refused = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toHaveLength(3);
    for (const error of refused) expect(error).toBeInstanceOf(OpenAI.RateLimitError);
    expect(server.peakInFlight()).toBeGreaterThan(2);
    expect([...server.counts().values()]).toEqual([1, 1, 1, 1, 1]);
  });

  it('listens on this machine alone', async () => {
    const { server } = await startFakeServer();
    const { port, hostname } = new URL(server.url);
    expect(hostname).toBe('127.0.0.1');
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal);
    for (const { address } of others) {
      const reached = await new Promise((resolve) => {
        const call = httpRequest({ host: address, port, timeout: 2000 }, () => resolve(true));
        call.on('error', () => resolve(false));
        call.on('timeout', () => resolve(false));
        call.end();
      });
      expect(reached).toBe(false);
    }
  });

  it('keeps no key, and texts only when told to', async () => {
    const { server, anthropic } = await startFakeServer();
    await anthropic.messages.create(ask, { headers: { 'x-api-key': 'canary-key' } });
    expect(JSON.stringify(server.requests())).not.toContain('canary-key');
    expect(server.requests()[0]).not.toHaveProperty('body');
    const keeping = await startFakeServer({ keepBodies: true });
    await keeping.openai.chat.completions.create(askOpenai);
    expect(keeping.server.requests()[0]?.body).toContain('Hello');
  });

  it('refuses options out of range', async () => {
    await expect(startFakeServer({ faultRate: 1.1 })).rejects.toThrow(RangeError);
    await expect(startFakeServer({ latencyMs: -1 })).rejects.toThrow(RangeError);
  });
});
