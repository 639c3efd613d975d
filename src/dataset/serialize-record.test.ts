import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asConstant } from '../json/line-text.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { serializeRecord } from './serialize-record.js';

function makeRecord(parts: object): DatasetRecord {
  return {
    metadata: { seed: 1 },
    messages: [],
    conversation_id: 'conv_1_0000',
    ...parts,
  } as unknown as DatasetRecord;
}

describe('serializeRecord', () => {
  it('puts conversation_id first and metadata last, whatever the order in memory', () => {
    const record = makeRecord({
      passed: true,
      tools: [],
      metadata: { seed: 1, conversation_id: 'conv_1_0000' },
    });
    expect(serializeRecord(record)).toBe(
      '{"conversation_id":"conv_1_0000","messages":[],"tools":[],"passed":true,"metadata":{"conversation_id":"conv_1_0000","seed":1}}',
    );
  });

  it('orders metadata, and puts what it does not know after the rest', () => {
    const record = makeRecord({
      extra: [undefined],
      metadata: { zeal: 1, locale: 'en', seed: 2 },
      nothing: undefined,
    });
    expect(serializeRecord(record)).toBe(
      '{"conversation_id":"conv_1_0000","messages":[],"metadata":{"seed":2,"locale":"en","zeal":1},"extra":[null]}',
    );
  });

  it('spells what is made into text once as everything else', () => {
    const shared = asConstant({ name: 'a::b', description: 'quote " and \ud800' });
    const record = {
      conversation_id: 'conv_1_0000',
      tool_outputs: [],
      tools: [shared, shared],
      semantics: { 'a::b': shared, '"': { entity: null } },
      metadata: { seed: 1 },
    };
    for (const _ of ['first', 'second'])
      expect(serializeRecord(record as unknown as DatasetRecord)).toBe(JSON.stringify(record));
  });

  it('escapes the line separators that JSON leaves alone', () => {
    const record = makeRecord({ messages: [{ role: 'user', content: 'a\u0085b\u2028c\u2029d' }] });
    expect(serializeRecord(record)).toContain(String.raw`a\u0085b\u2028c\u2029d`);
  });

  it('keeps every text, in one line of valid UTF-8', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (content) => {
        const line = serializeRecord(makeRecord({ messages: [{ role: 'user', content }] }));
        expect(line).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
        expect(Buffer.from(line, 'utf8').toString('utf8')).toBe(line);
        expect(JSON.parse(line).messages[0].content).toBe(content);
      }),
    ));

  it('carries members named like parts of every object', () => {
    const tools = [{ name: 'a::b', parameters: JSON.parse('{"__proto__": 1, "constructor": 2}') }];
    expect(serializeRecord(makeRecord({ tools }))).toContain('{"__proto__":1,"constructor":2}');
  });
});
