import fc from 'fast-check';
import { intents } from '../../src/types/tool-registry.js';
import { type EndpointSketch, makeConcepts } from './make-registry.js';

const entities = ['hotel', 'job', 'order', 'song'] as const;

export const randomConcepts = makeConcepts(entities);

/** Catalogs nobody would write, but that a crawl may hold: any intent with any parameters and any response. */
export const registryArbitrary: fc.Arbitrary<readonly EndpointSketch[]> = fc
  .uniqueArray(
    fc.record({
      tool: fc.constantFrom('alpha', 'beta', 'gamma', 'constructor'),
      name: fc.constantFrom('one', 'two', 'three', 'four', 'five', '__proto__'),
      entity: fc.constantFrom(...entities),
      intent: fc.constantFrom(...intents),
      takes: fc.uniqueArray(
        fc.constantFrom(
          'id',
          'city',
          'to_city',
          'date',
          'limit',
          'ticker',
          'latitude',
          'order_id',
          'song_id',
          'hotel_id',
        ),
        { maxLength: 4 },
      ),
      optional: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      list: fc.boolean(),
      gives: fc.uniqueArray(
        fc.constantFrom('city', 'date', 'ticker', 'latitude', 'order_id', 'song_id', 'hotel_id', 'name'),
      ),
      unusable: fc.oneof(
        { weight: 9, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.constant('spam') },
      ),
    }),
    { minLength: 3, maxLength: 16, selector: ({ tool, name }) => `${tool}/${name}` },
  )
  .map((drafts) =>
    drafts.map(({ tool, name, entity, intent, takes, optional, list, gives, unusable }) => {
      const at = list ? '/items/*' : '/item';
      return {
        id: `${tool}/${name}`,
        entity,
        intent,
        unusable,
        idParameter: takes.includes('id') ? 'id' : null,
        parameters: takes.map((taken, place) => sketchParameter(taken, entity, optional[place] !== true)),
        objects: [{ at, entity, idField: 'id' }],
        response: Object.fromEntries([
          [`${at}/id`, null],
          ...gives.map((given) => [`${at}/${given}`, given === 'name' ? null : given]),
        ]) as { [pointer: string]: string | null },
      };
    }),
  );

function sketchParameter(name: string, entity: string, required: boolean) {
  if (name === 'limit')
    return { name, required, role: 'limit' as const, schema: { type: 'integer' as const } };
  if (name === 'to_city') return { name, required, concept: 'city' };
  return { name, required, concept: name === 'id' ? `${entity}_id` : name };
}
