import { describe, expect, it } from 'vitest';
import { hotelRecord } from '../../test/support/sample-hotel-record.js';
import { configDirectory } from '../config/package-paths.js';
import { loadLanguage } from '../language/data/load-language.js';
import { validateRecord } from '../validate/validate-record.js';
import { viewLanguage, viewOfRecord } from './conversation-view.js';
import { findArgumentSource } from './find-argument-source.js';
import { findClaims } from './find-claims.js';
import { findMentions } from './find-mentions.js';
import { groundCall } from './ground-call.js';
import { regroundRecord } from './reground-record.js';

const english = viewLanguage(loadLanguage(configDirectory, 'en'), configDirectory);
const record = hotelRecord;
const view = viewOfRecord(record, english);
const at = record.messages.length;
const claimed = (text: string): [string, unknown][] =>
  findClaims(text, at, view).map(({ start, end, source }) => [
    Array.from(text).slice(start, end).join(''),
    source.kind === 'output'
      ? `${source.pointer} ${source.normalization?.name ?? ''}`.trim()
      : source.kind === 'derived'
        ? `${source.function} ${JSON.stringify(source.options)}`
        : source.kind,
  ]);

describe('findClaims', () => {
  it('finds values however they are said, with sign and unit', () => {
    expect(claimed('Alfama Rooms is €96 per night and rated 4.1.')).toEqual([
      ['Alfama Rooms', '/hotels/1/name'],
      ['€96', '/hotels/1/price_per_night money'],
      ['4.1', '/hotels/1/rating'],
    ]);
  });

  it('finds a superlative that holds of the thing named, and none that does not', () => {
    expect(claimed('The cheapest is Alfama Rooms.')).toContainEqual([
      'cheapest',
      'min {"field":"/price_per_night","member":1}',
    ]);
    expect(claimed('The cheapest is Miradouro Inn.').map(([text]) => text)).toEqual(['Miradouro Inn']);
  });

  it('counts the members of a list', () => {
    expect(claimed('I found three hotels.').map(([text]) => text)).toEqual(['three']);
  });

  it('counts what shares a value that is said beside the number, and nothing else', () => {
    const matches = {
      ...view,
      calls: [
        {
          call: { id: 'c1', name: 'club::list_matches', parameters: {} },
          output: {
            matches: ['won', 'lost', 'won', 'draw', 'lost'].map((outcome, index) => ({
              id: `m${index}`,
              outcome,
            })),
          },
          result: at - 1,
        },
      ],
    };
    const found = (text: string): unknown[] =>
      findClaims(text, at, matches).flatMap(({ source }) =>
        source.kind === 'derived' ? [source.inputs.map((input) => 'pointer' in input && input.pointer)] : [],
      );
    expect(found('They won two, that is: two won.')).toEqual([['/matches/0', '/matches/2']]);
    expect(found('There are three won.')).toEqual([]);
  });

  it('takes members of an enumeration for options where a question puts several, and nothing is reported', () => {
    const asking = {
      ...view,
      calls: [],
      tools: [
        {
          name: 'git::create',
          description: '',
          parameters: {
            type: 'object' as const,
            properties: { language: { enum: ['TypeScript', 'Python', 'Go'] } },
          },
        },
      ],
    };
    const kinds = (text: string): [string, string][] =>
      findClaims(text, at, asking).map(({ start, end, source }) => [text.slice(start, end), source.kind]);
    expect(kinds('Which language: TypeScript, Python or Go?')).toEqual([
      ['TypeScript', 'schema'],
      ['Python', 'schema'],
      ['Go', 'schema'],
    ]);
    expect(kinds('It is written in Python.')).toEqual([]);
    expect(kinds('Is it written in Python?')).toEqual([]);
  });

  it('counts code points', () => {
    const text = '👍👍 Casa do Tejo';
    expect(findClaims(text, at, view)[0]).toMatchObject({ start: 3, end: 15 });
  });

  it('claims nothing that no one gave', () => {
    expect(claimed('It has 27 rooms, a spa and costs $512 in Porto.')).toEqual([]);
  });
});

describe('groundCall', () => {
  const definition = record.tools.find(({ name }) => name.endsWith('search_hotels')) ?? { parameters: {} };

  it('leaves out what nothing gives', () => {
    const { sources, ungrounded } = groundCall({ city: 'Lisbon', stars: 'Zanzibar' }, definition, view);
    expect(sources).toMatchObject([{ pointer: '/city', source: { kind: 'user' } }]);
    expect(ungrounded).toEqual(['/stars']);
  });

  it('takes an id from the output that shows it', () => {
    const { sources } = groundCall({ hotel_id: 'HTL-88120' }, { parameters: {} }, view);
    expect(sources).toMatchObject([{ source: { kind: 'output', pointer: '/hotels/1/hotel_id' } }]);
  });
});

describe('findArgumentSource', () => {
  const source = (value: string, label: string) =>
    findArgumentSource(value, { schema: {}, concept: null, label }, { ...view, calls: [] });

  it('derives a date from one that was said and a span', () => {
    expect(source('2026-05-07', 'check out')).toMatchObject({
      function: 'date_add',
      inputs: [
        { message: 1, normalization: { name: 'date' } },
        { message: 1, normalization: { name: 'unit' } },
      ],
      options: { unit: 'day' },
    });
  });

  it('takes a list in words for one that is passed as a text', () => {
    const messages = [{ role: 'user' as const, content: 'with wifi, parking and a pool' }];
    const said = findArgumentSource(
      'wifi,parking',
      { schema: {}, concept: null, label: 'amenities' },
      { ...view, messages },
    );
    expect(said).toMatchObject({ start: 5, end: 18, normalization: { name: 'list' } });
  });
});

describe('regroundRecord', () => {
  it('finds sources that the checker agrees with, derived ones included', () => {
    expect(regroundRecord(record, english).missed).toEqual([]);
    const { arguments: found } = regroundRecord(record, english).record.provenance;
    const again = { ...record, provenance: { ...record.provenance, arguments: found } };
    // Figures of the metadata follow from the sources.
    expect(validateRecord(again).filter(({ rule }) => rule !== 'metadata-recount')).toEqual([]);
  });
});

describe('findMentions', () => {
  const value = (slot: number, label: string, said: string | number | boolean) => ({
    slot,
    label,
    value: said,
    element: null,
    concept: null,
    schema: {},
  });
  const now = record.scenario.now;

  it('tells equal values apart by the words around them', () => {
    const text = 'a room for 2 guests, staying 2 nights';
    const marks = findMentions(text, [value(0, 'nights', 2), value(1, 'guests', 2)], english, now);
    expect(
      marks.map(({ start, meaning }) => [start, meaning.kind === 'mention' ? meaning.slot : null]),
    ).toEqual([
      [11, 1],
      [29, 0],
    ]);
  });

  it.each([
    ['Parisian food', 'Paris'],
    ['order HTL-20391', 20_391],
    ['at 12:30', 12],
    ['it is 4.5', 4],
  ])('finds no value inside another: %s', (text, said) => {
    expect(findMentions(text, [value(0, '', said)], english, now)).toEqual([]);
  });

  it('takes a bare yes where it was asked for', () => {
    expect(findMentions('yes', [value(0, 'breakfast', true)], english, now)).toEqual([]);
    expect(
      findMentions('yes', [{ ...value(0, 'breakfast', true), isAsked: true }], english, now),
    ).toHaveLength(1);
  });
});
