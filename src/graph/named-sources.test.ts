import { describe, expect, it } from 'vitest';
import { makeEndpoint } from '../../test/support/make-registry.js';
import { namedSources } from './named-sources.js';

const siblings = [
  { id: 'tool/predictions', name: 'Predictions', parameters: [] },
  { id: 'tool/get_all', name: 'Get All', parameters: [] },
];

function sourcesOf(description: string): readonly (string | null)[] {
  const parameter = {
    name: 'id',
    required: true,
    schema: { type: 'integer' as const },
    description,
    label: 'id',
    examples: [],
    concept: null,
    role: 'identifier' as const,
    source: 'none' as const,
  };
  const endpoint = makeEndpoint({ id: 'tool/details', intent: 'retrieve' });
  return namedSources(endpoint, parameter, siblings).map(({ entity }) => entity);
}

describe('namedSources', () => {
  it('are the endpoints that a description names', () => {
    expect(sourcesOf('(use predictions endpoint to get list of IDs)')).toEqual([
      'answer of tool/predictions',
    ]);
    expect(sourcesOf("ID is got from 'Get All' endpoint")).toEqual(['answer of tool/get_all']);
  });

  it('are none where a description names no endpoint', () => {
    expect(sourcesOf('ID of the match')).toEqual([]);
    expect(sourcesOf('used for predictions')).toEqual([]);
  });
});
