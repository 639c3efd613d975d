import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.js';
import { type Locale, referenceLocale } from '../types/plan-row.js';
import { createAnchor, createHomeAnchor, inLatin } from './anchor.js';
import { generateValue } from './generate-value.js';
import { localeData } from './locale-data.js';
import { placesOf } from './places.js';
import type { ValueRequest } from './value-request.js';

const japanese = /[\u3041-\u30fa\u3400-\u9fff]/;
const locale: Locale = 'ja';

function draw(more: Partial<ValueRequest>, seed: number): unknown {
  const random = createRandom(seed);
  const request: ValueRequest = {
    ...{ generator: null, schema: { type: 'string' }, entity: null, label: 'value', examples: [], locale },
    ...{ anchor: createAnchor(locale, random.fork('anchor')), now: '2026-04-09T10:15:00' },
  };
  return generateValue({ ...request, ...more }, random);
}

const seeds = Array.from({ length: 60 }, (_, seed) => seed);
const named = [
  'city',
  'country_name',
  'region',
  'person_name',
  'first_name',
  'last_name',
  'language_name',
  'currency_name',
];
const written = [
  'note',
  'sentence',
  'paragraph',
  'message_text',
  'short_text',
  'search_query',
  'keyword',
  'title',
];
/** Codes, which stay as programs spell them, and words that Japanese writes in Latin letters too. */
const latin = new Set([
  'gender',
  'status_word',
  'skill',
  'screen_genre',
  'genre',
  'book_genre',
  'copyright_note',
  'hashtag',
]);

describe('values in Japanese', () => {
  it.each([...named, ...written])('writes %s in Japanese', (generator) => {
    for (const seed of seeds)
      expect(draw({ generator, entity: 'hotel', label: generator.replaceAll('_', ' ') }, seed)).toMatch(
        japanese,
      );
  });

  it.each([...localeData(locale).values.keys()].filter((name) => !latin.has(name)))(
    'calls %s as Japanese does',
    (generator) => {
      for (const seed of seeds) expect(draw({ generator }, seed)).toMatch(japanese);
    },
  );

  it('writes no Japanese into addresses of the web, codes and user names', () => {
    for (const generator of [
      'email',
      'username',
      'url',
      'image_url',
      'domain_name',
      'file_name',
      'phone_number',
      'airport_code',
      'country_code',
      'currency_code',
      'order_reference',
      'repository_name',
      'gender',
    ])
      for (const seed of seeds) expect(draw({ generator }, seed)).toMatch(/^[\x20-\x7e]+$/);
  });

  it('spells the same name in kanji and in the e-mail address', () => {
    const { person } = createAnchor(locale, createRandom(5));
    expect(person.name).toBe(`${person.lastName} ${person.firstName}`);
    expect(person.latin.name).toBe(`${person.latin.firstName} ${person.latin.lastName}`);
    expect(person.email).toContain(person.latin.lastName.toLowerCase());
  });

  it.each<[string, Partial<ValueRequest>, RegExp]>([
    [
      'a pattern of letters',
      { generator: 'city', schema: { type: 'string', pattern: '^[A-Za-z ,-]+$' } },
      /^[A-Za-z ,-]+$/,
    ],
    [
      'a passport',
      { generator: 'person_name', schema: { type: 'string', description: 'Name as in the passport' } },
      /^[A-Z][a-z]+ [A-Z][a-z]+$/,
    ],
    [
      'romanised names',
      { generator: 'last_name', schema: { type: 'string', description: 'In Latin letters' } },
      /^[A-Z][a-z]+$/,
    ],
    [
      'countries named in English',
      { generator: 'country_name', examples: ['France', 'Japan'] },
      /^[A-Z][\u0020-\u024f]+$/,
    ],
    ['months named in English', { generator: 'month_name', examples: ['January'] }, /^[A-Z][a-z]+$/],
  ])('takes Latin letters for %s', (_name, request, shape) => {
    for (const seed of seeds) expect(draw(request, seed)).toMatch(shape);
  });

  it('keeps words of the locale where a pattern has room for them', () => {
    for (const pattern of ['^.{1,40}$', '^[^0-9]+$', '^\\S+$'])
      expect(draw({ generator: 'city', schema: { type: 'string', pattern } }, 3)).toMatch(japanese);
  });

  it('names amounts in whole yen where no currency is named', () => {
    for (const seed of seeds) {
      const price = draw(
        { generator: 'price', schema: { type: 'number' }, entity: 'hotel', label: 'maximum price' },
        seed,
      );
      expect(Number.isInteger(price)).toBe(true);
      expect(price).toBeGreaterThan(3000);
      const named = { type: 'number', description: 'Maximum price in USD' } as const;
      expect(
        draw({ generator: 'price', schema: named, entity: 'hotel', label: 'maximum price' }, seed),
      ).toBeLessThan(500);
    }
  });

  it('has people live in Japan and talk of places there and abroad', () => {
    const homes = seeds.map((seed) => createHomeAnchor(locale, createRandom(seed)).place.countryCode);
    expect(new Set(homes)).toEqual(new Set(['JP']));
    const countries = (placesOf(locale) ?? []).map(({ countryCode }) => countryCode);
    expect(countries.filter((code) => code === 'JP').length).toBeGreaterThan(countries.length / 2);
    expect(new Set(countries).size).toBeGreaterThan(10);
  });

  it('knows a place by its name in any locale', () => {
    expect(createAnchor(locale, createRandom(1), { from: 'Tokyo' }).place).toMatchObject({
      city: '東京',
      airportName: '羽田空港',
    });
    expect(createAnchor(referenceLocale, createRandom(1), { from: '東京' }).place.city).toBe('Tokyo');
    expect(inLatin(createAnchor(locale, createRandom(1), { from: '大阪' }), referenceLocale).place.city).toBe(
      'Osaka',
    );
  });

  it('draws the same days, whatever the locale', () => {
    for (const seed of seeds) {
      const { startDays, stayDays, quality } = createAnchor(locale, createRandom(seed));
      expect(createAnchor(referenceLocale, createRandom(seed))).toMatchObject({
        startDays,
        stayDays,
        quality,
      });
    }
  });
});
