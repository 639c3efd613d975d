import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRecord } from '../../test/support/make-record.js';
import { hotelRecord } from '../../test/support/sample-hotel-record.js';
import { inflate } from './page/inflate.js';
import { place, readSourceLinks } from './page/source-links.js';
import { splitSpans } from './page/split-spans.js';
import { toShownConversation } from './to-shown-conversation.js';
import { toShownReference } from './to-shown-reference.js';

describe('inflate', () => {
  it('undoes what zlib does, at every level', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), fc.integer({ min: 0, max: 9 }), (bytes, level) => {
        const text = Buffer.concat([bytes, Buffer.from('the same again and again '.repeat(40)), bytes]);
        expect(Buffer.from(inflate(deflateSync(text, { level }))).equals(text)).toBe(true);
      }),
      { numRuns: 60 },
    );
    const long = Buffer.from('abcdefghijklmnopqrstuvwxyz0123456789'.repeat(9_000));
    expect(Buffer.from(inflate(deflateSync(long))).equals(long)).toBe(true);
  });

  it('refuses what is broken instead of running on', () => {
    const whole = deflateSync(Buffer.from('some text that is long enough to be packed, to be packed'));
    expect(() => inflate(whole.subarray(0, whole.length - 12))).toThrow(/too early|broken/);
    expect(() => inflate(Buffer.from([0x78, 0x9c, 0xff, 0xff, 0xff]))).toThrow();
  });
});

describe('splitSpans', () => {
  it('counts code points and lets spans overlap', () => {
    const spans = [
      { start: 2, end: 7, key: 'a' },
      { start: 5, end: 9, key: 'b' },
    ];
    expect(splitSpans('😀 Lisbon, now', spans)).toEqual([
      { text: '😀 ', keys: [] },
      { text: 'Lis', keys: ['a'] },
      { text: 'bo', keys: ['a', 'b'] },
      { text: 'n,', keys: ['b'] },
      { text: ' now', keys: [] },
    ]);
  });

  it('loses no text, whatever the spans', () => {
    const span = fc.record({
      start: fc.integer({ min: -5, max: 40 }),
      end: fc.integer({ min: -5, max: 60 }),
      key: fc.string(),
    });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.array(span), (text, spans) => {
        expect(
          splitSpans(text, spans)
            .map((segment) => segment.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('readSourceLinks', () => {
  it('joins each argument and each fact with its source, both ways', () => {
    const shown = toShownConversation(hotelRecord as never, 1, null, () => 0);
    const { byTarget, bySource, areGuessed } = readSourceLinks(shown);
    expect(areGuessed).toBe(false);
    const { arguments: given, answers } = hotelRecord.provenance;
    for (const { call, pointer, source } of given) {
      const [link] = byTarget.get(place.argument(call, pointer)) ?? [];
      expect(link?.kind).toBe(source.kind);
      for (const each of link?.sources ?? []) expect(bySource.get(each)).toContain(link);
    }
    for (const { message, start, end } of answers)
      expect(byTarget.has(place.text(message, start, end))).toBe(true);
  });

  it('goes by equal values where a record does not say', () => {
    const record = makeRecord({
      events: [
        { user: 'A hotel in Lisbon, please.' },
        { calls: [{ name: 'a::find', parameters: { city: 'Lisbon' }, output: { id: 'HT4821' } }] },
        { calls: [{ name: 'a::get', parameters: { hotel: 'HT4821', nights: 2 }, output: {} }] },
      ],
      extra: { provenance: { status: 'unknown' } },
    });
    const { byTarget, areGuessed } = readSourceLinks(toShownConversation(record, 1, null, () => 0));
    expect(areGuessed).toBe(true);
    expect(byTarget.get('a|call00000|/city')?.[0]?.sources).toEqual(['t|0|11|17']);
    expect(byTarget.get('a|call00001|/hotel')?.[0]?.sources).toEqual(['o|call00000|/id']);
    expect(byTarget.has('a|call00001|/nights')).toBe(false);
  });
});

describe('toShownReference', () => {
  it.each([
    ['16–20 %', 'share', [0.16, 0.2]],
    ['95 %', 'share', [0.95, 0.95]],
    ['.32–.55', 'number', [0.32, 0.55]],
    ['none kept', 'share', null],
    ['–', 'share', null],
    ['64 % / 96 %', 'share', null],
  ] as const)('reads %j as %j', (peer, unit, range) => {
    expect(toShownReference({ name: 'x', title: 'x', unit, peer }).peerRange).toEqual(range);
  });
});
