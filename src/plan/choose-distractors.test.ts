import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeEndpoint, makeRegistry } from '../../test/support/make-registry.js';
import { registryArbitrary } from '../../test/support/registry-arbitrary.js';
import { travelRegistry } from '../../test/support/travel-registry.js';
import { createRandom } from '../random/random.js';
import { chooseDistractors, serves, toNeighbourhood } from './choose-distractors.js';

const travel = travelRegistry();
const find = (id: string) => travel.endpoints.filter((endpoint) => endpoint.id === id);

describe('chooseDistractors', () => {
  it('never offers one that serves, is needed, unusable or offered already', () =>
    fc.assert(
      fc.property(
        registryArbitrary,
        fc.nat(),
        fc.nat({ max: 8 }),
        fc.integer(),
        (sketches, at, count, seed) => {
          const { endpoints, tools } = makeRegistry(sketches);
          const needed = endpoints.slice(at % endpoints.length, (at % endpoints.length) + 2);
          const chosen = chooseDistractors(
            needed,
            toNeighbourhood(endpoints, tools),
            count,
            createRandom(seed),
          );
          expect(chosen.length).toBeLessThanOrEqual(count);
          expect(new Set(chosen).size).toBe(chosen.length);
          for (const id of chosen) {
            const endpoint = endpoints.find((candidate) => candidate.id === id);
            expect(endpoint?.unusable).toBeNull();
            expect(endpoint && needed.some((other) => other.id === id || serves(endpoint, other))).toBe(
              false,
            );
          }
        },
      ),
    ));

  it('takes near neighbours before strangers', () => {
    const neighbourhood = toNeighbourhood(travel.endpoints, travel.tools);
    const needed = find('hotels/search_hotels');
    const chosen = Array.from({ length: 50 }, (_, seed) =>
      chooseDistractors(needed, neighbourhood, 2, createRandom(seed)),
    ).flat();
    expect(chosen).toHaveLength(100);
    expect(chosen.filter((id) => id.startsWith('hotels/')).length).toBeGreaterThan(90);
  });

  it('finds none in a catalog that holds nothing else', () => {
    const needed = find('vault/open_vault');
    expect(chooseDistractors(needed, toNeighbourhood(needed, travel.tools), 5, createRandom(1))).toEqual([]);
  });
});

describe('serves', () => {
  const hotel = (id: string, intent: 'search' | 'retrieve' | 'create') =>
    makeEndpoint({ id, intent, entity: 'hotel' });

  it('holds for the same action on the same entity, and among ways to read it', () => {
    expect(serves(hotel('a/find', 'search'), hotel('b/look', 'search'))).toBe(true);
    expect(serves(hotel('a/find', 'search'), hotel('b/get', 'retrieve'))).toBe(true);
    expect(serves(hotel('a/find', 'search'), hotel('b/add', 'create'))).toBe(false);
  });

  it('goes by the name where nobody knows what an endpoint acts on', () => {
    expect(serves(makeEndpoint({ id: 'a/ping' }), makeEndpoint({ id: 'b/ping' }))).toBe(true);
    expect(serves(makeEndpoint({ id: 'a/ping' }), hotel('b/find', 'search'))).toBe(false);
  });
});
