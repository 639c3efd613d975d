import { describe, expect, it } from 'vitest';
import { CannotHoldError, UnreadableEntryError } from '../../src/errors/exchange-errors.js';
import type { Conversation } from '../../src/exchange/conversation.js';
import type { ConversationFormat, WriteOptions } from '../../src/exchange/exchange-format.js';
import { anthropic } from '../../src/exchange/formats/anthropic.js';
import { axolotl } from '../../src/exchange/formats/axolotl.js';
import { hfTraces } from '../../src/exchange/formats/hf-traces.js';
import { msSwift } from '../../src/exchange/formats/ms-swift.js';
import { openai } from '../../src/exchange/formats/openai.js';
import { openaiDpo } from '../../src/exchange/formats/openai-dpo.js';
import { trlDpo } from '../../src/exchange/formats/trl-dpo.js';
import { trlGrpo } from '../../src/exchange/formats/trl-grpo.js';
import { trlKto } from '../../src/exchange/formats/trl-kto.js';
import { trlPromptCompletion } from '../../src/exchange/formats/trl-prompt-completion.js';
import { trlSft } from '../../src/exchange/formats/trl-sft.js';
import type { AssistantMessage, Message } from '../../src/types/conversation.js';
import type { JsonValue } from '../../src/types/json.js';
import { goldenConversation } from './golden-conversation.js';
import { oddConversations } from './odd-conversations.js';

const options: WriteOptions = { arguments: null, tools: null, spacing: null };
const user: Message = { role: 'user', content: 'Do it.' };
const says = (content: string): AssistantMessage => ({ role: 'assistant', content });
const talk = (...messages: Message[]): Conversation => ({ id: 'x', tools: [], messages });
const call = { id: 'a', name: 'act', parameters: {} };
const result: Message = { role: 'tool', name: 'act', tool_call_id: 'a', content: '1' };

describe('a message that is not to be trained on', () => {
  const [untrained = goldenConversation] = oddConversations;

  it.each([
    [openai, '"weight":0'],
    [axolotl, '"weight":0'],
    [msSwift, '"loss":false'],
  ] as const)('is marked as $0.name marks it', (format, mark) => {
    expect(textOf(format, untrained)).toContain(mark);
  });

  it('keeps its conversation out of formats without such a mark', () => {
    for (const format of [trlSft, anthropic])
      expect(() => format.write(untrained, options)).toThrow(/not to be trained on/);
  });

  it('is no completion and no truth', () => {
    const completions = trlPromptCompletion.write(untrained, { ...options, completions: 'all' });
    expect(completions.map(({ value }) => Object(value).completion[0].content)).toEqual([
      'Here it is. 灯りです。',
    ]);
    // To call nothing would be no truth either.
    expect(() => trlGrpo.write(untrained, options)).toThrow(/not to be trained on/);
  });
});

describe('content', () => {
  it.each([openai, trlSft, trlPromptCompletion, trlGrpo, axolotl, msSwift, anthropic, hfTraces])(
    'is never null in $name',
    (format) => {
      for (const conversation of [goldenConversation, ...oddConversations]) {
        const text = attempt(() => textOf(format, conversation));
        expect(text).not.toMatch(/"content":null|"text":""|"tool_calls":null|"tool_calls":\[\]/);
      }
    },
  );
});

describe('trl-prompt-completion', () => {
  it('has one entry for each message of the assistant where all are asked for', () => {
    const entries = trlPromptCompletion.write(goldenConversation, { ...options, completions: 'all' });
    expect(entries.map(({ value }) => Object(value).prompt.length)).toEqual([2, 5, 7, 9]);
  });

  it('has none where nobody answers', () => {
    expect(() => trlPromptCompletion.write(talk(user), options)).toThrow(CannotHoldError);
  });
});

describe('trl-grpo', () => {
  const truths = (conversation: Conversation, completions: 'one' | 'all') =>
    trlGrpo.write(conversation, { ...options, completions }).map(({ value }) => {
      const { prompt, ground_truth: truth } = Object(value);
      return [prompt.length, JSON.parse(truth).length];
    });

  it('has one entry for each request that was served by calls where all are asked for', () => {
    expect(truths(goldenConversation, 'one')).toEqual([[2, 2]]);
    expect(truths(goldenConversation, 'all')).toEqual([
      [2, 2],
      [7, 1],
    ]);
  });

  it('passes over what a user said before anything could be called', () => {
    const messages = [user, says('Which?'), user, { ...says(''), tool_calls: [call] }, result, says('Done.')];
    expect(truths(talk(...messages), 'one')).toEqual([[3, 1]]);
  });

  it('has the truth that nothing is to be called', () => {
    expect(truths(talk(user, says('I cannot.')), 'all')).toEqual([[1, 0]]);
    expect(() => trlGrpo.write(talk(says('Hello.')), options)).toThrow(CannotHoldError);
  });

  it('has tools only where they are asked for', () => {
    const [entry] = trlGrpo.write(goldenConversation, { ...options, tools: 'list' });
    expect(Object(entry?.value).tools).toHaveLength(2);
  });
});

describe('anthropic', () => {
  const untyped = { name: 'act', description: '', parameters: { properties: {} } };

  it('puts results before what the user says next, in one message, and marks errors', () => {
    const [, , , failed, , , after] = oddConversations;
    const written = [failed, after].map(
      (each) => each && Object(anthropic.write(each, options)[0]?.value).messages,
    );
    expect(written[0][2].content).toEqual([
      expect.objectContaining({ type: 'tool_result', tool_use_id: 'Dd3Ee4Ff5', is_error: true }),
    ]);
    expect(written[1][2].content.map(({ type }: { type: string }) => type)).toEqual(['tool_result', 'text']);
  });

  it('says that arguments are an object', () => {
    const [entry] = anthropic.write({ ...talk(user, says('Yes.')), tools: [untyped] }, options);
    expect(Object(entry?.value).tools[0].input_schema).toEqual({ type: 'object', properties: {} });
  });

  it.each<[string, Partial<Conversation>, RegExp]>([
    ['users in a row', { messages: [user, user, says('Yes.')] }, /two messages of the user/],
    ['an assistant that begins', { messages: [says('Hello.'), user] }, /follows no other/],
    ['assistants in a row', { messages: [user, says('A'), says('B')] }, /follows no other/],
    ['a blank text', { messages: [user, says(' \n')] }, /says nothing/],
    ['a late system message', { messages: [user, { role: 'system', content: 'New.' }, says('A')] }, /system/],
    [
      'an id of other signs',
      { messages: [user, { ...says(''), tool_calls: [{ ...call, id: 'a b' }] }] },
      /id of a call/,
    ],
    ['a list of arguments', { tools: [{ ...untyped, parameters: { type: 'array' } }] }, /no object/],
  ])('cannot hold %s', (_, change, reason) => {
    const write = () => anthropic.write({ ...talk(user, says('A')), ...change }, options);
    expect(write).toThrow(CannotHoldError);
    expect(write).toThrow(reason);
  });

  it.each<[JsonValue, string]>([
    [[], ''],
    [{ messages: {} }, '/messages'],
    [{ messages: [null] }, '/messages/0'],
    [{ messages: [{ role: 'tool', content: '' }] }, '/messages/0/role'],
    [{ messages: [{ role: 'user', content: 7 }] }, '/messages/0/content'],
    [{ messages: [{ role: 'user', content: [{ type: 'image' }] }] }, '/messages/0/content/0'],
    [
      { messages: [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: '__proto__' }] }] },
      '/messages/0/content/0/tool_use_id',
    ],
    [
      { messages: [{ role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'b', input: '{}' }] }] },
      '/messages/0/content/0',
    ],
    [{ messages: [], tools: [{}] }, '/tools/0'],
  ])('says where %j cannot be read', (value, place) => {
    expect(problemOf(() => anthropic.read?.(value, 'x'))).toMatchObject({ place });
  });

  it('keeps thinking of others apart from what is said', () => {
    const messages = [
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'Hm.' },
          { type: 'text', text: 'Yes.' },
        ],
      },
    ];
    expect(anthropic.read?.({ system: [{ type: 'text', text: 'Help.' }], messages }, 'x').messages).toEqual([
      { role: 'system', content: 'Help.' },
      { role: 'assistant', content: 'Yes.', reasoning: 'Hm.' },
    ]);
  });
});

describe('ms-swift', () => {
  it('cannot hold what order alone does not tell', () => {
    const calls = { ...says(''), tool_calls: [call, { ...call, id: 'b' }] };
    const late = { ...result, tool_call_id: 'b' };
    expect(() => msSwift.write(talk(user, calls, late, result), options)).toThrow(/another order/);
    expect(() => msSwift.write(talk(user, says('Wait.'), calls), options)).toThrow(/follow each other/);
  });

  it('puts what is said beside calls before them', () => {
    const [entry] = msSwift.write(
      talk(user, { ...says('Let me see.'), tool_calls: [call] }, result),
      options,
    );
    expect(Object(entry?.value).messages.map(({ role }: { role: string }) => role)).toEqual([
      ...['user', 'assistant', 'tool_call', 'tool_response'],
    ]);
  });

  it.each<[JsonValue, string]>([
    [{ messages: 'none' }, '/messages'],
    [{ messages: [{ role: 'tool_call', content: '{"name":' }] }, '/messages/0/content'],
    [{ messages: [{ role: 'tool_call', content: '[]' }] }, '/messages/0/content'],
    [{ messages: [{ role: 'tool_response', content: '1' }] }, '/messages/0'],
  ])('says where %j cannot be read', (value, place) => {
    expect(problemOf(() => msSwift.read?.(value, 'x'))).toMatchObject({ place });
  });
});

describe('hf-traces', () => {
  it('names a session by its first request, shortened between characters', () => {
    const [entry] = hfTraces.write(talk({ role: 'user', content: '😀'.repeat(200) }), options);
    expect(Object(entry?.value).name).toBe('😀'.repeat(120));
    expect(Object(hfTraces.write(talk(says('Hi.')), options)[0]?.value)).not.toHaveProperty('name');
  });

  it('says what is no trace', () => {
    expect(problemOf(() => hfTraces.read?.({}, 'x'))).toMatchObject({ place: '' });
    expect(problemOf(() => hfTraces.read?.([{ type: 'message' }], 'x'))).toMatchObject({
      place: '/messages/0',
    });
    expect(hfTraces.read?.([], 'x').id).toBe('x');
  });
});

describe('preferences of others', () => {
  const prompt = [{ role: 'user', content: 'Do it.' }];
  const yes = [{ role: 'assistant', content: 'Yes.' }];

  it('are read where they differ in one message of the assistant, and not else', () => {
    expect(trlDpo.read?.({ prompt, chosen: yes, rejected: yes }, 'x')).toMatchObject({
      context: prompt,
      tools: [],
    });
    const wrong: JsonValue[] = [[], prompt, [...yes, ...prompt], 'Yes.'];
    for (const chosen of wrong)
      expect(problemOf(() => trlDpo.read?.({ prompt, chosen, rejected: yes }, 'x'))).toMatchObject({
        place: expect.stringMatching(/^\/chosen/),
      });
    expect(problemOf(() => openaiDpo.read?.({ preferred_completion: yes }, 'x'))).toMatchObject({
      place: '/input',
    });
    const unlabelled = { prompt, completion: yes, label: 1 };
    expect(problemOf(() => trlKto.read?.(unlabelled, 'x'))).toMatchObject({ place: '/label' });
  });
});

function textOf(format: ConversationFormat, conversation: Conversation): string {
  return JSON.stringify(format.write(conversation, options).map(({ value }) => value));
}

function attempt(write: () => string): string {
  try {
    return write();
  } catch (error) {
    expect(error).toBeInstanceOf(CannotHoldError);
    return '';
  }
}

function problemOf(read: () => unknown): unknown {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableEntryError);
    return error;
  }
  return null;
}
