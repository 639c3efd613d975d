import { describe, expect, it } from 'vitest';
import type { Message } from '../../types/conversation.js';
import type { ImportedRecord } from '../../types/imported-record.js';
import type { JsonValue } from '../../types/json.js';
import { validateRecord } from '../validate-record.js';

/** A conversation in which a value is passed after a user said something, and maybe a tool. */
function passing(
  value: JsonValue,
  said: string,
  options: { system?: string; shown?: JsonValue; schema?: object } = {},
): ImportedRecord {
  const { system = null, shown, schema = {} } = options;
  const earlier: Message[] =
    shown === undefined
      ? []
      : [
          { role: 'assistant', content: '', tool_calls: [{ id: 'a', name: 'look', parameters: {} }] },
          { role: 'tool', name: 'look', tool_call_id: 'a', content: JSON.stringify(shown) },
        ];
  const call = { id: 'b', name: 'act', parameters: { value } };
  const messages: Message[] = [
    ...(system === null ? [] : [{ role: 'system', content: system } as const]),
    { role: 'user', content: said },
    ...earlier,
    { role: 'assistant', content: '', tool_calls: [call] },
    { role: 'tool', name: 'act', tool_call_id: 'b', content: '"done"' },
    { role: 'assistant', content: 'Done.' },
  ];
  const calls = messages.flatMap((message) =>
    message.role === 'assistant' ? (message.tool_calls ?? []) : [],
  );
  const tools = ['look', 'act'].map((name) => ({
    ...{ name, description: '' },
    parameters: { type: 'object', properties: { value: schema } },
  }));
  return {
    ...{ conversation_id: 'c', messages, tool_calls: calls },
    tool_outputs: messages.flatMap((message) =>
      message.role === 'tool'
        ? [{ id: message.tool_call_id, name: message.name, output: JSON.parse(message.content) }]
        : [],
    ),
    ...{ tools, provenance: { status: 'unknown' } },
    metadata: {
      ...{ conversation_id: 'c', schema_version: '1.0.0' },
      imported: { format: 'test', entry: 1, lacks: [] },
      num_turns: messages.length - (system === null ? 0 : 1),
      num_tool_calls: calls.length,
      num_distinct_tools: new Set(calls.map(({ name }) => name)).size,
    },
  } as ImportedRecord;
}

const rulesOf = (record: ImportedRecord): string[] => validateRecord(record).map(({ rule }) => rule);

describe('argument-said-before', () => {
  it.each<[JsonValue, string]>([
    ['Paris', 'The weather in PARIS, please'],
    ['Kyoto, Japan', 'In Japan we go to Kyoto'],
    [2, 'for two of us'],
    [25, 'twenty-five of them'],
    [200, 'two hundred'],
    [1200, 'at most $1,200'],
    [50000, 'a loan of 50k'],
    [0.05, 'at 5% a year'],
    [-3, '3 degrees below zero'],
    ['10', 'ten nights? No: 10.'],
    ['2024-05-20', 'on May 20th'],
    ['2024-05-20', 'on 20/05/2024'],
    ['05/20/2024', 'on 2024-05-20'],
    ['2024-05-20', 'tomorrow morning'],
    ['19:00', 'at 7 pm'],
    ['12:00', 'at noon'],
    ['US', 'in the United States'],
    ['EUR', 'in euros'],
    ['大阪', '大阪のホテルを探して'],
    [true, 'never mind'],
    [
      'a very long message of more than a dozen words that somebody composed on behalf of the user',
      'Tell them',
    ],
  ])('takes %j for said in %j', (value, said) => expect(rulesOf(passing(value, said))).toEqual([]));

  it.each<[JsonValue, string]>([
    ['Lyon', 'The weather in Paris'],
    [3, 'for two of us'],
    ['2024-05-21', 'on May 20th'],
    ['20:00', 'at 7 pm'],
    ['art', 'a party'],
    [12, 'the year 2012'],
    ['GB', 'in the United States'],
    ['東京', '大阪のホテル'],
    [['Paris', 'Rome'], 'only Paris'],
  ])('takes %j for unsaid in %j', (value, said) =>
    expect(rulesOf(passing(value, said))).toEqual(['argument-said-before']),
  );

  it('hears tools and the system, not the assistant, and counts days from the day that the system says', () => {
    expect(rulesOf(passing('X-77', 'go', { shown: { items: [{ code: 'X-77' }] } }))).toEqual([]);
    const system = 'The current time is 2024-05-15 15:00 EST. Store: Bergen.';
    expect(rulesOf(passing('Bergen', 'go', { system }))).toEqual([]);
    expect(rulesOf(passing('2024-05-16', 'tomorrow', { system }))).toEqual([]);
    expect(rulesOf(passing('2024-05-18', 'tomorrow', { system }))).toEqual(['argument-said-before']);
  });

  it('lets choices and defaults of the schema be made without a word', () => {
    expect(rulesOf(passing('metric', 'go', { schema: { enum: ['metric', 'imperial'] } }))).toEqual([]);
    expect(rulesOf(passing(10, 'go', { schema: { type: 'integer', default: 10 } }))).toEqual([]);
    expect(rulesOf(passing(['asc'], 'go', { schema: { type: 'array', items: { enum: ['asc'] } } }))).toEqual(
      [],
    );
  });
});
