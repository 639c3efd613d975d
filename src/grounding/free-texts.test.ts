import { describe, expect, it } from 'vitest';
import { bookingChain, playToTheEnd } from '../../test/support/make-conversation.js';
import { hotelRecord } from '../../test/support/sample-hotel-record.js';
import { japaneseRecord } from '../../test/support/sample-ja-record.js';
import { configDirectory } from '../config/package-paths.js';
import { loadLanguage } from '../language/data/load-language.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { validateRecord } from '../validate/validate-record.js';
import { viewLanguage, viewOfRecord, viewOfState } from './conversation-view.js';
import { findClaims } from './find-claims.js';
import { groundCall } from './ground-call.js';

const languageOf = (locale: string) => viewLanguage(loadLanguage(configDirectory, locale), configDirectory);
const [english, japanese] = [languageOf('en'), languageOf('ja')];

/** What the checker finds against the claims of a text that stands for message `index`. */
function unsupported(record: DatasetRecord, index: number, text: string, language = english): string[] {
  const claims = findClaims(text, index, viewOfRecord(record, language));
  const others = record.provenance.answers.filter(({ message }) => message !== index);
  const answers = [...others, ...claims.map((claim) => ({ message: index, ...claim }))];
  const messages = record.messages.map((each, at) => (at === index ? { ...each, content: text } : each));
  return validateRecord({ ...record, messages, provenance: { ...record.provenance, answers } })
    .filter(({ law, place }) => law === 2 || place === `/messages/${index}/content`)
    .map(({ message }) => message);
}

describe('findClaims in texts that no template made', () => {
  it.each([
    [
      4,
      'I found three great hotels in Lisbon for you! Casa do Tejo is €118.50 per night with a 4.4 rating, Alfama Rooms is €96 (4.1 stars), and Miradouro Inn comes in at €149 with the highest rating, 4.6. Which would you like?',
    ],
    [
      4,
      'Here are the 3 options:\n1. Casa do Tejo – €118.50/night\n2. Alfama Rooms – €96/night\n3. Miradouro Inn – 149 EUR/night\nAlfama Rooms is the most affordable one. Which do you prefer?',
    ],
    [
      4,
      'All three are under your budget of 150 euros per night. Alfama Rooms is cheaper than Casa do Tejo, but Miradouro Inn is the best rated at 4.6. Which one shall I open up for you two?',
    ],
    [
      8,
      'Casa do Tejo offers breakfast, check-in from 3:00 PM, and a rating of 4.4 at €118.50 per night. Would you like me to book it for 2 guests?',
    ],
    [
      8,
      'Sure! Casa do Tejo (rated 4.4) includes breakfast and you can check in from 15:00. Shall I go ahead and book May 4 to May 7, 2026 for two people?',
    ],
    [
      12,
      "You're all set! Booking reference: BK7719402. Casa do Tejo, check-in Monday, May 4, 2026, check-out Thursday, May 7, 2026, 2 guests, total €355.50 (status: confirmed).",
    ],
    [4, 'Compared with Casa do Tejo (€118.50), Alfama Rooms is cheaper.'],
    [4, 'Casa do Tejo costs €118.50 and Alfama Rooms €96, so Alfama Rooms is cheaper.'],
    [4, 'Prices in Lisbon range from 96–149 EUR per night.'],
    [
      4,
      'They are all in Lisbon: you would pay €118.50 at Casa do Tejo, €96 at Alfama Rooms and €149 at Miradouro Inn.',
    ],
  ])('supports all that message %i states: %s', (index, text) => {
    expect(unsupported(hotelRecord, index, text)).toEqual([]);
  });

  it.each([
    '渋谷で2件見つかりました。鮨さくら（8,000円、18時開店）と焼鳥みなと（4,500円、17時半開店）です。一番安いのは焼鳥みなとです。どちらがよろしいですか？',
    'ご希望の4月17日（金）、2名様で渋谷のお店をお調べしました。「鮨さくら」は8000円、「焼鳥みなと」は4500円です。焼鳥みなとのほうが鮨さくらより安いです。',
  ])('supports all that a Japanese text states: %s', (text) => {
    expect(unsupported(japaneseRecord, 4, text, japanese)).toEqual([]);
  });

  it.each([
    ['another price', 'Casa do Tejo is €112 per night.'],
    ['another scale', 'Casa do Tejo is rated 4.4 out of 5.'],
    ['an untrue superlative', 'The cheapest is Casa do Tejo.'],
    ['an untrue comparison', 'Casa do Tejo is cheaper than Alfama Rooms.'],
    ['another date', 'Casa do Tejo is free until May 9.'],
    ['a name', 'Casa do Tejo is close to the Belem Tower.'],
    ['a comparison of what stands before', 'Compared with Alfama Rooms (€96), Casa do Tejo is cheaper.'],
    [
      'another comparison of the two',
      'Alfama Rooms costs €96 and Casa do Tejo €118.50, so Casa do Tejo is cheaper.',
    ],
    ['a comparison with a third', 'Miradouro Inn is €149. Casa do Tejo is cheaper than Alfama Rooms.'],
    [
      'a price at another',
      'You would pay €118.50 at Casa do Tejo, €96 at Miradouro Inn and €149 at Alfama Rooms in Lisbon.',
    ],
  ])('supports no text with %s', (_, text) => {
    expect(unsupported(hotelRecord, 8, text)).not.toEqual([]);
  });

  it('takes an amount in no currency but its own', () => {
    const told = (text: string): number => findClaims(text, 12, viewOfRecord(hotelRecord, english)).length;
    expect([told('It is €355.50.'), told('It is 355.50 EUR.'), told('It is $355.50.')]).toEqual([1, 1, 0]);
  });

  it('reads a text with an output of many members in good time', () => {
    const members = Array.from({ length: 2000 }, (_, index) => ({
      name: `Hotel ${index}`,
      at: `2026-05-04T1${index % 10}:30:00`,
    }));
    const [call] = viewOfRecord(hotelRecord, english).calls;
    if (call === undefined) throw new RangeError('The record has no call.');
    const view = { ...viewOfRecord(hotelRecord, english), calls: [{ ...call, output: { members } }] };
    const claims = findClaims('Hotel 1234 opens on May 4, 2026 at 14:30.', hotelRecord.messages.length, view);
    expect(claims.map(({ source }) => (source.kind === 'output' ? source.pointer : source.kind))).toEqual([
      '/members/1234/name',
      '/members/1234/at',
    ]);
  }, 20_000);

  it('takes keys of the prototype for names like any other', () => {
    const [call] = viewOfRecord(hotelRecord, english).calls;
    const output = JSON.parse('{"__proto__":{"constructor":"Casa Nova"},"toString":7}');
    if (call === undefined) throw new RangeError('The record has no call.');
    const view = { ...viewOfRecord(hotelRecord, english), calls: [{ ...call, output }] };
    const claims = findClaims('It is Casa Nova.', hotelRecord.messages.length, view);
    expect(claims).toMatchObject([{ source: { pointer: '/__proto__/constructor' } }]);
  });
});

describe('viewOfState', () => {
  it('grounds the calls of a conversation under way as that of its record', () => {
    const state = playToTheEnd({
      seed: 3,
      register: 'formal',
      withheld: [],
      irreversible: [],
      chain: bookingChain(),
    });
    const view = viewOfState(state, english);
    expect(view.calls).toHaveLength(2);
    const [search] = view.calls;
    const definition = view.tools.find(({ name }) => name === search?.call.name);
    const grounded = groundCall(search?.call.parameters ?? {}, definition ?? { parameters: {} }, {
      ...view,
      calls: [],
    });
    expect(grounded.ungrounded).toEqual([]);
  });
});
