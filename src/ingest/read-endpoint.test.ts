import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../types/json.js';
import { readEndpoint } from './read-endpoint.js';

const read = (entry: JsonValue) => readEndpoint(entry, 'A/t.json', 3);
const endpointOf = (entry: JsonValue) => read(entry).endpoint;
const reasonsOf = (entry: JsonValue) => read(entry).refusals.map(({ level, reason }) => `${level} ${reason}`);

describe('readEndpoint', () => {
  it('reads the four spellings of an unknown response as they stand', () => {
    const schemas = [{}, { schema: '' }, { schema: {} }, { schema: { type: 'object' } }];
    const found = schemas.map((schema) => endpointOf({ name: 'E', ...schema })?.responseSchema);
    expect(found).toEqual([undefined, '', {}, { type: 'object' }]);
  });

  it.each([
    [{ statuscode: 1 }, 1],
    [{ statuscode: '404' }, 404],
    [{ statuscode: null }, undefined],
    [{ statuscode: 'ok' }, undefined],
    [{ statuscode: 2.5 }, undefined],
  ])('reads the status of %j', (keys, expected) => {
    expect(endpointOf({ name: 'E', ...keys })?.statusCode).toBe(expected);
  });

  it.each([
    ['test_endpoint', { a: 1 }, { a: 1 }],
    ['test_endpoint', [1], [1]],
    ['test_endpoint', '', undefined],
    ['body', { a: 1 }, { a: 1 }],
  ])('takes %s %j for a recorded response where it has structure', (key, value, expected) => {
    expect(endpointOf({ name: 'E', [key]: value })?.responseExample).toEqual(expected);
  });

  it('keeps extension keys of endpoints and parameters, and drops no parameter attribute it knows', () => {
    const parameter = {
      name: 'sort',
      type: 'ENUM',
      description: 'Order.',
      default: 'a',
      'x-enum': ['a', 'b'],
      other: 1,
    };
    const endpoint = endpointOf({ name: 'E', 'x-intent': 'search', required_parameters: [parameter] });
    expect(endpoint?.extensions).toEqual({ 'x-intent': 'search' });
    expect(endpoint?.required).toEqual([
      {
        name: 'sort',
        type: 'ENUM',
        description: 'Order.',
        default: 'a',
        extensions: { 'x-enum': ['a', 'b'] },
      },
    ]);
  });

  it('reads null and absent parameter lists as none', () => {
    expect(endpointOf({ name: 'E', required_parameters: null })).toMatchObject({
      required: [],
      optional: [],
    });
  });

  it('keeps the same parameter in both lists, and twice in one', () => {
    const lang = { name: 'lang' };
    const endpoint = endpointOf({
      name: 'E',
      required_parameters: [lang, lang],
      optional_parameters: [lang],
    });
    expect([endpoint?.required.length, endpoint?.optional.length]).toEqual([2, 1]);
  });

  it.each([['city'], [{ city: 'STRING' }], [['city']], [[{ type: 'STRING' }]], [[{ name: ' ' }]]])(
    'refuses the endpoint when its required parameters are %j',
    (required_parameters) => {
      const entry = { name: 'E', required_parameters };
      expect(endpointOf(entry)).toBeNull();
      expect(reasonsOf(entry)).toContain('endpoint not_an_object');
    },
  );

  it('refuses an unreadable optional parameter alone', () => {
    const entry = { name: 'E', optional_parameters: [null, 'colour', { name: '' }, { name: 'size' }] };
    expect(endpointOf(entry)?.optional.map(({ name }) => name)).toEqual(['size']);
    expect(reasonsOf(entry)).toEqual([
      'parameter not_an_object',
      'parameter not_an_object',
      'parameter no_usable_name',
    ]);
  });

  it.each([[null], ['an endpoint'], [['list']], [7]])('refuses %j, which is no endpoint', (entry) => {
    expect(read(entry)).toMatchObject({
      endpoint: null,
      refusals: [{ source: 'A/t.json', reason: 'not_an_object' }],
    });
  });

  it('refuses an endpoint that nests more than 64 levels', () => {
    let schema: JsonValue = { type: 'string' };
    for (let level = 0; level < 64; level += 1) schema = { items: schema };
    expect(reasonsOf({ name: 'E', schema })).toEqual(['endpoint too_deep']);
  });
});
