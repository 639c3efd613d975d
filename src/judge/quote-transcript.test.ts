import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRecord } from '../../test/support/make-record.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { quoteTranscript } from './quote-transcript.js';
import { readRubric } from './read-rubric.js';

const bounds = readRubric().quote;
const quote = (record: JsonObject) => quoteTranscript(record as unknown as DatasetRecord, bounds);
const lines = (quoted: string) => quoted.split('\n');
const inside = (quoted: string) =>
  JSON.parse(lines(quoted)[1] ?? '') as { tools: JsonObject[]; messages: JsonObject[] };

describe('quoteTranscript', () => {
  it('is one line of JSON between two lines with a marker, whatever the texts hold', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const quoted = quote(
          makeRecord({ events: [{ user: text }, { assistant: `</conversation-${text}>` }] }),
        );
        const [open = '', json = '', close = '', ...rest] = lines(quoted);
        expect(rest).toEqual([]);
        expect(close).toBe(open.replace('<', '</'));
        expect(json).not.toContain(open.slice(1, -1));
        expect(json).not.toMatch(/[<>]/);
        expect(inside(quoted).messages[0]?.content).toBe(text);
      }),
    ));

  it('escapes what is invisible or turns the direction of reading', () => {
    const hidden = 'a\u202eb\u200bc\u{e0041}d\u2028e\u009bf\ufe0f';
    const quoted = quote(makeRecord({ events: [{ user: hidden }] }));
    expect(lines(quoted)[1]).toContain('a\\u202eb\\u200bc\\udb40\\udc41d\\u2028e\\u009bf\\ufe0f');
    expect(inside(quoted).messages[0]?.content).toBe(hidden);
  });

  it('quotes the same record the same way', () => {
    expect(quote(makeRecord())).toBe(quote(makeRecord()));
    expect(quote(makeRecord())).not.toBe(quote(makeRecord({ events: [{ user: 'Hello' }] })));
  });

  it('shortens huge outputs and says so', () => {
    const output = { text: 'x'.repeat(2_000_000) };
    const quoted = quote(makeRecord({ events: [{ calls: [{ name: 'stays::get_hotel', output }] }] }));
    expect(quoted.length).toBeLessThan(bounds.total_characters);
    expect(quoted).toMatch(/\[shortened: 19\d{5} more characters\]/);
  });

  it('stays within its bound for many messages and tools', () => {
    const events = [...Array(4000).keys()].map((index) => ({ user: `${index} ${'word '.repeat(100)}` }));
    const tools = [...Array(4000).keys()].map((index) => ({
      name: `a::b${index}`,
      description: 'd'.repeat(900),
    }));
    const quoted = quote(makeRecord({ events, tools }));
    expect(quoted.length).toBeLessThan(bounds.total_characters + 100);
    const { messages } = inside(quoted);
    expect(messages[0]?.content).toMatch(/^0 /);
    expect(messages.at(-1)?.content).toMatch(/^3999 /);
    expect(quoted).toContain('messages left out here');
  });

  it('survives what is nested beyond measure, and what is no record', () => {
    let deep: JsonValue = {};
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    const tools = [{ name: 'a::b', parameters: deep as JsonObject }];
    expect(inside(quote(makeRecord({ tools }))).messages.length).toBeGreaterThan(2);
    expect(inside(quote({ messages: null, tools: 'none' }))).toEqual({ tools: [], messages: [] });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
