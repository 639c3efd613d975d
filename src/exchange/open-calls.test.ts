import { describe, expect, it } from 'vitest';
import { UnreadableEntryError } from '../errors/exchange-errors.js';
import type { Message, ToolCall } from '../types/conversation.js';
import type { JsonValue } from '../types/json.js';
import { anthropic } from './formats/anthropic.js';
import { createOpenCalls, readCallId } from './open-calls.js';
import { readChatMessages } from './read-chat-messages.js';
import { splitParallelCalls } from './split-parallel.js';
import { toSteps } from './steps.js';

const user = { role: 'user', content: 'Do it.' };
const says = (...calls: readonly [id: JsonValue, name: string][]) => ({
  role: 'assistant',
  content: null,
  tool_calls: calls.map(([id, name]) => ({ id, function: { name, arguments: '{}' } })),
});
const result = (id: JsonValue, content: string, name: JsonValue = null) => ({
  role: 'tool',
  tool_call_id: id,
  content,
  name,
});

/** Each call with what answers it, and its id. */
function answered(messages: readonly Message[]): string[] {
  const calls = messages.flatMap((message): readonly ToolCall[] =>
    message.role === 'assistant' ? (message.tool_calls ?? []) : [],
  );
  expect(new Set(calls.map(({ id }) => id)).size).toBe(calls.length);
  return calls.map(({ id, name }) => {
    const found = messages.filter((message) => message.role === 'tool' && message.tool_call_id === id);
    for (const message of found) expect(message).toMatchObject({ name });
    return `${name} ${id}: ${found.map(({ content }) => content).join(', ')}`;
  });
}

describe('ids of calls', () => {
  it.each<[string, JsonValue[], string[]]>([
    [
      'in one message',
      [user, says(['a', 'one'], ['a', 'two']), result('a', '1'), result('a', '2')],
      ['one a: 1', 'two a_2: 2'],
    ],
    [
      'in one message, whose results say which tool they are of',
      [user, says(['a', 'one'], ['a', 'two']), result('a', '2', 'two'), result('a', '1', 'one')],
      ['one a: 1', 'two a_2: 2'],
    ],
    [
      'in every turn',
      [
        user,
        says(['call_0', 'one']),
        result('call_0', '1'),
        user,
        says(['call_0', 'two']),
        result('call_0', '2'),
      ],
      ['one call_0: 1', 'two call_0_2: 2'],
    ],
    [
      'after one that nothing answers',
      [user, says(['a', 'one']), user, says(['a', 'two']), result('a', '2')],
      ['one a: ', 'two a_2: 2'],
    ],
    [
      'that are like those given to others',
      [
        user,
        says([null, 'one'], ['a', 'two'], ['a', 'three'], ['a_2', 'four'], ['call_1', 'five']),
        result('call_1', '5'),
      ],
      ['one call_1: ', 'two a: ', 'three a_2: ', 'four a_2_2: ', 'five call_1_2: 5'],
    ],
    [
      'that are numbers',
      [user, says([0, 'one'], [1, 'two']), result(1, '2'), result(0, '1')],
      ['one 0: 1', 'two 1: 2'],
    ],
    [
      'that are missing, where results say which tool they are of',
      [user, says([null, 'one'], ['', 'two']), result('', '2', 'two'), result(null, '1')],
      ['one call_1: 1', 'two call_2: 2'],
    ],
    [
      'of prototypes',
      [
        user,
        says(['__proto__', 'one'], ['__proto__', 'two']),
        result('__proto__', '1'),
        result('__proto__', '2'),
      ],
      ['one __proto__: 1', 'two __proto___2: 2'],
    ],
  ])('are told apart: %s', (_, messages, expected) =>
    expect(answered(readChatMessages(messages, '/messages'))).toEqual(expected),
  );

  it('of Anthropic are told apart too', () => {
    const use = (name: string) => ({ type: 'tool_use', id: 'a', name, input: {} });
    const found = (content: string) => ({ type: 'tool_result', tool_use_id: 'a', content });
    const messages = [
      { role: 'user', content: 'Do it.' },
      { role: 'assistant', content: [use('one'), use('two')] },
      { role: 'user', content: [found('1'), found('2')] },
      { role: 'assistant', content: [use('three')] },
      { role: 'user', content: [found('3')] },
    ];
    const read = anthropic.read?.({ messages }, 'x');
    expect(answered(read?.messages ?? [])).toEqual(['one a: 1', 'two a_2: 2', 'three a_3: 3']);
  });

  it('are texts or numbers, and a result answers what was called', () => {
    expect(() => readCallId({}, '/id')).toThrow(UnreadableEntryError);
    expect(() => readCallId(true, '/id')).toThrow(/no id of a call/);
    expect(() => createOpenCalls().answer({ id: 'a' }, '/x')).toThrow(/answers no call/);
    const messages = [user, says(['a', 'one']), result('a', '1'), result('a', '1')];
    expect(() => readChatMessages(messages, '/messages')).toThrow('/messages/3/tool_call_id');
  });

  it('are quick where many are answered from the last to the first', () => {
    const calls = Array.from({ length: 100_000 }, (_, index): [string, string] => [`id ${index}`, 'one']);
    const results = calls.map(([id]) => result(id, '1')).reverse();
    expect(readChatMessages([says(...calls), ...results], '/messages')).toHaveLength(100_001);
  });

  it('are quick where all are the same', () => {
    const calls = Array.from({ length: 20_000 }, (): [string, string] => ['a', 'one']);
    const messages = calls.flatMap((call) => [says(call), result('a', '1')]);
    expect(readChatMessages(messages, '/messages')).toHaveLength(40_000);
  });
});

describe('calls that share an id', () => {
  const call = (name: string): ToolCall => ({ id: 'a', name, parameters: {} });
  const found = (name: string): Message => ({ role: 'tool', name, tool_call_id: 'a', content: name });
  const makes = (...names: string[]): Message => ({
    role: 'assistant',
    content: '',
    tool_calls: names.map(call),
  });

  it('keep their results beside them, in their order', () => {
    const steps = toSteps([makes('one', 'two'), found('one'), found('two')]);
    expect(steps[0]?.results.map(({ name }) => name)).toEqual(['one', 'two']);
  });

  it('keep their results when they are parted', () => {
    const open = [makes('one', 'two'), makes('three', 'four'), found('three'), found('four')];
    const parted = splitParallelCalls([makes('five', 'six'), found('five'), found('six'), ...open]);
    const outline = parted.map((message) =>
      message.role === 'tool'
        ? message.name
        : `${message.role === 'assistant' ? message.tool_calls?.[0]?.name : ''}?`,
    );
    expect(outline).toEqual([
      'five?',
      'five',
      'six?',
      'six',
      'one?',
      'two?',
      'three?',
      'three',
      'four?',
      'four',
    ]);
  });
});
