import { describe, expect, it } from 'vitest';
import { makeEndpoint } from '../../test/support/make-registry.js';
import { namedSources } from './named-sources.js';

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
  const siblings = [
    { ...makeEndpoint({ id: 'tool/details', intent: 'retrieve', parameters: [parameter] }), name: 'Details' },
    { ...makeEndpoint({ id: 'tool/predictions', intent: 'search' }), name: 'Predictions' },
    { ...makeEndpoint({ id: 'tool/get_all', intent: 'search' }), name: 'Get All' },
  ];
  return namedSources(siblings)
    .of('tool/details', 'id')
    .map(({ entity }) => entity);
}

describe('namedSources', () => {
  it('are the endpoints that a description names', () => {
    expect(sourcesOf('(use predictions endpoint to get list of IDs)')).toEqual([
      'answer of tool/predictions',
    ]);
    expect(sourcesOf("ID is got from 'Get All' endpoint")).toEqual(['answer of tool/get_all']);
  });

  it('name a field of the answer', () => {
    expect(sourcesOf('The value of season -> id field returned in .../predictions endpoint')).toEqual([
      'answer of tool/predictions id',
    ]);
  });

  it('are none where a description names no endpoint', () => {
    expect(sourcesOf('ID of the match')).toEqual([]);
    expect(sourcesOf('used for predictions')).toEqual([]);
  });
});
