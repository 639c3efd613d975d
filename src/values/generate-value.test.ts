import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownLocales } from '../config/known-locales.js';
import { createRandom } from '../random/random.js';
import type { JsonSchema } from '../types/json.js';
import { createAnchor } from './anchor.js';
import { generateValue } from './generate-value.js';
import { generators } from './generators/registry.js';
import type { ValueRequest } from './value-request.js';

const now = '2026-04-09T10:15:00';
const draw = (request: Partial<ValueRequest>, seed: number | string) => {
  const random = createRandom(seed);
  const locale = request.locale ?? 'en';
  const base: ValueRequest = {
    generator: null,
    schema: {},
    entity: null,
    label: '',
    examples: [],
    anchor: createAnchor(locale, random.fork('anchor')),
    locale,
    now,
  };
  return generateValue({ ...base, ...request }, random);
};

const fewMembers = new Set([
  'boolean',
  'cabin_class',
  'gender',
  'terminal',
  'date_today',
  'weekday',
  'pay_period',
  'sort_word',
  'yes_no',
  'geodetic_datum',
  'compass_point',
]);
/** In Japan the country is mostly Japan, and what follows from it. */
const mostlyJapan = new Set([
  'country_name',
  'country_code',
  'airport_code',
  'airport_name',
  'timezone',
  'currency_code',
  'currency_name',
]);

describe('generateValue', () => {
  it('makes an id of what ends in one, and a number of two of what asks whether', () => {
    for (const label of ['comment_id', 'detailId', 'message token'])
      for (let seed = 0; seed < 20; seed += 1)
        expect(draw({ label, schema: { type: 'string' } }, seed)).toMatch(/^[a-z]{1,4}_[a-z0-9]{7}$/);
    const switches = Array.from({ length: 40 }, (_, seed) =>
      draw({ label: 'is_bus_station', schema: { type: 'integer' } }, seed),
    );
    expect(new Set(switches)).toEqual(new Set([0, 1]));
  });

  it('writes the numbers of one kind of thing in one form', () => {
    for (const entity of ['policy', 'order', 'invoice', 'booking']) {
      const forms = Array.from({ length: 40 }, (_, seed) =>
        String(draw({ generator: 'order_reference', entity, label: 'number' }, seed))
          .replace(/^(?=.*[A-Z])(?!.*-).*$/, 'letters')
          .replace(/\d/g, '0'),
      );
      expect(new Set(forms.map((form) => (/^[A-Z2-9]{6}$/.test(form) ? 'letters' : form))).size).toBe(1);
    }
  });

  for (const locale of knownLocales()) {
    it.each([...generators.keys()].filter((name) => !fewMembers.has(name)))(
      `draws no dominant value for %s in ${locale}`,
      (generator) => {
        const counts = new Map<string, number>();
        for (let seed = 0; seed < 500; seed += 1) {
          const key = JSON.stringify(
            draw({ generator, locale, entity: 'hotel', label: generator.replaceAll('_', ' ') }, seed),
          );
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
        expect(Math.max(...counts.values()) / 500).toBeLessThanOrEqual(
          locale === 'ja' && mostlyJapan.has(generator) ? 0.65 : 0.15,
        );
        expect(counts.has('undefined') || counts.has('null') || counts.has('""')).toBe(false);
      },
    );
  }

  it('validates against any simple schema, whatever the generator', () => {
    const ajv = new Ajv({ strict: false });
    addFormats.default(ajv);
    const schemas = fc.oneof(
      fc.record({
        type: fc.constantFrom('integer', 'number'),
        minimum: fc.integer({ min: -50, max: 50 }),
        maximum: fc.integer({ min: 51, max: 400 }),
      }),
      fc.record({
        type: fc.constant('string'),
        minLength: fc.integer({ min: 0, max: 8 }),
        maxLength: fc.integer({ min: 8, max: 60 }),
      }),
      fc.record({
        type: fc.constant('string'),
        format: fc.constantFrom('date', 'date-time', 'time', 'email', 'uri', 'uuid', 'ipv4'),
      }),
      fc.record({ enum: fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 5 }) }),
      fc.record({
        type: fc.constant('array'),
        items: fc.record({ type: fc.constantFrom('string', 'integer', 'boolean') }),
        minItems: fc.integer({ min: 0, max: 3 }),
      }),
    ) as fc.Arbitrary<JsonSchema>;
    fc.assert(
      fc.property(
        fc.constantFrom(null, ...generators.keys()),
        fc.constantFrom(...knownLocales()),
        schemas,
        fc.integer(),
        (generator, locale, schema, seed) => {
          expect(ajv.validate(schema, draw({ generator, locale, schema }, seed))).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('writes dates as the description asks', () => {
    const value = draw(
      { generator: 'date_future', schema: { type: 'string', description: 'Departure in DD.MM.YYYY' } },
      1,
    );
    expect(value).toMatch(/^\d{2}\.\d{2}\.2026$/);
  });

  it('keeps country, currency and airport of one anchor together', () => {
    const anchor = createAnchor('en', createRandom(3), { from: 'Tokyo' });
    expect(
      ['city', 'country_code', 'airport_code', 'timezone'].map((generator) => draw({ generator, anchor }, 9)),
    ).toEqual(['Tokyo', 'JP', 'HND', 'Asia/Tokyo']);
  });

  it('gives the same value for the same seed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...generators.keys()), fc.integer(), (generator, seed) => {
        expect(draw({ generator }, seed)).toEqual(draw({ generator }, seed));
      }),
    );
  });
});
