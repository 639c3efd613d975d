import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeEndpoint, makeRegistry } from '../../test/support/make-registry.js';
import { readGraphSettings } from '../../test/support/read-settings.js';
import { randomConcepts, registryArbitrary } from '../../test/support/registry-arbitrary.js';
import { travelConcepts, travelRegistry } from '../../test/support/travel-registry.js';
import { buildGraphs } from '../graph/build-graphs.js';
import { createRandom } from '../random/random.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { Tool } from '../types/tool-registry.js';
import { chooseDistractors, distractorCount, serves, toNeighbourhood } from './choose-distractors.js';

const travel = travelRegistry();
const graph = buildGraphs(travel, travelConcepts, readGraphSettings()).projected;
const travelTool = travel.tools[0] as Tool;
const find = (id: string) => travel.endpoints.filter((endpoint) => endpoint.id === id);

/** Whether a path of data links leads from one endpoint to the other, found by walking forward from the first. */
function leadsTo(from: string, to: string, { edges }: EndpointGraph): boolean {
  const reached = new Set([from]);
  for (const id of reached)
    for (const edge of edges) if (edge.kind === 'data_link' && edge.from === id) reached.add(edge.to);
  return reached.has(to);
}

describe('chooseDistractors', () => {
  it('never offers one that serves, leads to what is needed, is needed, unusable or offered already', () =>
    fc.assert(
      fc.property(
        registryArbitrary,
        fc.nat(),
        fc.nat({ max: 8 }),
        fc.integer(),
        (sketches, at, count, seed) => {
          const odd = makeRegistry(sketches);
          const { endpoints, tools } = odd;
          const links = buildGraphs(odd, randomConcepts, readGraphSettings()).projected;
          const needed = endpoints.slice(at % endpoints.length, (at % endpoints.length) + 2);
          const neighbourhood = toNeighbourhood(endpoints, tools, links);
          const wish = { needed, count, orStranger: false };
          const chosen = chooseDistractors(wish, neighbourhood, createRandom(seed));
          expect(chosen.length).toBeLessThanOrEqual(count);
          expect(new Set(chosen.map(({ endpointId }) => endpointId)).size).toBe(chosen.length);
          for (const { endpointId, shares } of chosen) {
            const endpoint = endpoints.find((candidate) => candidate.id === endpointId);
            expect(endpoint?.unusable).toBeNull();
            expect(shares).not.toBeNull();
            for (const other of needed) {
              expect(other.id === endpointId || (endpoint && serves(endpoint, other))).toBe(false);
              expect(leadsTo(endpointId, other.id, links)).toBe(false);
            }
          }
        },
      ),
    ));

  it('says what each shares with one that is needed', () => {
    const neighbourhood = toNeighbourhood(travel.endpoints, travel.tools, graph);
    for (const endpoint of travel.endpoints) {
      const wish = { needed: [endpoint], count: 8, orStranger: false };
      for (const { endpointId, shares } of chooseDistractors(wish, neighbourhood, createRandom(1))) {
        const other = travel.endpoints.find(({ id }) => id === endpointId);
        if (shares === 'entity') expect(other?.entity).toBe(endpoint.entity);
        if (shares === 'category')
          expect(other?.entity === null || other?.entity !== endpoint.entity).toBe(true);
      }
    }
  });

  it('finds none in a catalog that holds nothing else', () => {
    const needed = find('vault/open_vault');
    const alone = toNeighbourhood(needed, travel.tools, graph);
    expect(chooseDistractors({ needed, count: 5, orStranger: true }, alone, createRandom(1))).toEqual([]);
  });

  it('takes a stranger only where something must be offered, and says so', () => {
    const [vault, stranger] = [makeEndpoint({ id: 'vault/open' }), makeEndpoint({ id: 'far/away' })];
    const tools = [
      { ...travelTool, id: vault.toolId, category: 'locks' },
      { ...travelTool, id: stranger.toolId, category: 'sky' },
    ];
    const pair = toNeighbourhood([vault, stranger], tools, graph);
    const choose = (orStranger: boolean) =>
      chooseDistractors({ needed: [vault], count: 3, orStranger }, pair, createRandom(1));
    expect(choose(false)).toEqual([]);
    expect(choose(true)).toEqual([{ endpointId: 'far/away', shares: null }]);
  });
});

describe('distractorCount', () => {
  it('stays between minimum and maximum and is most often small', () => {
    const counts = Array.from({ length: 500 }, (_, seed) =>
      distractorCount({ minimum: 2, maximum: 20 }, createRandom(seed)),
    );
    expect(Math.min(...counts)).toBe(2);
    expect(Math.max(...counts)).toBe(20);
    expect(counts.filter((count) => count <= 7).length).toBeGreaterThan(250);
    expect(distractorCount({ minimum: 3, maximum: 3 }, createRandom(1))).toBe(3);
  });
});

describe('serves', () => {
  const hotel = (id: string, intent: 'search' | 'retrieve' | 'create' | 'delete') =>
    makeEndpoint({ id, intent, entity: 'hotel' });

  it('holds for the same action on the same entity, and among ways to read it', () => {
    expect(serves(hotel('a/find', 'search'), hotel('b/look', 'search'))).toBe(true);
    expect(serves(hotel('a/find', 'search'), hotel('b/get', 'retrieve'))).toBe(true);
    expect(serves(hotel('a/find', 'search'), hotel('b/add', 'create'))).toBe(false);
    expect(serves(hotel('a/drop', 'delete'), hotel('b/add', 'create'))).toBe(false);
  });

  it('goes by the name where nobody knows what an endpoint acts on', () => {
    expect(serves(makeEndpoint({ id: 'a/ping' }), makeEndpoint({ id: 'b/ping' }))).toBe(true);
    expect(serves(makeEndpoint({ id: 'a/ping' }), hotel('b/find', 'search'))).toBe(false);
  });
});
