import { describe, expect, it } from 'vitest';
import { makeModelRequest } from '../../test/support/model-stub.js';
import type { ModelMessage } from '../types/language-model.js';
import { toAnthropicRequest } from './anthropic-request.js';

const ephemeral = { cache_control: { type: 'ephemeral' } };
const tools = [{ name: 'a::b', description: 'Does', parameters: { type: 'object' as const } }];
const exchange: readonly ModelMessage[] = [
  { role: 'assistant', content: 'Hello' },
  { role: 'user', content: 'Both, please' },
  {
    role: 'assistant',
    content: '',
    toolCalls: [
      { id: 'one', name: 'a::b', parameters: {} },
      { id: 'two?', name: 'un known', parameters: null },
    ],
    reasoning: [
      { text: 'Hm', signature: 'sig' },
      { text: 'unsigned' },
      { text: '', signature: 'redacted_thinking:data' },
    ],
  },
  { role: 'tool', toolCallId: 'one', content: '{}', isError: false },
  { role: 'tool', toolCallId: 'two?', content: 'no such tool', isError: true },
];
const body = (changes = {}, tokens?: number | null) =>
  toAnthropicRequest('claude-x', makeModelRequest(changes), tokens).body;

describe('toAnthropicRequest', () => {
  it('gathers the results after their calls and begins with the user', () => {
    const { messages } = body({ messages: exchange, tools });
    expect(messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: '…' }] },
      { role: 'assistant', content: [{ type: 'text', text: 'Hello' }] },
      { role: 'user', content: [{ type: 'text', text: 'Both, please' }] },
      {
        role: 'assistant',
        content: [
          { type: 'tool_use', id: 'one', name: 'a__b', input: {} },
          { type: 'tool_use', id: 'two_', name: 'un_known', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'one', content: '{}' },
          { type: 'tool_result', tool_use_id: 'two_', content: 'no such tool', is_error: true, ...ephemeral },
        ],
      },
    ]);
  });

  it('sends reasoning back as it came, where reasoning goes on', () => {
    const { messages, thinking } = body({ messages: exchange, tools, reasoning: true, maxTokens: 3000 });
    expect(thinking).toEqual({ type: 'enabled', budget_tokens: 1500 });
    const content = messages[3]?.content;
    expect(Array.isArray(content) && content.slice(0, 2)).toEqual([
      { type: 'thinking', thinking: 'Hm', signature: 'sig' },
      { type: 'redacted_thinking', data: 'data' },
    ]);
  });

  it.each([
    ['a form', { toolChoice: { tool: 'a::b' }, tools, maxTokens: 9000 }],
    ['little room', { maxTokens: 1024 }],
    [
      'results of calls made without it',
      {
        messages: [
          ...exchange.slice(0, 2),
          { role: 'assistant', content: '', toolCalls: [{ id: 'one', name: 'a::b', parameters: {} }] },
          exchange[3],
        ],
        tools,
        maxTokens: 9000,
      },
    ],
  ])('does not reason with %s', (_name, changes) => {
    expect(body({ ...changes, reasoning: true }).thinking).toBeUndefined();
  });

  it('keeps what may be reasoned below what may be said, or leaves it to the model', () => {
    expect(body({ reasoning: true, maxTokens: 1025 }).thinking).toEqual({
      type: 'enabled',
      budget_tokens: 1024,
    });
    expect(body({ reasoning: true, maxTokens: 50_000 }, 2048).thinking).toEqual({
      type: 'enabled',
      budget_tokens: 2048,
    });
    expect(body({ reasoning: true }, null).thinking).toEqual({ type: 'adaptive' });
  });

  it('has one tool called where one is asked for', () => {
    expect(body({ tools, toolChoice: { tool: 'a::b' } }).tool_choice).toEqual({
      type: 'tool',
      name: 'a__b',
      disable_parallel_tool_use: true,
    });
  });

  it('marks the constant beginning, and the end of what grows', () => {
    const form = { tools, toolChoice: { tool: 'a::b' } } as const;
    const single = body({ ...form, messages: [{ role: 'user', content: 'Judge this' }] });
    expect(single.system).toEqual([{ type: 'text', text: 'You judge.', ...ephemeral }]);
    expect(JSON.stringify(single.messages)).not.toContain('ephemeral');
    expect(JSON.stringify(single.tools)).not.toContain('ephemeral');
    expect(body({ tools, system: '' }).tools?.[0]).toMatchObject(ephemeral);
    expect(JSON.stringify(body({ tools }).messages)).toContain('ephemeral');
    const other = body({ ...form, messages: [{ role: 'user', content: 'Judge that' }] });
    expect(JSON.stringify([other.tools, other.system])).toBe(JSON.stringify([single.tools, single.system]));
  });
});
