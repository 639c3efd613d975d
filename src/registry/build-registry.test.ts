import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../concepts/load-knowledge.js';
import type { JsonValue } from '../types/json.js';
import type { RawEndpoint, RawParameter, RawTool } from '../types/raw-tool.js';
import type { Endpoint } from '../types/tool-registry.js';
import { buildRegistry } from './build-registry.js';
import { toEndpointSemantics } from './endpoint-semantics.js';
import { toToolDefinition } from './tool-definition.js';

const knowledge = loadKnowledge('config');

function parameter(name: string, given: Partial<RawParameter> = {}): RawParameter {
  return { name, type: 'STRING', description: '', default: '', extensions: {}, ...given };
}

function endpoint(name: string, given: Partial<RawEndpoint> = {}): RawEndpoint {
  return {
    name,
    description: '',
    method: 'GET',
    url: '',
    required: [],
    optional: [],
    extensions: {},
    ...given,
  };
}

function tool(endpoints: readonly RawEndpoint[], given: Partial<RawTool> = {}): RawTool {
  return {
    source: 'Travel/stays.json',
    format: 'toolbench-folder',
    category: 'Travel',
    stem: 'stays',
    name: 'Stays',
    title: 'Stays',
    description: 'Find hotels.',
    endpoints,
    ...given,
  };
}

function only(raw: RawEndpoint, given: Partial<RawTool> = {}): Endpoint {
  const [built] = buildRegistry([tool([raw], given)], knowledge).registry.endpoints;
  if (built === undefined) throw new Error('no endpoint was built');
  return built;
}

const hotels = {
  type: 'object',
  properties: {
    hotels: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          hotel_id: { type: 'string' },
          hotel_name: { type: 'string' },
          city: { type: 'string' },
          price: { type: 'number' },
        },
      },
    },
    total: { type: 'integer' },
  },
};

describe('buildRegistry', () => {
  it('reads a search: entity, intent, objects, attributes, counts and filters', () => {
    const search = only(
      endpoint('searchHotels', {
        responseSchema: hotels,
        required: [parameter('city', { default: 'Paris' })],
        optional: [
          parameter('price_max', { type: 'NUMBER' }),
          parameter('page', { type: 'NUMBER', default: '1' }),
        ],
      }),
    );
    expect(search).toMatchObject({ entity: 'hotel', intent: 'search', unusable: null, idParameter: null });
    expect(search.response.objects).toEqual([{ at: '/hotels/*', entity: 'hotel', idField: 'hotel_id' }]);
    expect(search.response.fields.map((field) => field.attribute)).toEqual([
      'id',
      'name',
      'city',
      'price',
      'total',
    ]);
    expect(search.response.counts).toEqual([{ pointer: '/total', of: '/hotels' }]);
    expect(search.filters).toEqual([
      { parameter: 'city', field: 'city', operator: 'equals' },
      { parameter: 'price_max', field: 'price', operator: 'at_most' },
    ]);
    expect(toEndpointSemantics(search).response).toBe('declared');
  });

  it('takes a default of a required parameter for an example and of an optional one for a default', () => {
    const [city, currency] = only(
      endpoint('searchHotels', {
        required: [parameter('city', { default: 'Paris' })],
        optional: [parameter('currency', { default: 'EUR' })],
      }),
    ).parameters;
    expect(city).toMatchObject({ examples: ['Paris'], source: 'user' });
    expect(city?.schema.default).toBeUndefined();
    expect(currency?.schema.default).toBe('EUR');
  });

  it.each<[JsonValue, string, readonly JsonValue[]]>([
    ['SOME_STRING_VALUE', 'STRING', []],
    ['<dateTime>', 'STRING', []],
    ['', 'STRING', []],
    ['12', 'NUMBER', [12]],
    ['twelve', 'NUMBER', []],
    ['true', 'BOOLEAN', [true]],
    [7, 'STRING', ['7']],
  ])('reads the specimen %j of a %s as %j', (value, type, examples) => {
    expect(
      only(endpoint('get', { required: [parameter('amount', { type, default: value })] })).parameters[0]
        ?.examples,
    ).toEqual(examples);
  });

  it('infers a response from entity and intent where none is declared, and says so', () => {
    const inferred = only(endpoint('searchHotels', { responseSchema: '' }));
    expect(inferred.response.origin).toBe('inferred');
    expect(inferred.response.confidence).toBeLessThan(1);
    expect(toEndpointSemantics(inferred).response).toBe('inferred');
  });

  it.each<[string, Partial<RawEndpoint>, string]>([
    ['searchHotels', { required: [parameter('api_key')] }, 'needs_credentials'],
    ['searchHotels', { required: [parameter('photo', { type: 'BINARY' })] }, 'needs_file_upload'],
    ['ping', {}, 'health_check_or_test'],
    ['frobnicate', {}, 'response_unknown'],
    ['searchHotels', { required: [parameter('zz')] }, 'required_parameter_without_source'],
    ['getHotel', { url: 'https://x.example/hotels/{id}' }, 'required_parameter_without_source'],
  ])('keeps %s with %j out of conversations: %s', (name, given, reason) => {
    const { registry, refusals } = buildRegistry(
      [tool([endpoint(name, given)], { name: 'X', title: 'X', stem: 'x', description: '' })],
      knowledge,
    );
    expect(registry.endpoints[0]?.unusable).toContain(reason);
    expect(refusals.some((refusal) => refusal.reason === reason)).toBe(true);
  });

  it('leaves opaque ids to data links and takes the unsayable for one', () => {
    const [id, session] = only(
      endpoint('getHotel', {
        required: [parameter('id'), parameter('session', { default: '5vumtamepfxl5lt5bu4srpb5' })],
      }),
    ).parameters;
    expect(id).toMatchObject({ role: 'identifier', source: 'none', concept: { id: 'hotel_id' } });
    expect(session).toMatchObject({ role: 'identifier', source: 'none' });
  });

  it('gives unique ids and call names of plain characters, also to names that standardise to nothing', () => {
    const raw = [
      tool([endpoint('検索'), endpoint('list'), endpoint('list', { url: 'https://x.example/other' })], {
        stem: '',
        name: '호텔',
        source: 'a',
      }),
      tool([endpoint('list')], { category: 'Food', source: 'b' }),
      tool([endpoint('list')], { source: 'c' }),
    ];
    const { endpoints } = buildRegistry(raw, knowledge).registry;
    expect(new Set(endpoints.map((one) => one.id)).size).toBe(5);
    expect(new Set(endpoints.map((one) => one.callName)).size).toBe(5);
    for (const one of endpoints) expect(one.callName).toMatch(/^[a-z0-9_]{1,100}::[a-z0-9_]{1,100}$/);
  });

  it('refuses repeated endpoints and parameters once each', () => {
    const repeated = endpoint('searchHotels', {
      required: [parameter('city')],
      optional: [parameter('City'), parameter('city')],
    });
    const { registry, refusals } = buildRegistry([tool([repeated, repeated])], knowledge);
    expect(registry.endpoints).toHaveLength(1);
    expect(refusals.map((refusal) => refusal.reason)).toEqual([
      'duplicate_endpoint',
      'duplicate_parameter',
      'duplicate_parameter',
    ]);
  });

  it('survives any response schema and default, and offers schemas that compile', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.string(), (schema, value, name) => {
        const raw = endpoint(name, {
          responseSchema: schema as JsonValue,
          responseExample: schema as JsonValue,
          required: [parameter(name, { default: value as JsonValue, type: value as JsonValue })],
        });
        for (const one of buildRegistry([tool([raw])], knowledge).registry.endpoints) {
          new Ajv2020({ strict: false, validateFormats: false }).compile(toToolDefinition(one).parameters);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes a list for what it is said to list, where its name speaks of nothing that the tool knows', () => {
    const id = (of: string): RawParameter => parameter('id', { description: `Unique identifier of ${of}` });
    const { registry } = buildRegistry(
      [
        tool(
          [
            endpoint('Song details', { required: [id('song')], url: '/songs/{id}' }),
            endpoint('Playlist details', { required: [id('playlist')], url: '/playlists/{id}' }),
            endpoint('Song appears in', {
              description: 'Get a list of playlists a song appears in',
              required: [id('song')],
              url: '/songs/{id}/appears',
            }),
          ],
          { category: 'Music' },
        ),
      ],
      knowledge,
    );
    const appears = registry.endpoints.find(({ name }) => name === 'Song appears in');
    expect(appears?.response.objects[0]).toMatchObject({ entity: 'playlist', idField: 'id' });
  });
});
