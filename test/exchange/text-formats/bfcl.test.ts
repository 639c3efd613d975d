import { describe, expect, it } from 'vitest';
import { toAcceptableCall } from '../../../src/exchange/bfcl/acceptable-values.js';
import { toBfclFunction, toBfclSchema } from '../../../src/exchange/bfcl/to-bfcl-function.js';
import type { Conversation } from '../../../src/exchange/conversation.js';
import { bfcl } from '../../../src/exchange/formats/bfcl.js';
import { pythonCall, pythonLiteral } from '../../../src/exchange/python-literals.js';
import { parsePythonCalls, parsePythonValue } from '../../../src/exchange/readers/python-literal.js';
import type { Message } from '../../../src/types/conversation.js';
import type { JsonObject, JsonSchema, JsonValue } from '../../../src/types/json.js';
import { defaults, writeAs } from './write-and-read.js';

const user = (content: string): Message => ({ role: 'user', content });
const says = (content: string): Message => ({ role: 'assistant', content });
const calls = (...names: string[]): Message => ({
  role: 'assistant',
  content: '',
  tool_calls: names.map((name, index) => ({ id: `${index}`, name, parameters: {} })),
});
const tool = (name: string, parameters: JsonSchema = { type: 'object' }) => ({
  name,
  description: '',
  parameters,
});
const partsOf = (conversation: Conversation): string[] =>
  writeAs(bfcl, conversation).map(({ part }) => part ?? 'main');
const of = (tools: readonly string[], ...messages: Message[]): Conversation => ({
  id: 'conv_7_0001',
  messages,
  tools: tools.map((name) => tool(name)),
});

describe('bfcl', () => {
  it.each([
    ['simple_python', ['f'], calls('f')],
    ['multiple', ['f', 'g'], calls('g')],
    ['parallel', ['f'], calls('f', 'f')],
    ['parallel_multiple', ['f', 'g'], calls('f', 'g')],
  ] as const)('asks one question with its answer: %s', (category, tools, answer) => {
    expect(partsOf(of(tools, user('a'), answer))).toEqual([category, `${category}_possible_answer`]);
  });

  it('asks where no call is right, which has no answer', () => {
    expect(partsOf(of(['f'], user('a'), says('Which one?'), user('b'), says('Fine.')))).toEqual([
      'irrelevance',
    ]);
  });

  it('asks in several turns where the user speaks again and calls are made; turns without calls are empty', () => {
    const conversation = of(['f', 'g'], user('a'), says('Which one?'), user('b'), calls('f'), says('Done.'));
    const entries = writeAs(bfcl, conversation);
    expect(entries.map(({ part }) => part)).toEqual([
      ...['irrelevance', 'multi_turn_base', 'multi_turn_base_possible_answer'],
    ]);
    expect(entries[2]?.value).toEqual({ id: 'multi_turn_base_0', ground_truth: [[], ['f()']] });
  });

  it('numbers questions by their place among what was written, and names classes for tools', () => {
    const name = 'sky_lane__search';
    const entries = bfcl.write(of([name], user('a'), calls(name), says('b'), user('c'), says('d')), {
      ...defaults,
      position: 12,
    });
    expect(entries.map(({ value }) => (value as JsonObject).id)).toEqual([
      ...['simple_python_12', 'simple_python_12', 'multi_turn_base_12', 'multi_turn_base_12'],
    ]);
    expect(entries[2]?.value).toMatchObject({
      path: ['SkyLane.sky_lane__search'],
      involved_classes: ['SkyLane'],
      initial_config: {},
    });
  });

  it('cannot part what is to be called at once', () => {
    const conversation = of(['f'], user('a'), calls('f', 'f'));
    expect(() => bfcl.write(conversation, { ...defaults, isSplit: true })).toThrow(/--parallel-calls split/);
  });

  it.each([
    ['an untrained message', of(['f'], user('a'), { role: 'assistant', content: 'x', weight: 0 }), /trained/],
    ['a tool that Python takes for its own word', of(['import'], user('a'), calls('import')), /'import'/],
    ['nothing to ask', of([], says('a')), /nobody asks/],
  ])('leaves out %s', (_, conversation, reason) => {
    expect(() => writeAs(bfcl, conversation)).toThrow(reason);
  });
});

describe('toAcceptableCall', () => {
  const parameters: JsonSchema = {
    type: 'object',
    properties: {
      city: { type: 'string' },
      unit: { type: 'string', default: 'C' },
      page: { type: 'integer', minimum: 1 },
      offset: { type: 'integer', minimum: 0 },
      year: { type: 'integer', minimum: 1900 },
      price: { type: 'number', minimum: 1 },
      party: { type: 'object', properties: { size: { type: 'integer' }, note: { type: 'string' } } },
      stops: { type: 'array', items: { type: 'object', properties: { at: { type: 'string' } } } },
      tags: { type: 'array', items: { type: 'string' } },
    },
    required: ['city'],
  };
  const acceptable = (given: JsonObject): JsonValue =>
    toAcceptableCall({ id: 'x', name: 'f', parameters: given }, tool('f', parameters)).f as JsonValue;

  it('lists what may be left out, with the value that it stands for where one is known', () => {
    expect(acceptable({ city: 'Oslo' })).toEqual({
      ...{ city: ['Oslo'], unit: ['', 'C'], page: ['', 1], offset: ['', 0], year: [''], price: [''] },
      ...{ party: [''], stops: [''], tags: [''] },
    });
  });

  it('lists what is given; a default may be left out though it was given, nothing else', () => {
    expect(acceptable({ city: 'Oslo', unit: 'C', page: 1, offset: 5 })).toMatchObject({
      ...{ city: ['Oslo'], unit: ['C', ''], page: [1], offset: [5] },
    });
  });

  it('lists values in dictionaries and lists of them, but for deeper ones', () => {
    expect(
      acceptable({
        city: 'Oslo',
        party: { size: 2 },
        stops: [{ at: 'a' }, { at: 'b' }],
        tags: ['x'],
        other: { a: 1 },
      }),
    ).toMatchObject({
      party: [{ size: [2], note: [''] }],
      stops: [[{ at: ['a'] }, { at: ['b'] }]],
      tags: [['x']],
      other: [{ a: 1 }],
    });
  });
});

describe('toBfclFunction', () => {
  it('has one type for each value, and what the checker reads unasked', () => {
    expect(toBfclFunction(tool('f', {}))).toEqual({
      name: 'f',
      description: '',
      parameters: { type: 'dict', properties: {}, required: [] },
    });
    const types: [JsonObject, JsonObject][] = [
      [{ type: 'number' }, { type: 'float' }],
      [{ type: ['string', 'null'] }, { type: 'string' }],
      [{ type: ['string', 'integer'] }, { type: 'any' }],
      [{ enum: ['a', null] }, { type: 'string', enum: ['a', null] }],
      [{ const: 5 }, { type: 'integer', const: 5 }],
      [{ type: 'array' }, { type: 'array', items: { type: 'any' } }],
      [
        { anyOf: [{ type: 'number' }, { type: 'object' }] },
        { type: 'any', anyOf: [{ type: 'float' }, { type: 'dict' }] },
      ],
      [
        { properties: { type: { type: 'number' } } },
        { type: 'dict', properties: { type: { type: 'float' } } },
      ],
    ];
    for (const [schema, wanted] of types) expect(toBfclSchema(schema)).toEqual(wanted);
  });
});

describe('Python', () => {
  const values: [JsonValue, string][] = [
    [null, 'None'],
    [true, 'True'],
    [-1.5, '-1.5'],
    [1e21, '1e+21'],
    ["it's", '"it\'s"'],
    ['"', "'\"'"],
    ['it\'s "x"', "'it\\'s \"x\"'"],
    ['a\\b\n\t\u0000\u007f\u2028\u00a0\ud800', "'a\\\\b\\n\\t\\x00\\x7f\\u2028\\xa0\\ud800'"],
    ['東京 é 😀', "'東京 é 😀'"],
    [{ a: [1, 'x'], 'b c': {} }, "{'a': [1, 'x'], 'b c': {}}"],
  ];
  it.each(values)('writes %j as %s and reads it back', (value, text) => {
    expect(pythonLiteral(value)).toBe(text);
    expect(parsePythonValue(text, '')).toEqual(value);
  });

  it('calls by keyword, with a dictionary for what is no name', () => {
    const parameters = { from: 'USD', to: 'JPY', 'per-page': 5 };
    const text = "convert(to='JPY', **{'from': 'USD', 'per-page': 5})";
    expect(pythonCall('convert', parameters)).toBe(text);
    expect(parsePythonCalls(text, '')).toEqual([{ name: 'convert', positional: [], named: parameters }]);
  });

  it('reads escapes of every length', () => {
    expect(parsePythonValue("'\\x41\\u00e9\\U0001F600'", '')).toBe('Aé😀');
  });
});
