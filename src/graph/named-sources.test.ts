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
    makeEndpoint({ id: 'tool/details', name: 'Details', intent: 'retrieve', parameters: [parameter] }),
    makeEndpoint({ id: 'tool/predictions', name: 'Predictions', intent: 'search' }),
    makeEndpoint({ id: 'tool/get_all', name: 'Get All', intent: 'search' }),
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
