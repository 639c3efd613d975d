import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSchemaEndpoint } from '../../test/support/make-hotel-endpoints.js';
import type { JsonObject, JsonSchema } from '../types/json.js';
import { createOfflineExecutor } from './create-offline-executor.js';

const text: JsonSchema = { type: 'string' };
const listOf = (name: string, properties: { readonly [name: string]: JsonSchema }): JsonSchema => ({
  type: 'object',
  properties: { [name]: { type: 'array', items: { type: 'object', properties } } },
});
const history = makeSchemaEndpoint({
  id: 'shop/history',
  intent: 'retrieve',
  entity: 'product',
  takes: [{ name: 'product_name' }],
  schema: listOf('history', { day: { type: 'string', format: 'date' }, price: { type: 'number' } }),
  objects: [{ at: '/history/*', entity: 'product', idField: null }],
});
const offers = makeSchemaEndpoint({
  id: 'shop/offers',
  intent: 'search',
  entity: 'product',
  takes: [{ name: 'product_name' }],
  filters: [{ parameter: 'product_name', field: 'product_name', operator: 'contains' }],
  schema: listOf('offers', { offer_id: text, product_name: text, shop: text }),
  objects: [{ at: '/offers/*', entity: 'product', idField: 'offer_id' }],
});
type Output = { readonly offers: readonly { readonly offer_id: string; readonly product_name: string }[] };

function open(seed: string): (name: string, parameters: JsonObject) => Output {
  const executor = createOfflineExecutor({
    endpoints: new Map([history, offers].map((endpoint) => [endpoint.callName, endpoint])),
    world: { seed, now: '2026-04-09T10:15:00', locale: 'en' },
  });
  return (name, parameters) =>
    executor.execute({ id: 'abc123def', name, parameters }).output as never as Output;
}

describe('selectMembers', () => {
  const seeds = fc.string({ maxLength: 8 });

  it('filters a list though another endpoint listed such things for the same arguments, unfiltered', () =>
    fc.assert(
      fc.property(seeds, (seed) => {
        const call = open(seed);
        const asked = { product_name: 'Brightwell Desk Lamp' };
        call('shop::history', asked);
        const found = call('shop::offers', asked).offers;
        expect(found.length).toBeGreaterThan(0);
        for (const { product_name } of found) expect(product_name).toContain(asked.product_name);
        expect(call('shop::offers', asked).offers).toEqual(found);
      }),
    ));

  it('finds first what is called as it was asked for, and others that are called alike', () =>
    fc.assert(
      fc.property(seeds, (seed) => {
        const names = open(seed)('shop::offers', { product_name: 'Brightwell Desk Lamp' }).offers;
        expect(names.map(({ product_name }) => product_name).indexOf('Brightwell Desk Lamp')).toBe(0);
      }),
    ));
});
