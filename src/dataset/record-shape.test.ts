import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeEndpoint } from '../../test/support/make-registry.js';
import { sampleRecords } from '../../test/support/sample-record.js';
import type { Message, ToolCall } from '../types/conversation.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { Source } from '../types/provenance.js';
import { conversationId } from './conversation-id.js';
import { measureDifficulty } from './measure-difficulty.js';
import { patternOf } from './pattern-of.js';
import { samplingModeOf } from './sampling-mode-of.js';
import { createTextGate, type TextGate } from './text-gate.js';

const call = (id: string, name = 'a::x'): ToolCall => ({ id, name, parameters: {} });
const says = (content: string): Message => ({ role: 'assistant', content });
const calling = (...calls: ToolCall[]): Message => ({ role: 'assistant', content: '', tool_calls: calls });

/** What a gate has against a record; a good one is remembered. */
function refuse(gate: TextGate, record: DatasetRecord): readonly string[] {
  const repeats = gate.findRepeats(record);
  if (repeats.length === 0) gate.remember(record);
  return repeats;
}

describe('conversationId', () => {
  it('pads the index to four digits and never cuts it', () => {
    expect(conversationId(42, 0)).toBe('conv_42_0000');
    expect(conversationId(7, 123456)).toBe('conv_7_123456');
  });

  it('differs for every row', () =>
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (seed, one, other) => {
        fc.pre(one !== other);
        expect(conversationId(seed, one)).not.toBe(conversationId(seed, other));
      }),
    ));
});

describe('measureDifficulty', () => {
  const output = (from: string): Source => ({ kind: 'output', call: from, pointer: '/x' });
  const uses = (id: string, source: Source) => ({ call: id, pointer: '/x', source });

  it('measures the longest path of calls that feed each other and the widest meeting of them', () => {
    const calls = [call('1'), call('2'), call('3', 'a::y')];
    const fed = [uses('2', output('1')), uses('3', output('1')), uses('3', output('2'))];
    expect(measureDifficulty(calls, fed, 1, 6)).toEqual({
      depth: 3,
      fan_in: 2,
      calls: 3,
      clarifications: 1,
      distractors: 4,
    });
  });

  it('looks into derivations', () => {
    const sum: Source = { kind: 'derived', function: 'sum', inputs: [output('1'), output('2')], options: {} };
    const calls = [call('1'), call('2'), call('3')];
    expect(measureDifficulty(calls, [uses('3', sum)], 0, 1)).toMatchObject({ depth: 2, fan_in: 2 });
  });

  it('is nothing without calls', () => {
    expect(measureDifficulty([], [], 0, 3)).toEqual({
      depth: 0,
      fan_in: 0,
      calls: 0,
      clarifications: 0,
      distractors: 3,
    });
  });
});

describe('patternOf', () => {
  const endpoints = new Map(
    (['search', 'create', 'compare', 'summarize'] as const).map((intent) => [
      `a::${intent}`,
      makeEndpoint({ id: `a/${intent}`, intent }),
    ]),
  );
  endpoints.set('b::search', makeEndpoint({ id: 'b/search', intent: 'search' }));
  const pattern = (...names: string[]) => {
    const calls = names.map((name, index) => call(String(index), name));
    return patternOf(
      calls,
      calls.map((each) => calling(each)),
      endpoints,
    );
  };

  it.each([
    [[], 'no_call'],
    [['a::create'], 'single_call'],
    [['a::search', 'a::create'], 'search_then_action'],
    [['a::create', 'a::search'], 'sequential_multi_step'],
    [['a::search', 'a::compare'], 'information_then_decision'],
    [['a::search', 'a::compare', 'a::create'], 'search_then_action'],
    [['a::search', 'b::search'], 'multi_tool_chain'],
    [['a::search', 'a::summarize'], 'sequential_multi_step'],
  ])('reads %j as %s', (names, expected) => {
    expect(pattern(...names)).toBe(expected);
  });

  it('sees calls of one message before anything else', () => {
    const calls = [call('1', 'a::search'), call('2', 'a::create')];
    expect(patternOf(calls, [calling(...calls)], endpoints)).toBe('parallel');
  });
});

describe('samplingModeOf', () => {
  it.each([
    ['parallel', [calling(call('1'), call('2'))], 1],
    ['clarification_first', [says('Which city?'), calling(call('1'))], 1],
    ['short', [calling(call('1')), calling(call('2')), says('Anything else?')], 1],
    ['multi_tool', [calling(call('1')), calling(call('2')), calling(call('3'))], 2],
    ['sequential', [calling(call('1')), calling(call('2')), calling(call('3'))], 1],
    ['short', [says('I have no tool for that. Anything else?')], 0],
  ] as const)('reads %s off the messages', (mode, messages, tools) => {
    const calls = messages.flatMap((message) =>
      message.role === 'assistant' ? [...(message.tool_calls ?? [])] : [],
    );
    expect(samplingModeOf(calls, messages, tools)).toBe(mode);
  });
});

describe('createTextGate', () => {
  const saying = (...texts: string[]): DatasetRecord => ({
    ...(sampleRecords.hotel as DatasetRecord),
    messages: texts.map((content) => ({ role: 'user', content })),
  });

  it('refuses a user turn that stands in the block already, letter case aside', () => {
    const gate = createTextGate();
    expect(refuse(gate, saying('Find me a hotel in Lisbon.'))).toEqual([]);
    expect(refuse(gate, saying('find me a hotel in lisbon.')).join()).toContain('find me a hotel');
    expect(refuse(createTextGate(), saying('Find me a hotel in Lisbon.'))).toEqual([]);
  });

  it('refuses what is nearly a turn or an answer of the block, and takes what only shares words with it', () => {
    const long = 'Find me a quiet hotel in Lisbon for two people from the tenth of May with a pool';
    const gate = createTextGate();
    expect(refuse(gate, saying(long))).toEqual([]);
    expect(refuse(gate, saying(`${long}, please`)).join()).toContain('user turn');
    expect(refuse(gate, saying('Is there a quiet hotel in Lisbon for two people with a pool?'))).toEqual([]);
    const answering = (content: string): DatasetRecord => ({
      ...saying('Which hotels are there?'),
      messages: [{ role: 'assistant', content }],
    });
    expect(refuse(gate, answering(long))).toEqual([]);
    expect(refuse(gate, answering(`Well: ${long}`)).join()).toContain('answer');
  });

  it('lets short turns repeat', () => {
    const gate = createTextGate();
    for (const text of ['Yes, please.', 'Yes, please.', 'The second one, please.', 'The second one, please.'])
      expect(refuse(gate, saying(text))).toEqual([]);
  });

  it('remembers nothing of a record that it refuses', () => {
    const gate = createTextGate();
    refuse(gate, saying('Find me a hotel in Lisbon.'));
    refuse(gate, saying('And now something else entirely.', 'Find me a hotel in Lisbon.'));
    expect(refuse(gate, saying('And now something else entirely.'))).toEqual([]);
  });
});
