import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../concepts/load-knowledge.js';
import { configDirectory } from '../config/package-paths.js';
import { toSchemaEndpoint } from '../ingest/schema-endpoint.js';
import type { JsonValue } from '../types/json.js';
import { buildRegistry } from './build-registry.js';

const knowledge = loadKnowledge(configDirectory);

/** Meanings of the fields of the first endpoint's answer, by name. */
function meanings(...inputs: { readonly [name: string]: JsonValue }[]): {
  [name: string]: string | undefined;
} {
  const output = {
    type: 'object',
    properties: { sid: { type: 'string' }, to: { type: 'string' }, from: { type: 'integer' } },
  };
  const endpoints = inputs.map((properties, place) => {
    const { endpoint } = toSchemaEndpoint(
      {
        name: place === 0 ? 'CreateMessage' : `SendMessage${place}`,
        description: 'Send a message',
        extensions: {},
        input: { type: 'object', properties },
        output,
      },
      {},
      'test',
    );
    if (endpoint === null) throw new Error('not read');
    return endpoint;
  });
  const tool = { source: 't', category: 'Talk', stem: 't', name: 't', title: '', description: '', endpoints };
  const { registry } = buildRegistry([{ ...tool, format: 'openapi' }], knowledge);
  const made = registry.endpoints.find(({ name }) => name === 'CreateMessage');
  return Object.fromEntries((made?.response.fields ?? []).map(({ name, concept }) => [name, concept?.id]));
}

const phone = { type: 'string', description: 'The phone number of the recipient' };

describe('shareMeanings', () => {
  it('gives a field of which nothing says what it is the meaning of the parameter of its name', () => {
    expect(meanings({ To: phone })).toMatchObject({ to: 'phone_number' });
    expect(meanings({ Body: { type: 'string' } }).to).toBeUndefined();
  });

  it('asks for the same thing', () => {
    const endpoint = (name: string, properties: JsonValue, output: JsonValue) => {
      const made = toSchemaEndpoint(
        { name, description: '', extensions: {}, input: { type: 'object', properties }, output },
        {},
        'test',
      );
      if (made.endpoint === null) throw new Error('not read');
      return made.endpoint;
    };
    const called = { type: 'object', properties: { id: { type: 'string' }, called: { type: 'string' } } };
    const title = { type: 'string', description: 'The phone number of the event' };
    const tool = { source: 't', category: 'Talk', stem: 't', name: 't', title: '', description: '' };
    const endpoints = [
      endpoint('create_event', { called: title }, called),
      endpoint('get_branch', { id: { type: 'string' } }, called),
    ];
    const { registry } = buildRegistry([{ ...tool, format: 'openapi', endpoints }], knowledge);
    const conceptOf = (name: string): string | undefined =>
      registry.endpoints
        .find((each) => each.name === name)
        ?.response.fields.find((field) => field.name === 'called')?.concept?.id;
    expect([conceptOf('create_event'), conceptOf('get_branch')]).toEqual(['phone_number', undefined]);
  });

  it('asks for the same type, and for parameters that agree', () => {
    expect(meanings({ From: phone }).from).toBeUndefined();
    const email = { type: 'string', format: 'email', description: 'Where to write to' };
    expect(meanings({ To: phone }, { To: email }).to).toBeUndefined();
  });
});
