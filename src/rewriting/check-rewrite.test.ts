import { beforeAll, describe, expect, it } from 'vitest';
import { buildCatalog, generateRecords } from '../../test/support/generate-records.js';
import { hotelRecord } from '../../test/support/sample-hotel-record.js';
import { japaneseRecord } from '../../test/support/sample-ja-record.js';
import { bundledCatalogDirectory, configDirectory } from '../config/package-paths.js';
import { viewLanguage, viewOfRecord } from '../grounding/conversation-view.js';
import { loadLanguage } from '../language/data/load-language.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { validateRecord } from '../validate/validate-record.js';
import { checkRewrite, type RewriteCheck } from './check-rewrite.js';
import { rewritingWords } from './rewriting-words.js';
import { spansOf } from './spans-of.js';

const checkIn = (locale: string): RewriteCheck => ({
  ...viewLanguage(loadLanguage(configDirectory, locale), configDirectory),
  rewriting: rewritingWords(configDirectory, locale),
  validate: validateRecord,
});
const english = checkIn('en');
const japanese = checkIn('ja');
const reasonOf = (record: DatasetRecord, index: number, text: string, check = english): string => {
  const checked = checkRewrite(record, index, text, check);
  return checked.ok ? 'taken' : checked.reason;
};

describe('checkRewrite', () => {
  it.each([
    [
      1,
      'Hello! Looking for a hotel in Lisbon, starting May 4 for three nights. We are two people and want to pay at most 150 euros a night.',
    ],
    [
      1,
      'Could use a hotel in Lisbon for two people, from May 4, three nights please, at most 150 euros per night!',
    ],
    [5, 'Oh, Casa do Tejo looks lovely, what can you tell me about it'.replace('what can you', 'please')],
    [
      8,
      'Casa do Tejo has a rating of 4.4. Check-in opens at 3 pm and breakfast is included. Should I book it from May 4 to May 7?',
    ],
    [9, 'Yes, please do that.'],
    [
      12,
      'All set! You have two guests confirmed at Casa do Tejo for €355.50, with booking BK7719402.'.replace(
        'two guests confirmed',
        'a confirmed stay for two guests',
      ),
    ],
  ])('takes other words for message %i: %s', (index, text) => {
    expect(checkRewrite(hotelRecord, index, text, english)).toMatchObject({ ok: true });
  });

  it('moves every source to where its value stands now', () => {
    const text =
      'Two people here, we are looking for a hotel in Lisbon from 4 May, three nights, at most 150 euros a night.';
    const checked = checkRewrite(hotelRecord, 1, text, english);
    expect(checked.ok ? '' : `${checked.reason} ${checked.detail}`).toBe('');
    if (!checked.ok) return;
    expect(validateRecord(checked.record)).toEqual([]);
    expect(checked.record.messages[1]?.content).toBe(text);
  });

  it.each([
    [
      1,
      'a value',
      'Hi! I need a hotel in Lisbon from May 4 for three nights, two people, at most 160 euros a night.',
      'value_lost',
    ],
    [
      1,
      'a condition',
      'Hi! I need a hotel in Lisbon from May 4 for three nights, two people, two rooms, at most 150 euros a night.',
      'new_fact',
    ],
    [
      1,
      'the thing asked for',
      'Hi! I need something in Lisbon from May 4 for three nights, two people, at most 150 euros a night.',
      'intent_lost',
    ],
    [
      4,
      'the question',
      'I found three hotels in Lisbon: Casa do Tejo at 118.50 a night, Alfama Rooms at 96 and Miradouro Inn at 149. The cheapest is Alfama Rooms. Look at one.',
      'question',
    ],
    [
      4,
      'which price is whose',
      'I found three hotels in Lisbon: Casa do Tejo at 96 a night, Alfama Rooms at 118.50 and Miradouro Inn at 149. The cheapest is Alfama Rooms. Which one would you like to look at?',
      'law',
    ],
    [9, 'yes', 'No, thanks, leave it.', 'negation'],
    [9, 'a confirmation', 'The weather is nice.', 'answer'],
    [
      12,
      'what was done',
      'Not done. Your booking BK7719402 at Casa do Tejo is confirmed, €355.50 in all for two guests.',
      'negation',
    ],
    [
      12,
      'a name',
      'Done, Maria. Your booking BK7719402 at Casa do Tejo is confirmed, €355.50 in all for two guests.',
      'new_fact',
    ],
  ])('keeps message %i where %s is another', (index, _, text, reason) => {
    expect(reasonOf(hotelRecord, index, text)).toBe(reason);
  });

  it.each([
    ['', 'empty'],
    ['Yes! '.repeat(200), 'too_long'],
    ['Yes please,\u0007 go ahead.', 'control_characters'],
    ['Yes please,\u202e go ahead.', 'control_characters'],
    ['Yes <b>please</b>, go ahead.', 'markup'],
    ['**Yes please**, go ahead.', 'markup'],
    ['User: yes please, go ahead.', 'speaker'],
    ['Yes please {"tool_calls": []}', 'tool_message'],
    ['Yes\nplease', 'markup'],
  ])('keeps its text from %j', (text, reason) => {
    expect(reasonOf(hotelRecord, 9, text)).toBe(reason);
  });

  it.each([0, 2, 3, 99, -1])('has no text to change in message %i', (index) => {
    expect(reasonOf(hotelRecord, index, 'Hello there.')).toBe('not_a_text');
  });

  it.each([
    ['来週の金曜日に渋谷で、二人で夕食を食べられるお店を探してもらえますか。', 'question'],
    ['渋谷で夕食のお店を探しています。来週の金曜日に二人です。', 'taken'],
    ['渋谷で夕食のお店を探しています。来週の土曜日に二人です。', 'value_lost'],
    ['新宿の近くの渋谷で夕食のお店を三軒探しています。来週の金曜日に二人です。', 'new_fact'],
    ['渋谷で夕食のお店を探していません。来週の金曜日に二人です。', 'negation'],
  ])('reads Japanese: %s', (text, reason) => {
    expect(reasonOf(japaneseRecord, 1, text, japanese)).toBe(reason);
  });
});

describe('checkRewrite over generated records', () => {
  const records = new Map<string, readonly DatasetRecord[]>();
  beforeAll(async () => {
    const artifacts = await buildCatalog(bundledCatalogDirectory);
    for (const locale of ['en', 'ja'])
      records.set(locale, await generateRecords(artifacts, { n: '25', seed: '33', locale }));
  }, 120_000);

  type Said = { readonly record: DatasetRecord; readonly index: number; readonly text: string };
  const saidIn = (locale: string): Said[] =>
    (records.get(locale) ?? []).flatMap((record) =>
      record.messages.flatMap(({ role, content }, index) =>
        (role === 'user' || role === 'assistant') && content !== '' ? [{ record, index, text: content }] : [],
      ),
    );
  /** Mutants of the texts that are taken all the same. */
  const survivors = (locale: string, mutate: (said: Said) => readonly string[]): string[] => {
    const check = locale === 'en' ? english : japanese;
    return saidIn(locale).flatMap((said) =>
      mutate(said)
        .filter((mutant) => mutant !== said.text && mutant.trim() !== '')
        .filter((mutant) => checkRewrite(said.record, said.index, mutant, check).ok)
        .map((mutant) => `${said.record.conversation_id}/${said.index}: ${mutant}`),
    );
  };
  const valuesReplaced =
    (locale: string, by: (value: string) => string) =>
    ({ record, index, text }: Said): string[] => {
      const points = Array.from(text);
      const view = viewOfRecord(record, locale === 'en' ? english : japanese);
      return spansOf(record, index, view).map(({ start, end }) =>
        [...points.slice(0, start), by(points.slice(start, end).join('')), ...points.slice(end)].join(''),
      );
    };

  it.each(['en', 'ja'])('takes every text as it is in %s', (locale) => {
    const check = locale === 'en' ? english : japanese;
    const refused = saidIn(locale).filter(
      ({ record, index, text }) => !checkRewrite(record, index, text, check).ok,
    );
    expect(refused).toEqual([]);
  });

  it.each(['en', 'ja'])(
    'keeps a text from one that lost a value, in %s',
    (locale) => {
      expect(
        survivors(
          locale,
          valuesReplaced(locale, () => ''),
        ),
      ).toEqual([]);
    },
    120_000,
  );

  it.each(['en', 'ja'])(
    'keeps a text from one with another value, in %s',
    (locale) => {
      const other = (value: string): string =>
        /\d/.test(value)
          ? value.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10))
          : locale === 'en'
            ? 'Zork'
            : '謎';
      expect(survivors(locale, valuesReplaced(locale, other))).toEqual([]);
    },
    120_000,
  );

  it.each([
    ['en', 'no question mark', (text: string) => text.replace(/\?/g, '.')],
    ['ja', 'no question', (text: string) => text.replace(/か？|？/g, '。')],
    ['en', 'no asking word', (text: string) => text.replace(/\b(?:which|what|when|where|who|how)\b ?/i, '')],
    ['ja', 'no asking word', (text: string) => text.replace(/どの|どちら|どこ|いつ|何|いくつ|いかが/, '')],
    [
      'en',
      'a "not"',
      (text: string) => text.replace(/ (is|are|to|please|will|would|can|could) /, ' $1 not '),
    ],
    [
      'ja',
      'a denial',
      (text: string) =>
        text.replace(/です(?=。|が|よ|？)/, 'ではありません').replace(/ます(?=。|が|よ|？)/, 'ません'),
    ],
    ['en', 'a number', (text: string) => `${text} 7`],
    ['en', 'a number word', (text: string) => text.replace(/ (\w+) /, ' $1 seven ')],
    ['ja', 'a number', (text: string) => text.replace('、', '、三件、')],
    ['en', 'a name', (text: string) => text.replace(/([.?!]?)$/, ' with Kyle$1')],
    ['en', 'a name in front', (text: string) => `Kyle, ${text}`],
    ['ja', 'a name', (text: string) => `田中さん、${text}`],
    ['ja', 'a foreign name', (text: string) => text.replace('。', '。キャサリンと。')],
    ['en', 'a day', (text: string) => `${text} tomorrow`],
    ['ja', 'a day', (text: string) => `${text}明日`],
  ] as const)(
    'keeps a text in %s from one with %s',
    (locale, _, mutate) => {
      const found = survivors(locale, ({ text }) => [mutate(text)]);
      expect(found).toEqual([]);
    },
    120_000,
  );
});
