import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSchemaEndpoint } from '../../test/support/make-hotel-endpoints.js';
import type { JsonObject, JsonSchema } from '../types/json.js';
import { createOfflineExecutor } from './create-offline-executor.js';

const text: JsonSchema = { type: 'string' };
const number: JsonSchema = { type: 'number' };
const endpoints = [
  makeSchemaEndpoint({
    id: 'stocks/get',
    intent: 'retrieve',
    entity: 'stock',
    idParameter: 'symbol',
    takes: [{ name: 'symbol' }],
    schema: {
      type: 'object',
      properties: {
        symbol: text,
        company_name: text,
        price: number,
        open: number,
        high: number,
        low: number,
      },
    },
    objects: [{ at: '', entity: 'stock', idField: 'symbol' }],
  }),
  makeSchemaEndpoint({
    id: 'hotels/availability',
    intent: 'retrieve',
    entity: 'hotel',
    idParameter: 'hotel_id',
    takes: [{ name: 'hotel_id' }, { name: 'date' }],
    schema: {
      type: 'object',
      properties: { hotel_id: text, hotel_name: text, date: text, rooms_left: { type: 'integer' } },
    },
    objects: [{ at: '', entity: 'hotel', idField: 'hotel_id' }],
  }),
  makeSchemaEndpoint({
    id: 'hotels/get',
    intent: 'retrieve',
    entity: 'hotel',
    idParameter: 'hotel_id',
    takes: [{ name: 'hotel_id' }],
    schema: { type: 'object', properties: { hotel_id: text, hotel_name: text } },
    objects: [{ at: '', entity: 'hotel', idField: 'hotel_id' }],
  }),
];

const open = (seed: string) => {
  const executor = createOfflineExecutor({
    endpoints: new Map(endpoints.map((endpoint) => [endpoint.callName, endpoint])),
    world: { seed, now: '2026-04-09T10:15:00', locale: 'en' },
  });
  return (name: string, parameters: JsonObject) =>
    executor.execute({ id: 'abc123def', name, parameters }).output as JsonObject;
};
const seeds = fc.string({ maxLength: 8 });

describe('pairedName', () => {
  it('calls a company by the name that its ticker stands for', () => {
    expect(open('1')('stocks::get', { symbol: 'QCOM' }).company_name).toBe('Qualcomm');
  });
});

describe('quoteValue', () => {
  it('keeps a day’s prices in order', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { price, open: first, high, low } = open(seed)('stocks::get', { symbol: 'AAPL' });
        expect(Number(low)).toBeLessThanOrEqual(Math.min(Number(price), Number(first)));
        expect(Number(high)).toBeGreaterThanOrEqual(Math.max(Number(price), Number(first)));
      }),
    );
  });
});

describe('a view of an instance', () => {
  it('shows what is asked for and leaves the instance as it was', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const call = open(seed);
        const first = call('hotels::availability', { hotel_id: 'htl_1', date: '2026-05-01' });
        const second = call('hotels::availability', { hotel_id: 'htl_1', date: '2026-05-02' });
        expect([first.date, second.date]).toEqual(['2026-05-01', '2026-05-02']);
        expect(second.hotel_name).toBe(first.hotel_name);
        expect(call('hotels::get', { hotel_id: 'htl_1' }).hotel_name).toBe(first.hotel_name);
        expect(call('hotels::availability', { hotel_id: 'htl_1', date: '2026-05-01' })).toEqual(first);
      }),
    );
  });
});
