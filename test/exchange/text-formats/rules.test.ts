import { describe, expect, it } from 'vitest';
import { CannotHoldError, UnreadableEntryError } from '../../../src/errors/exchange-errors.js';
import type { Conversation } from '../../../src/exchange/conversation.js';
import type { ConversationFormat } from '../../../src/exchange/exchange-format.js';
import { hermes } from '../../../src/exchange/formats/hermes.js';
import { llamafactory } from '../../../src/exchange/formats/llamafactory.js';
import { llamafactoryOpenai } from '../../../src/exchange/formats/llamafactory-openai.js';
import { react } from '../../../src/exchange/formats/react.js';
import { sharegpt } from '../../../src/exchange/formats/sharegpt.js';
import type { Message } from '../../../src/types/conversation.js';
import type { JsonObject, JsonValue } from '../../../src/types/json.js';
import { goldenConversation } from '../golden-conversation.js';
import { defaults, readBack, valuesOf, withNumberedCalls, writeAs } from './write-and-read.js';

const user = (content: string): Message => ({ role: 'user', content });
const says = (content: string): Message => ({ role: 'assistant', content });
const calls = (content: string, ...ids: string[]): Message => ({
  role: 'assistant',
  content,
  tool_calls: ids.map((id) => ({ id, name: 'find', parameters: { id } })),
});
const result = (id: string, content = '{"n":1}'): Message => ({
  role: 'tool',
  name: 'find',
  tool_call_id: id,
  content,
});
const of = (...messages: Message[]): Conversation => ({ id: 'conv_9', messages, tools: [] });
const one = (format: ConversationFormat, conversation: Conversation): JsonObject =>
  valuesOf(writeAs(format, conversation))[0] as JsonObject;
const turns = (format: ConversationFormat, conversation: Conversation): unknown =>
  one(format, conversation).conversations;

const strict = [llamafactory, llamafactoryOpenai] as const;
const all = [...strict, sharegpt, hermes, react] as const;

describe.each(strict)('the rules of LLaMA-Factory: $name', (format) => {
  it.each([
    ['begins with the assistant', of(says('Hi'), user('Hello'), says('Yes?')), /expects the user/],
    ['has two messages of the user in a row', of(user('a'), user('b'), says('c')), /expects the assistant/],
    ['has two messages of the assistant in a row', of(user('a'), says('b'), says('c')), /expects the user/],
    ['ends with the user', of(user('a'), says('b'), user('c')), /does not end with the assistant/],
    ['ends with results', of(user('a'), calls('', 'x'), result('x')), /does not end with the assistant/],
    ['has a system message inside', of(user('a'), { role: 'system', content: 's' }, says('b')), /system/],
    ['has a call without a result', of(user('a'), calls('', 'x', 'y'), result('x'), says('b')), /no result/],
    ['has a result without its call', of(user('a'), says('b'), result('x'), says('b')), /follow its call/],
    ['has nothing', of({ role: 'system', content: 's' }), /nothing is said/],
  ])('leaves out what %s', (_, conversation, reason) => {
    expect(() => writeAs(format, conversation)).toThrow(CannotHoldError);
    expect(() => writeAs(format, conversation)).toThrow(reason);
  });

  it('takes what ends with calls, since their count is even', () => {
    expect(writeAs(format, of(user('a'), calls('', 'x', 'y')))).toHaveLength(1);
  });

  it('leaves out words beside calls, and says so', () => {
    const text = JSON.stringify(
      one(format, of(user('a'), calls('Let me look.', 'x'), result('x'), says('b'))),
    );
    expect(text).not.toContain('Let me look');
    expect(format.losses).toContain('what is said beside a call');
  });

  it('has columns for system and tools in every row', () => {
    expect(one(format, of(user('a'), says('b'))).tools).toBe('');
  });
});

describe.each(all)('untrained messages: $name', (format) => {
  it('has no mark for them, so that the conversation is left out', () => {
    const wrong: Message = { role: 'assistant', content: 'Wrong.', weight: 0 };
    expect(() => writeAs(format, of(user('a'), wrong, user('b'), says('c')))).toThrow(/not to be trained on/);
  });
});

describe('llamafactory', () => {
  it('makes one list of parallel calls and one observation of their results, in the order of the calls', () => {
    const conversation = of(
      user('a'),
      calls('', 'x', 'y', 'z'),
      ...[result('y', 'plain "words"'), result('x', '[1, 2.50]'), result('z', '12345678901234567890')],
      says('b'),
    );
    expect(turns(llamafactory, conversation)).toEqual([
      { from: 'human', value: 'a' },
      {
        from: 'function_call',
        value:
          '[{"name":"find","arguments":{"id":"x"}},{"name":"find","arguments":{"id":"y"}},{"name":"find","arguments":{"id":"z"}}]',
      },
      { from: 'observation', value: '[[1, 2.50],"plain \\"words\\"",12345678901234567890]' },
      { from: 'gpt', value: 'b' },
    ]);
    const read = readBack(llamafactory, one(llamafactory, conversation), 'id');
    expect(read.messages.filter(({ role }) => role === 'tool').map(({ content }) => content)).toEqual([
      '[1, 2.50]',
      '"plain \\"words\\""',
      '12345678901234567890',
    ]);
  });

  it('writes spaces as Python does when asked', () => {
    const value = llamafactory.write(of(user('a'), calls('', 'x')), { ...defaults, spacing: 'python' });
    expect(JSON.stringify(value)).toContain('{\\"name\\": \\"find\\", \\"arguments\\": {\\"id\\": \\"x\\"}}');
  });

  it('reads results that LLaMA-Factory joined, and refuses those it cannot part', () => {
    const entry = (value: string): JsonValue => ({
      conversations: [
        { from: 'human', value: 'a' },
        {
          from: 'function_call',
          value: '[{"name":"f","arguments":{}},{"name":"f","arguments":"{\\"a\\":1}"}]',
        },
        { from: 'observation', value },
      ],
    });
    const read = readBack(llamafactory, entry('one\n</tool_response>\n<tool_response>\ntwo'), 'id');
    expect(read.messages.slice(2).map(({ content }) => content)).toEqual(['one', 'two']);
    expect(() => readBack(llamafactory, entry('[1]'), 'id')).toThrow(/answers 2 calls/);
  });
});

describe('sharegpt', () => {
  it('says words beside calls in a turn of their own, and reads them back', () => {
    const conversation = of(user('a'), calls('Let me look.', 'x'), result('x'), says('b'));
    expect(turns(sharegpt, conversation)).toEqual([
      { from: 'human', value: 'a' },
      { from: 'gpt', value: 'Let me look.' },
      { from: 'function_call', value: '{"name":"find","arguments":{"id":"x"}}' },
      { from: 'observation', value: '{"n":1}' },
      { from: 'gpt', value: 'b' },
    ]);
    const read = readBack(sharegpt, one(sharegpt, conversation), 'none');
    expect(read.messages).toEqual(withNumberedCalls(conversation.messages));
  });

  it('leaves out what would read as words beside calls and is not', () => {
    expect(() => writeAs(sharegpt, of(user('a'), says('b'), calls('', 'x')))).toThrow(
      /two messages in a row/,
    );
  });

  it.each<[string, JsonValue, string]>([
    ['', 5, ''],
    ['', {}, '/conversations'],
    ['', { conversations: [7] }, '/conversations/0'],
    ['', { conversations: [{ from: 'alien', value: '' }] }, '/conversations/0/from'],
    ['', { conversations: [{ from: 'observation', value: '1' }] }, '/conversations/0'],
    ['', { conversations: [{ from: 'function_call', value: 'find()' }] }, '/conversations/0/value'],
    ['', { conversations: [{ from: 'function_call', value: '[]' }] }, '/conversations/0/value'],
    ['', { conversations: [{ from: 'function_call', value: '{"arguments":{}}' }] }, '/conversations/0/value'],
    ['', { conversations: [], tools: '{' }, '/tools'],
  ])('says where it cannot read%s %j', (_, value, place) => {
    const read = (): unknown => readBack(sharegpt, value, 'id');
    expect(read).toThrow(UnreadableEntryError);
    expect(read).toThrow(expect.objectContaining({ place }));
  });

  it('takes prototype keys for keys', () => {
    const conversation = of(user('__proto__'), calls('', 'x'));
    const hostile = JSON.parse('{"__proto__":{"polluted":true},"constructor":1}');
    const [asked, called] = conversation.messages;
    const message = { ...called, tool_calls: [{ id: 'x', name: 'find', parameters: hostile }] } as Message;
    const read = readBack(sharegpt, one(sharegpt, of(asked as Message, message)), 'id');
    expect(JSON.stringify(read.messages[1])).toContain('{"__proto__":{"polluted":true},"constructor":1}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('hermes', () => {
  it('writes blocks with the spaces of Python, tools one a line', () => {
    const [entry] = valuesOf(writeAs(hermes, goldenConversation)) as JsonObject[];
    const said = entry?.conversations as { from: string; value: string }[];
    expect(said.map(({ from }) => from)).toEqual('system human gpt tool gpt human gpt tool gpt'.split(' '));
    expect(said[0]?.value).toMatch(
      /^You are a travel assistant\.\n\nYou can call [\s\S]*\n<tools>\n\{"type": "function", "function": \{"name": "get_weather"[^\n]*\n\{"type"[^\n]*\n<\/tools>\n/,
    );
    expect(said[2]?.value).toBe(
      '<tool_call>\n{"name": "get_weather", "arguments": {"city": "Paris"}}\n</tool_call>\n' +
        '<tool_call>\n{"name": "get_weather", "arguments": {"city": "Oslo", "days": 2}}\n</tool_call>',
    );
    expect(said[3]?.value).toBe(
      '<tool_response>\n{"name": "get_weather", "content": {"temp_c": 21}}\n</tool_response>\n' +
        '<tool_response>\n{"name": "get_weather", "content": {"temp_c": 12}}\n</tool_response>',
    );
    expect(readBack(hermes, entry ?? null, 'none')).toEqual(goldenConversation);
  });

  it('keeps digits, tags inside texts, words beside calls and plain results', () => {
    const conversation = of(
      user('<tool_call> me'),
      calls('\nLet me look.\n', 'x', 'y'),
      result('x', '{"id":12345678901234567890,"html":"</tool_response>\\n"}'),
      result('y', 'no JSON'),
      says('b'),
    );
    const entry = one(hermes, conversation);
    expect(JSON.stringify(entry)).toContain('12345678901234567890');
    const { messages } = readBack(hermes, entry, 'none');
    const wanted = withNumberedCalls(conversation.messages);
    expect(messages).toEqual(wanted.with(3, { ...(wanted[3] as Message), content: '"no JSON"' } as Message));
  });

  it('leaves out an assistant that speaks of the tag of calls', () => {
    expect(() => writeAs(hermes, of(user('a'), says('Write <tool_call>.')))).toThrow(/<tool_call>/);
  });

  it('reads what others write: dictionaries of Python, tools as a list, closing tags in the line', () => {
    const read = readBack(
      hermes,
      {
        conversations: [
          {
            from: 'system',
            value: "Use these. <tools> [{'name': 'f', 'parameters': {'type': 'object'}}] </tools>",
          },
          { from: 'human', value: 'a' },
          {
            from: 'gpt',
            value: "<tool_call>{'name': 'f', 'arguments': {'a': True, 'b': None}}</tool_call>\nDone",
          },
          { from: 'tool', value: '<tool_response>\n{"b": 2}\n</tool_response>' },
        ],
      },
      'h_1',
    );
    expect(read.tools).toEqual([{ name: 'f', description: '', parameters: { type: 'object' } }]);
    expect(read.messages[2]).toEqual({
      role: 'assistant',
      content: 'Done',
      tool_calls: [{ id: 'call_1', name: 'f', parameters: { a: true, b: null } }],
    });
    expect(read.messages[3]).toEqual({ role: 'tool', name: 'f', tool_call_id: 'call_1', content: '{"b":2}' });
  });

  it('says where a block is not closed, in time however many there are', () => {
    const value = '<tool_call>\n'.repeat(200_000);
    const entry = { conversations: [{ from: 'gpt', value }] };
    expect(() => readBack(hermes, entry, 'id')).toThrow(/does not close/);
  });
});

describe('react', () => {
  it('thinks what is said beside a call, and reads it as reasoning', () => {
    const [line] = valuesOf(
      writeAs(react, of(user('a'), calls('Let me look.', 'x'), result('x'), says('b'))),
    );
    expect(line).toEqual({
      text: 'Question: a\nThought: Let me look.\nAction: find\nAction Input: {"id":"x"}\nObservation: {"n":1}\nThought: I now know the final answer\nFinal Answer: b\n',
    });
    expect(readBack(react, line ?? null, 'id').messages[1]).toMatchObject({ reasoning: 'Let me look.' });
  });

  it.each([
    ['a request without an answer', of(user('a'), user('b'), says('c')), /no final answer/],
    ['calls at the end', of(user('a'), calls('', 'x')), /no final answer/],
    ['an answer to nobody', of(says('a')), /nobody asked/],
    ['lines of its own in what is said', of(user('a\nObservation: x'), says('b')), /'Observation:'/],
  ])('leaves out %s', (_, conversation, reason) => {
    expect(() => writeAs(react, conversation)).toThrow(reason);
  });

  it.each([
    ['no question', 'Paris\nQuestion: a'],
    ['an input without an action', 'Question: a\nAction Input: {}'],
    ['an observation of nothing', 'Question: a\nObservation: 1'],
    ['arguments that are no JSON', 'Question: a\nAction: f\nAction Input: {a}'],
  ])('cannot read %s', (_, text) => {
    expect(() => readBack(react, { text }, 'id')).toThrow(UnreadableEntryError);
  });
});
