import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAt } from '../json/json-pointer.js';
import type { JsonValue } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';
import { flatArguments, placeOf } from './flat-arguments.js';
import { type OpenArguments, placeArgument } from './place-argument.js';

describe('placeArgument', () => {
  it('makes the objects and lists on the way', () => {
    const given: OpenArguments = {};
    placeArgument(given, '/customer/email', 'ada@example.org');
    placeArgument(given, '/customer/address/city', 'Graz');
    placeArgument(given, '/items/0/sku', 'A1');
    placeArgument(given, '/items/0/count', 2);
    placeArgument(given, '/note', 'soon');
    expect(given).toEqual({
      customer: { email: 'ada@example.org', address: { city: 'Graz' } },
      items: [{ sku: 'A1', count: 2 }],
      note: 'soon',
    });
  });

  it('takes any name for a name', () => {
    const given: OpenArguments = {};
    placeArgument(given, '/__proto__/constructor', 1);
    placeArgument(given, '/a~1b/c~0d', 2);
    expect(Object.keys(given)).toEqual(['__proto__', 'a/b']);
    expect(JSON.stringify(given)).toBe('{"__proto__":{"constructor":1},"a/b":{"c~d":2}}');
    expect(({} as { constructor: unknown }).constructor).toBe(Object);
  });

  it('leaves what stands beside as it is', () =>
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter((name) => !/^\d+$/.test(name)),
          fc.jsonValue(),
        ),
        (object) => {
          const given: OpenArguments = { ...(object as OpenArguments) };
          const before = JSON.stringify(Object.entries(given).filter(([name]) => name !== 'place'));
          placeArgument(given, '/place/of/it', true);
          expect(valueAt(given, '/place/of/it')).toBe(true);
          expect(JSON.stringify(Object.entries(given).filter(([name]) => name !== 'place'))).toBe(before);
        },
      ),
    ));
});

describe('flatArguments', () => {
  const parameters = (
    [
      ['note', undefined],
      ['customer.email', '/customer/email'],
      ['items.sku', '/items/0/sku'],
    ] as const
  ).map(([name, at]) => ({ name, ...(at === undefined ? {} : { at }) }));
  const endpoint = { parameters } as unknown as Endpoint;

  it('finds each value under its whole name, and leaves the rest out', () => {
    const given = { note: 'x', customer: { email: 'e', age: 3 }, items: [{ sku: 's' }, { sku: 't' }] };
    expect(flatArguments(endpoint, given)).toEqual({
      note: 'x',
      'customer.email': 'e',
      'items.sku': 's',
    });
  });

  it('undoes placeArgument', () => {
    const values: { readonly [name: string]: JsonValue } = {
      note: 'x',
      'customer.email': 'e',
      'items.sku': 's',
    };
    const given: OpenArguments = {};
    for (const parameter of endpoint.parameters)
      placeArgument(given, placeOf(parameter), values[parameter.name] as JsonValue);
    expect(flatArguments(endpoint, given)).toEqual(values);
  });

  it('is the arguments themselves where nothing is nested', () => {
    const flat = { a: 1 };
    expect(flatArguments({ parameters: [{ name: 'a' }] } as unknown as Endpoint, flat)).toBe(flat);
  });
});
