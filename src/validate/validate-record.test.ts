import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleRecords } from '../../test/support/sample-record.js';
import { validateRecord } from './validate-record.js';

const records = Object.values(sampleRecords);

describe('validateRecord', () => {
  for (const [name, record] of Object.entries(sampleRecords)) {
    it(`finds nothing wrong with the sample record ${name}`, () => {
      expect(validateRecord(record)).toEqual([]);
    });
  }

  it('never throws on any JSON value, and finds none of them a record', () =>
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(validateRecord(value).length).toBeGreaterThan(0);
      }),
    ));

  it('never throws on a record with one part replaced by any JSON value', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...records),
        fc.nat(),
        fc.jsonValue({ maxDepth: 3 }),
        (record, position, value) => {
          const copy = JSON.parse(JSON.stringify(record)) as object;
          const places = placesOf(copy);
          const place = places[position % places.length];
          if (place !== undefined)
            Object.defineProperty(place.holder, place.key, {
              value,
              enumerable: true,
              configurable: true,
              writable: true,
            });
          const violations = validateRecord(copy);
          expect(
            violations.filter(({ message }) => message.startsWith('The rule could not be decided')),
          ).toEqual([]);
        },
      ),
      { numRuns: 600 },
    ));

  it.each([
    ['旅行', 'x0it97oo', true],
    ['\u202eİstanbul', 'istanbul', true],
    ['Rock & Roll', 'rock_roll', true],
    [`${'long '.repeat(30)}name`, 'long_long_1a2b3c4', true],
    ['Travel', 'food', false],
    ['Travel', 'x0it97oo', false],
    ['Travel', 'travel_1a2b3c4', false],
  ])('holds the domain %s and the category %s of ids for the same: %3$s', (domain, category, same) => {
    const [record] = records;
    const ids = record?.metadata.endpoint_ids.map((id) => id.replace(/^[^/]+/, category)) ?? [];
    expect(ids.length).toBeGreaterThan(0);
    const tools = [...new Set(ids.map((id) => id.split('/').slice(0, 2).join('/')))].sort();
    const metadata = { ...record?.metadata, domain, endpoint_ids: ids, tool_ids_used: tools };
    const rules = validateRecord({ ...record, metadata }).map(({ rule }) => rule);
    expect(rules).toEqual(same ? [] : ['endpoint-ids-match']);
  });

  it('survives nesting that would exhaust the stack', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 200_000; level += 1) deep = [deep];
    expect(validateRecord(deep)[0]?.rule).toBe('size-bounded');
    expect(validateRecord({ messages: deep })[0]?.rule).toBe('size-bounded');
  });

  it('survives prototype keys', () => {
    const hostile = JSON.parse(
      '{"__proto__": {"conversation_id": "conv_1_0000"}, "constructor": 1, "messages": []}',
    );
    expect(validateRecord(hostile)[0]?.rule).toBe('record-schema');
  });

  it('catches an unclaimed numeral wherever it is inserted in an answer', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...records),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 2, max: 99_999 }),
        (record, which, position, number) => {
          const texts = record.messages.flatMap((message, index) =>
            message.role === 'assistant' && message.content !== '' ? [index] : [],
          );
          const index = texts[which % texts.length] ?? 0;
          const points = Array.from(record.messages[index]?.content ?? '');
          const at = position % (points.length + 1);
          const inserted = ` ${number} `;
          const copy = JSON.parse(JSON.stringify(record));
          copy.messages[index].content = [...points.slice(0, at), inserted, ...points.slice(at)].join('');
          for (const claim of copy.provenance.answers) {
            if (claim.message !== index) continue;
            if (claim.start >= at) claim.start += inserted.length;
            if (claim.end > at) claim.end += inserted.length;
          }
          expect(validateRecord(copy).map(({ law }) => law)).toContain(2);
        },
      ),
      { numRuns: 300 },
    ));
});

function placesOf(
  value: object,
  places: { holder: object; key: string }[] = [],
): { holder: object; key: string }[] {
  for (const [key, child] of Object.entries(value)) {
    places.push({ holder: value, key });
    if (typeof child === 'object' && child !== null) placesOf(child, places);
  }
  return places;
}
