import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeHotelEndpoints } from '../../test/support/make-hotel-endpoints.js';
import { UnknownToolError } from '../errors/unknown-tool-error.js';
import type { JsonObject } from '../types/json.js';
import { createOfflineExecutor } from './create-offline-executor.js';
import type { WorldSettings } from './world.js';

const endpoints = makeHotelEndpoints();
const open = (seed: string, more: Partial<WorldSettings> = {}) => {
  const executor = createOfflineExecutor({
    endpoints,
    world: { seed, now: '2026-04-09T10:15:00', locale: 'en', ...more },
  });
  return (name: string, parameters: JsonObject) =>
    executor.execute({ id: 'abc123def', name: `hotels::${name}`, parameters }).output as never as Output;
};

type Hotel = {
  hotel_id: string;
  hotel_name: string;
  city: string;
  stars: number;
  price_per_night: number;
  rating: number;
};
type Output = {
  total: number;
  results: Hotel[];
  data: { [name: string]: unknown };
  error: { type: string; message: string };
  booking_id: string;
  nights: number;
  status: string;
  guest: string;
  hotel_name: string;
};

const cities = fc.constantFrom('Paris', 'Tokyo', 'Lima', 'Springfield', '');
const seeds = fc.string({ maxLength: 8 });
const search = fc.record(
  {
    city: cities,
    max_price: fc.integer({ min: 40, max: 300 }),
    min_stars: fc.integer({ min: 1, max: 5 }),
    name_contains: fc.constantFrom('garden', 'Old Mill'),
    limit: fc.integer({ min: 1, max: 6 }),
    page: fc.integer({ min: 1, max: 3 }),
    sort_by: fc.constantFrom('price_asc', 'price_desc', 'rating'),
  },
  { requiredKeys: ['city'] },
);

describe('createOfflineExecutor', () => {
  it('answers to the letter of the declared schema', () => {
    const ajv = new Ajv({ strict: false });
    addFormats.default(ajv);
    const strict = (schema: object): object =>
      JSON.parse(JSON.stringify(schema), (_key, node) =>
        node && typeof node === 'object' && node.type === 'object'
          ? { ...node, required: Object.keys(node.properties ?? {}), additionalProperties: false }
          : node,
      );
    fc.assert(
      fc.property(seeds, search, (seed, parameters) => {
        const schema = endpoints.get('hotels::search')?.response.schema ?? {};
        expect(ajv.validate(strict(schema), open(seed)('search', parameters))).toBe(true);
      }),
    );
  });

  it('honours filters, limit, order and counts, with distinct ids and names', () => {
    fc.assert(
      fc.property(seeds, search, (seed, parameters) => {
        const call = open(seed);
        const { results, total } = call('search', parameters);
        const pages: Hotel[][] = [];
        for (let page = 1; page <= pages.length + 1; page += 1) {
          const next = call('search', { ...parameters, page }).results;
          if (next.length > 0) pages.push(next);
        }
        expect(new Set(pages.flat().map((hotel) => hotel.hotel_id)).size).toBe(total);
        expect(pages.flat()).toHaveLength(total);
        expect(pages).toContainEqual(results);
        expect(results.length).toBeGreaterThan(0);
        expect(results.length).toBeLessThanOrEqual(parameters.limit ?? 99);
        expect(new Set(results.map((hotel) => hotel.hotel_id)).size).toBe(results.length);
        expect(new Set(results.map((hotel) => hotel.hotel_name)).size).toBe(results.length);
        for (const hotel of results) {
          expect(hotel.city).toBe(parameters.city);
          expect(hotel.price_per_night).toBeLessThanOrEqual(parameters.max_price ?? Number.POSITIVE_INFINITY);
          expect(hotel.stars).toBeGreaterThanOrEqual(parameters.min_stars ?? 0);
          expect(hotel.hotel_name.toLowerCase()).toContain((parameters.name_contains ?? '').toLowerCase());
        }
        const prices = results.map((hotel) => hotel.price_per_night);
        if (parameters.sort_by === 'price_asc') expect(prices).toEqual([...prices].sort((a, b) => a - b));
        if (parameters.sort_by === 'price_desc') expect(prices).toEqual([...prices].sort((a, b) => b - a));
      }),
    );
  });

  it('has things of the locale: names, whole yen, and the city as the user calls it', () => {
    const call = open('world', { locale: 'ja' });
    const { results } = call('search', { city: '京都', max_price: 20_000 });
    expect(results.length).toBeGreaterThan(0);
    for (const { hotel_name, city, price_per_night } of results) {
      expect(hotel_name).toMatch(/[\u3041-\u30fa\u3400-\u9fff]/);
      expect(city).toBe('京都');
      expect(Number.isInteger(price_per_night)).toBe(true);
      expect(price_per_night).toBeLessThanOrEqual(20_000);
    }
    const named = call('search', { city: '京都', name_contains: '庭' }).results;
    for (const { hotel_name } of named) expect(hotel_name).toContain('庭');
  });

  it('shows the same attributes in a search and in a later read, also under other names and types', () => {
    fc.assert(
      fc.property(seeds, search, (seed, parameters) => {
        const call = open(seed);
        for (const hotel of call('search', parameters).results) {
          const { data } = call('get', { hotel_id: hotel.hotel_id });
          expect(data).toMatchObject({
            hotel_id: hotel.hotel_id,
            name: hotel.hotel_name,
            city: hotel.city,
            stars: String(hotel.stars),
            price_per_night: hotel.price_per_night,
            rating: hotel.rating,
          });
        }
      }),
    );
  });

  it('gives the same answer to the same read, whatever was read between', () => {
    fc.assert(
      fc.property(seeds, fc.array(search, { minLength: 1, maxLength: 8 }), (seed, calls) => {
        const call = open(seed);
        const first = calls.map((parameters) => JSON.stringify(call('search', parameters)));
        expect(calls.map((parameters) => JSON.stringify(call('search', parameters)))).toEqual(first);
      }),
    );
  });

  it('gives the same bytes for the same seed and others for another', () => {
    const text = (seed: string) => JSON.stringify(open(seed)('search', { city: 'Rome' }));
    expect(text('a')).toBe(text('a'));
    expect(text('a')).not.toBe(text('b'));
  });

  it('pages on to members that no earlier page showed', () => {
    const call = open('p', { members: new Map([['hotels::search', { minimum: 5, maximum: 5 }]]) });
    const pages = [1, 2, 3].map((page) => call('search', { city: 'Rome', limit: 2, page }).results);
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(new Set(pages.flat().map((hotel) => hotel.hotel_id)).size).toBe(5);
  });

  it('shows writes in later reads: created, changed, cancelled, and not twice', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 9 }), (seed, nights) => {
        const call = open(seed);
        const hotel = call('search', { city: 'Oslo' }).results[0] as Hotel;
        const booking = call('book', {
          hotel_id: hotel.hotel_id,
          guest: 'Ann',
          check_in_date: '2026-05-01',
          nights: 2,
        });
        expect(booking).toMatchObject({
          hotel_name: hotel.hotel_name,
          guest: 'Ann',
          check_out_date: '2026-05-03',
        });
        call('change_booking', { booking_id: booking.booking_id, nights });
        const read = call('get_booking', { booking_id: booking.booking_id });
        expect(read).toMatchObject({ nights, guest: 'Ann' });
        expect(call('cancel_booking', { booking_id: booking.booking_id }).status).toBe('cancelled');
        expect(call('cancel_booking', { booking_id: booking.booking_id }).error.type).toBe('conflict');
        expect(call('get_booking', { booking_id: booking.booking_id }).status).toBe('cancelled');
      }),
    );
  });

  it('knows what the user knows, and in a strict world nothing else', () => {
    const known = [{ entity: 'booking', id: 'RX81K2', attributes: { guest: 'Mia' } }];
    const call = open('k', { known, strict: true });
    expect(call('get_booking', { booking_id: 'RX81K2' }).guest).toBe('Mia');
    expect(call('get_booking', { booking_id: 'nobody' }).error.type).toBe('not_found');
  });

  it('names the parameter that does not fit and what was expected', () => {
    const call = open('v');
    expect(call('search', {}).error).toEqual({
      type: 'invalid_arguments',
      message: "Missing required parameter 'city'.",
    });
    expect(call('search', { city: 3 }).error.message).toBe("Parameter 'city' must be of type string.");
    expect(call('search', { city: 'Rome', colour: 'red' }).error.message).toBe("Unknown parameter 'colour'.");
  });

  it('throws for a tool that nobody offered', () => {
    expect(() => open('u')('no_such', {})).toThrow(UnknownToolError);
  });

  it('dates the days of a forecast one after the other, each with its maximum above its minimum', () => {
    const executor = createOfflineExecutor({
      endpoints,
      world: { seed: 'w', now: '2026-04-09T10:15:00', locale: 'en' },
    });
    const { output } = executor.execute({
      id: 'abc123def',
      name: 'weather::forecast',
      parameters: { city: 'Rome' },
    });
    const { days } = output as never as {
      days: { date: string; temperature_min: number; temperature_max: number }[];
    };
    expect(days.slice(0, 3).map((day) => day.date)).toEqual(['2026-04-10', '2026-04-11', '2026-04-12']);
    for (const day of days) expect(day.temperature_max).toBeGreaterThan(day.temperature_min);
  });
});
