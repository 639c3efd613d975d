import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { callHeaders, startFakeServer } from '../../../test/support/start-fake-server.js';
import { drawFault } from './draw-fault.js';
import { type FaultKind, faultKinds } from './fault-kinds.js';

const schema = {
  type: 'object' as const,
  properties: { city: { type: 'string' } },
  required: ['city'],
};
const messages = [{ role: 'user' as const, content: 'Find a hotel.' }];

/** What each SDK makes of a fault: an answer, or what it throws. */
async function meet(fault: FaultKind, callId = 'call') {
  const { server, anthropic, openai } = await startFakeServer({
    faultRate: 1,
    faults: [fault],
    slowBodyMs: 300,
  });
  const caught = (error: unknown) => error;
  const fromAnthropic = await anthropic.messages
    .create(
      {
        model: 'm',
        max_tokens: 100,
        messages,
        tools: [{ name: 'find', input_schema: schema }],
        tool_choice: { type: 'tool', name: 'find' },
      },
      callHeaders(callId),
    )
    .catch(caught);
  const fromOpenai = await openai.chat.completions
    .create(
      {
        model: 'm',
        messages,
        tools: [{ type: 'function', function: { name: 'find', parameters: schema } }],
        tool_choice: { type: 'function', function: { name: 'find' } },
      },
      callHeaders(callId),
    )
    .catch(caught);
  expect(server.requests().map((request) => request.fault)).toEqual([fault, fault]);
  return {
    anthropic: fromAnthropic as Anthropic.Message & Error,
    openai: fromOpenai as OpenAI.ChatCompletion & Error,
  };
}

describe('faults, as the real SDKs meet them', () => {
  it('rate_limit is a 429 that says how long to wait', async () => {
    const { anthropic, openai } = await meet('rate_limit');
    for (const error of [anthropic, openai] as unknown[]) {
      expect(error).toMatchObject({ status: 429 });
      const { headers } = error as { headers: Headers };
      const waitMs = Number(headers.get('retry-after-ms'));
      expect(waitMs).toBeGreaterThanOrEqual(50);
      expect(waitMs).toBeLessThanOrEqual(1000);
      expect(Number(headers.get('retry-after'))).toBeCloseTo(waitMs / 1000);
    }
    expect(anthropic).toBeInstanceOf(Anthropic.RateLimitError);
    expect(openai).toBeInstanceOf(OpenAI.RateLimitError);
  });

  it('overloaded is a 529, server_error a 500', async () => {
    const overloaded = await meet('overloaded');
    expect(overloaded.anthropic).toMatchObject({
      status: 529,
      error: { error: { type: 'overloaded_error' } },
    });
    expect(overloaded.openai).toMatchObject({ status: 529 });
    const broken = await meet('server_error');
    expect(broken.anthropic).toBeInstanceOf(Anthropic.InternalServerError);
    expect(broken.openai).toBeInstanceOf(OpenAI.InternalServerError);
  });

  it('reset ends the connection without an answer', async () => {
    const { anthropic, openai } = await meet('reset');
    expect(anthropic).toBeInstanceOf(Anthropic.APIConnectionError);
    expect(openai).toBeInstanceOf(OpenAI.APIConnectionError);
  });

  it('slow_body is a good answer that takes its time', async () => {
    const { anthropic, openai } = await meet('slow_body');
    expect(anthropic.type).toBe('message');
    expect(openai.object).toBe('chat.completion');
  });

  it('cut_body ends the connection in the middle of the answer', async () => {
    const { anthropic, openai } = await meet('cut_body');
    expect(anthropic).toBeInstanceOf(TypeError);
    expect(openai).toBeInstanceOf(TypeError);
  });

  it('truncated_json ends the text before its end', async () => {
    const { anthropic, openai } = await meet('truncated_json');
    expect(anthropic).toBeInstanceOf(SyntaxError);
    expect(openai).toBeInstanceOf(SyntaxError);
  });

  it('html comes with 200 and is taken for a message', async () => {
    const { anthropic, openai } = await meet('html');
    expect(typeof anthropic).toBe('string');
    expect(typeof openai).toBe('string');
  });

  it('wrong_model echoes another model', async () => {
    const { anthropic, openai } = await meet('wrong_model');
    expect(anthropic.model).toBe('m-other');
    expect(openai.model).toBe('m-other');
  });

  it('bad_input breaks the schema, or is no JSON where inputs are text', async () => {
    const { anthropic, openai } = await meet('bad_input');
    expect(anthropic.stop_reason).toBe('tool_use');
    expect(anthropic.content).toMatchObject([
      { type: 'tool_use', input: { unexpected_field: ['unexpected'] } },
    ]);
    expect((anthropic.content[0] as Anthropic.ToolUseBlock).input).not.toHaveProperty('city');
    const [call] = openai.choices[0]?.message.tool_calls ?? [];
    expect(() => JSON.parse(call?.type === 'function' ? call.function.arguments : '{}')).toThrow(SyntaxError);
  });

  it('refusal says nothing, in each of the two ways of OpenAI', async () => {
    const { anthropic } = await meet('refusal');
    expect(anthropic).toMatchObject({ stop_reason: 'refusal', content: [] });
    const reasons = new Set<string>();
    for (let index = 0; index < 8; index += 1) {
      const { openai } = await meet('refusal', `call-${index}`);
      const [choice] = openai.choices;
      reasons.add(String(choice?.finish_reason));
      expect(choice?.message.content).toBeNull();
      if (choice?.finish_reason === 'stop') expect(choice.message.refusal).toBeTruthy();
    }
    expect(reasons).toEqual(new Set(['stop', 'content_filter']));
  });

  it('max_tokens cuts a call: empty at Anthropic, half written at OpenAI', async () => {
    const { anthropic, openai } = await meet('max_tokens');
    expect(anthropic).toMatchObject({
      stop_reason: 'max_tokens',
      content: [{ type: 'tool_use', input: {} }],
    });
    expect(openai.choices[0]?.finish_reason).toBe('length');
    const [call] = openai.choices[0]?.message.tool_calls ?? [];
    expect(() => JSON.parse(call?.type === 'function' ? call.function.arguments : '{}')).toThrow(SyntaxError);
  });
});

describe('drawFault', () => {
  it('meets its rate for any choice of kinds, also at its ends', () => {
    for (const faults of [faultKinds, ['reset'], ['refusal'], ['reset', 'refusal']] as const)
      for (const faultRate of [0, 0.1, 0.6, 1]) {
        const tries = 4000;
        let failed = 0;
        for (let index = 0; index < tries; index += 1)
          if (drawFault({ seed: 3, faultRate, faults }, `call-${index}`, 0) !== null) failed += 1;
        expect(Math.abs(failed / tries - faultRate)).toBeLessThan(0.03);
      }
  });
});
