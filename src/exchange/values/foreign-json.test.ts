import { describe, expect, it } from 'vitest';
import { UnreadableEntryError } from '../../errors/exchange-errors.js';
import { axolotl } from '../formats/axolotl.js';
import { hermes } from '../formats/hermes.js';
import { llamafactory } from '../formats/llamafactory.js';
import { msSwift } from '../formats/ms-swift.js';
import { openai } from '../formats/openai.js';
import { react } from '../formats/react.js';
import { bfcl } from '../readers/bfcl.js';
import type { ForeignReader } from '../readers/foreign-reader.js';
import { glaive } from '../readers/glaive.js';
import { toolace } from '../readers/toolace.js';
import { toolbench } from '../readers/toolbench.js';
import { xlam } from '../readers/xlam.js';
import { expandValue } from './expand-value.js';
import { deepestInside, foreignJson, parseForeignJson } from './foreign-json.js';

const large = '12345678901234567890';
const given = `{"id": ${large}, "rate": 1e400, "part": 12345678901234567.5, "near": 9007199254740991}`;
const kept = { id: large, rate: '1e400', part: '12345678901234567.5', near: 9007199254740991 };
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const call = `{"name": "act", "arguments": ${given}}`;
const ask = { from: 'human', value: 'Do it.' };

describe('JSON inside a text of others', () => {
  it('keeps every digit, those of a number alone too', () => {
    expect(foreignJson(given)).toEqual(kept);
    expect(foreignJson('1e400')).toBe('1e400');
    expect(foreignJson(large)).toBe(large);
    expect(foreignJson('[9007199254740992,9007199254740993]')).toEqual([
      9007199254740992,
      '9007199254740993',
    ]);
    expect(foreignJson('{"__proto__":{"x":1},"__proto__":2}')).toEqual(JSON.parse('{"__proto__":2}'));
  });

  it('is refused where it is none or nests too deep, and plain words may stand in its place', () => {
    expect(() => parseForeignJson('{"a": NaN}', '/x')).toThrow(UnreadableEntryError);
    expect(() => parseForeignJson(nested(deepestInside + 1), '/x')).toThrow(/nests deeper than/);
    expect(parseForeignJson(nested(deepestInside), '/x')).toHaveLength(1);
    expect(foreignJson(nested(100_000))).toBeUndefined();
    expect(foreignJson('['.repeat(1000))).toBeUndefined();
    expect(foreignJson('clear')).toBeUndefined();
  });

  const chat = {
    messages: [
      { role: 'assistant', content: '', tool_calls: [{ function: { name: 'act', arguments: given } }] },
    ],
  };
  it.each([
    [openai, chat],
    [axolotl, chat],
    [msSwift, { messages: [{ role: 'tool_call', content: call }] }],
    [llamafactory, { conversations: [ask, { from: 'function_call', value: call }] }],
    [hermes, { conversations: [ask, { from: 'gpt', value: `<tool_call>${call}</tool_call>` }] }],
    [
      hermes,
      {
        conversations: [
          ask,
          { from: 'gpt', value: `<tool_call>{'name': 'act', 'arguments': ${given}}</tool_call>` },
        ],
      },
    ],
    [react, { text: `Question: ?\nAction: act\nAction Input: ${given}\n` }],
  ])('keeps digits of arguments in $0.name', (format, value) => {
    expect(argumentsIn(format.read?.(value, 'x'))).toEqual([kept]);
  });

  it.each<[ForeignReader, object]>([
    [xlam, { query: '?', tools: '[]', answers: `[${call}]` }],
    [glaive, { system: '', chat: `USER: ?\n\n\nASSISTANT: <functioncall> ${call} <|endoftext|>` }],
    [
      glaive,
      { system: '', chat: `USER: ?\n\n\nASSISTANT: <functioncall> {"name": "act", "arguments": '${given}'}` },
    ],
    [
      toolace,
      {
        system: '',
        conversations: [
          ask,
          {
            from: 'assistant',
            value: `[act(id=${large}, rate=1e400, part=12345678901234567.5, near=9007199254740991)]`,
          },
        ],
      },
    ],
    [
      toolbench,
      {
        answer_generation: {
          function: [],
          train_messages: [[{ role: 'assistant', function_call: { name: 'act', arguments: given } }]],
        },
      },
    ],
    [bfcl, { id: 'x', question: [[{ role: 'user', content: '?' }]], function: [], answers: 1 }],
  ])('keeps digits of arguments in $0.name', async (format, value) => {
    const answers = { id: 'x', ground_truth: [{ act: given }] };
    async function* values() {
      yield { file: 'set', line: 1, value: answers };
    }
    const { read } = await format.open({ path: 'set', values });
    expect(argumentsIn(read(JSON.parse(JSON.stringify(value)), 'x'))).toEqual([kept]);
  });

  it('keeps digits of tables and of results in a list', async () => {
    const [value] = expandValue({ messages: `[{"role":"tool","content":${large}}]` });
    expect(value).toEqual({ messages: [{ role: 'tool', content: large }] });
    const { read } = await toolace.open({ path: '', values: async function* () {} });
    const results = `[{"name": "act", "results": {"id": ${large}}}, {"name": "go", "result": "done"}]`;
    const { messages } = read(
      {
        conversations: [ask, { from: 'assistant', value: '[act(), go()]' }, { from: 'tool', value: results }],
      },
      'x',
    );
    expect(messages.slice(2).map(({ content }) => content)).toEqual([`{"id":${large}}`, 'done']);
  });
});

function argumentsIn(conversation: { readonly messages: readonly object[] } | undefined): unknown {
  return conversation?.messages.flatMap((message) =>
    'tool_calls' in message
      ? (message.tool_calls as { parameters: unknown }[]).map(({ parameters }) => parameters)
      : [],
  );
}
