import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../concepts/load-knowledge.js';
import { configDirectory } from '../config/package-paths.js';
import { toSchemaEndpoint } from '../ingest/schema-endpoint.js';
import { buildRegistry } from '../registry/build-registry.js';
import type { JsonValue } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';

const knowledge = loadKnowledge(configDirectory);

function built(properties: JsonValue, more: { readonly [keyword: string]: JsonValue } = {}): Endpoint {
  const { endpoint } = toSchemaEndpoint(
    {
      name: 'search_hotels',
      description: 'Search hotels in a city',
      extensions: {},
      input: { type: 'object', properties, required: ['city'], ...more },
    },
    {},
    'test',
  );
  if (endpoint === null) throw new Error('not read');
  const tool = { source: 't', category: 'Travel', stem: 't', name: 't', title: '', description: '' };
  const { registry } = buildRegistry([{ ...tool, format: 'mcp', endpoints: [endpoint] }], knowledge);
  return registry.endpoints[0] as Endpoint;
}

const city = { type: 'string' };
const sources = ({ parameters }: Endpoint): Record<string, string> =>
  Object.fromEntries(parameters.map(({ name, source }) => [name, source]));

describe('an input that asks for more than its values show', () => {
  it('is used where values can be made for it', () => {
    const endpoint = built(
      { city, code: { type: 'string', pattern: '^[A-Z]{3}$' } },
      { required: ['city', 'code'] },
    );
    expect(endpoint.unusable === null || !endpoint.unusable.startsWith('input_cannot_be_met')).toBe(true);
  });

  it('keeps its endpoint out where none can', () => {
    const endpoint = built({ city }, { not: { required: ['city'] } });
    expect(endpoint.unusable).toMatch(/^input_cannot_be_met: /);
  });

  it('leaves out what cannot stand with the rest', () => {
    const country = { type: 'string', enum: ['France', 'Italy'] };
    expect(sources(built({ city, country })).country).toBe('user');
    expect(sources(built({ city, country }, { not: { required: ['city', 'country'] } })).country).toBe(
      'default',
    );
    const odd = { type: 'string', pattern: '(?<=x)y' };
    expect(built({ city: odd }).unusable).toMatch(/^input_cannot_be_met: no value can be made for 'city'/);
  });

  it('keeps its endpoint out where a required member is not defined, or what it is could not be read', () => {
    expect(built({ city }, { required: ['city', 'ghost'] }).unusable).toBe(
      "input_cannot_be_met: 'ghost' is required, but nothing says what it is",
    );
    const guest = { type: 'object', required: ['ghost'], properties: { country: city } };
    expect(sources(built({ city, guest }))['guest.country']).toBe('default');
    const elsewhere = { $ref: 'other.json#/city' };
    expect(built({ city: elsewhere }).unusable).toMatch(/^input_cannot_be_met: what 'city' must be/);
  });

  it('keeps its endpoint out where only an object or null would do', () => {
    for (const odd of [{ const: { a: 1 } }, { enum: [{ a: 1 }] }, { type: 'null' }])
      expect(built({ city: odd }).unusable).toMatch(/^input_cannot_be_met: /);
  });
});
