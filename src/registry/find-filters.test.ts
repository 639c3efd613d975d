import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../concepts/load-knowledge.js';
import type { JsonSchema } from '../types/json.js';
import type { Filter } from '../types/tool-registry.js';
import { buildParameter } from './build-parameter.js';
import { findFilters } from './find-filters.js';
import { readFields } from './response-fields.js';
import { noThings } from './tool-things.js';

const knowledge = loadKnowledge(join(import.meta.dirname, '..', '..', 'config'));

function filtersOf(
  names: readonly string[],
  at: string,
  entity: string,
  properties: { readonly [name: string]: JsonSchema },
): Filter[] {
  const object: JsonSchema = { type: 'object', properties };
  const own = { at, entity, idField: Object.hasOwn(properties, 'id') ? 'id' : null };
  const fields = readFields(
    at === '' ? object : { type: 'array', items: object },
    [own],
    { category: '', entity, fallbackNoun: null },
    knowledge,
  );
  const parameters = names.map((name) =>
    buildParameter({ name, type: 'STRING', description: '', default: null, extensions: {} }, false, {
      entity,
      endpointName: '',
      path: '',
      things: noThings,
      companions: new Set(),
      category: '',
      knowledge,
    }),
  );
  return findFilters(parameters, fields, own, null, knowledge);
}

describe('findFilters', () => {
  it('takes what the one thing shown repeats for an echo', () => {
    const date: JsonSchema = { type: 'string', format: 'date' };
    expect(filtersOf(['from_date'], '', 'expense', { from_date: date, title: { type: 'string' } })).toEqual([
      { parameter: 'from_date', field: 'from_date', operator: 'equals' },
    ]);
  });

  it('does not take the id of what members belong to for their own', () => {
    const text: JsonSchema = { type: 'string' };
    expect(filtersOf(['comment_id'], '/*', 'post', { id: text, text })).toEqual([]);
  });

  it('asks for a part of the names of members', () => {
    expect(filtersOf(['name'], '/*', 'hotel', { id: { type: 'string' }, name: { type: 'string' } })).toEqual([
      { parameter: 'name', field: 'name', operator: 'contains' },
    ]);
  });
});
