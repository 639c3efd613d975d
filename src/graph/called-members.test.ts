import { describe, expect, it } from 'vitest';
import { makeEndpoint } from '../../test/support/make-registry.js';
import { calledMember, calledParameter } from './called-members.js';
import { createConceptIndex } from './concept-index.js';

const concepts = createConceptIndex([]);

const parameter = (name: string, description = '') =>
  makeEndpoint({
    id: 't/x',
    parameters: [{ name, description, role: 'content', schema: { type: 'string' } }],
  }).parameters[0];

describe('calledMember', () => {
  it('is what a list is of, by what its members are called', () => {
    const list = makeEndpoint({
      id: 'tool/federations_list',
      intent: 'search',
      response: { '/items/*/name': null, '/items/*/founded': null },
      objects: [{ at: '/items/*', entity: 'federation', idField: null }],
    });
    const said = list.response.fields.map((field) => calledMember(list, field).map(({ entity }) => entity));
    expect(said).toEqual([['one called federation'], []]);
  });
});

describe('calledParameter', () => {
  it.each([
    ['federation', '', 'one called federation'],
    ['language', 'The language code', 'code of language'],
    ['agencies', 'A list of agency ids', undefined],
    ['type', '', undefined],
    ['start_date', '', undefined],
  ])('reads %s (%s) as %s', (name, description, entity) => {
    const given = parameter(name, description);
    expect(given && calledParameter(given, concepts)?.entity).toBe(entity);
  });
});
