import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EndpointSketch, makeRegistry } from '../../test/support/make-registry.js';
import { readGraphSettings } from '../../test/support/read-settings.js';
import { randomConcepts, registryArbitrary } from '../../test/support/registry-arbitrary.js';
import { travelConcepts, travelRegistry } from '../../test/support/travel-registry.js';
import type { EndpointEdge } from '../types/tool-graph.js';
import { buildGraphs } from './build-graphs.js';

const settings = readGraphSettings();
const graphs = buildGraphs(travelRegistry(), travelConcepts, settings);

function linkBetween(from: string, to: string, edges: readonly EndpointEdge[] = graphs.projected.edges) {
  return edges.find((edge) => edge.kind === 'data_link' && edge.from === from && edge.to === to);
}

function build(sketches: readonly EndpointSketch[]) {
  return buildGraphs(makeRegistry(sketches), travelConcepts, settings).projected;
}

describe('buildGraphs', () => {
  it('links the id of a hotel to the hotel_id that a booking takes', () => {
    expect(linkBetween('hotels/search_hotels', 'hotels/book_hotel')?.links).toEqual([
      {
        field: '/results/*/id',
        parameter: 'hotel_id',
        confidence: expect.any(Number),
        path: [
          'endpoint:hotels/search_hotels',
          'field:hotels/search_hotels#/results/*/id',
          'concept:hotel_id',
          'parameter:hotels/book_hotel#hotel_id',
          'endpoint:hotels/book_hotel',
        ],
      },
    ]);
  });

  it('never links the id of a job to a hotel_id, not even in one tool', () => {
    const { edges } = build([
      {
        id: 'mixed/list_jobs',
        entity: 'job',
        objects: [{ at: '/jobs/*', entity: 'job', idField: 'id' }],
        response: { '/jobs/*/id': null },
      },
      { id: 'mixed/get_hotel', entity: 'hotel', parameters: [{ name: 'hotel_id', concept: 'hotel_id' }] },
    ]);
    expect(linkBetween('mixed/list_jobs', 'mixed/get_hotel', edges)).toBeUndefined();
  });

  it('never links equal names of different entities', () => {
    const { edges } = build([
      {
        id: 'mixed/list_jobs',
        entity: 'job',
        objects: [{ at: '/jobs/*', entity: 'job', idField: 'id' }],
        response: { '/jobs/*/id': null },
      },
      {
        id: 'mixed/get_hotel',
        entity: 'hotel',
        idParameter: 'id',
        parameters: [{ name: 'id', concept: 'identifier', source: 'none', role: 'identifier' }],
      },
    ]);
    expect(edges.filter((edge) => edge.kind === 'data_link')).toEqual([]);
  });

  it('links identifiers of things that the knowledge does not list, by what the catalog calls them', () => {
    const { edges } = build([
      {
        id: 'town/list_offices',
        objects: [{ at: '/offices/*', entity: 'office', idField: 'office_id' }],
        response: { '/offices/*/office_id': 'office_id', '/offices/*/desk_id': 'desk_id' },
      },
      {
        id: 'town/book',
        intent: 'create',
        parameters: [{ name: 'office', concept: 'office_id', source: 'none' }],
      },
    ]);
    expect(linkBetween('town/list_offices', 'town/book', edges)?.links[0]).toMatchObject({
      field: '/offices/*/office_id',
      parameter: 'office',
    });
  });

  it('keeps identifiers inside their tool', () => {
    for (const edge of graphs.projected.edges)
      for (const link of edge.links)
        if (link.parameter.endsWith('id')) expect(edge.from.split('/')[0]).toBe(edge.to.split('/')[0]);
  });

  it('never links a secret', () => {
    const { edges } = build([
      {
        id: 'vault/show',
        objects: [{ at: '', entity: 'vault', idField: null }],
        response: { '/password': 'password' },
      },
      { id: 'vault/open', parameters: [{ name: 'password', concept: 'password', role: 'content' }] },
    ]);
    expect(edges.filter((edge) => edge.kind === 'data_link')).toEqual([]);
  });

  it('sends nobody on an errand to where a person lives', () => {
    const forecast = { id: 'weather/forecast', parameters: [{ name: 'city', concept: 'city' }] };
    const links = (entity: string) =>
      build([
        {
          id: `social/get_${entity}`,
          entity,
          objects: [{ at: '', entity, idField: null }],
          response: { '/city': 'city' },
        },
        forecast,
      ]).edges.filter((edge) => edge.kind === 'data_link');
    expect(links('hotel')).toHaveLength(1);
    expect(links('user')).toHaveLength(0);
  });

  it('takes a bare id of an endpoint that lists an entity for no id of that entity', () => {
    const list = (parameter: string) => ({
      id: 'mixed/similar_hotels',
      entity: 'hotel',
      intent: 'search' as const,
      idParameter: parameter,
      parameters: [
        { name: parameter, concept: 'hotel_id', source: 'none' as const, role: 'identifier' as const },
      ],
      objects: [{ at: '/results/*', entity: 'hotel', idField: 'id' }],
      response: { '/results/*/id': null },
    });
    const find = {
      id: 'mixed/find_hotel',
      entity: 'hotel',
      objects: [{ at: '', entity: 'hotel', idField: 'id' }],
      response: { '/id': null },
    };
    const links = (parameter: string) =>
      build([find, list(parameter)]).edges.filter(
        ({ kind, to }) => kind === 'data_link' && to === 'mixed/similar_hotels',
      );
    expect(links('hotel_id')).toHaveLength(1);
    expect(links('id')).toHaveLength(0);
  });

  it('connects endpoints that take the same city', () => {
    const edge = graphs.projected.edges.find(
      ({ kind, from, to }) =>
        kind === 'semantic' && from === 'hotels/search_hotels' && to === 'weather/forecast',
    );
    expect(edge?.sharedConcepts).toContain('city');
  });

  it('marks as entries the endpoints that need nothing but what people know', () => {
    const entries = graphs.projected.nodes.filter(({ entry }) => entry).map(({ endpointId }) => endpointId);
    expect(entries).toEqual([
      'airports/find_airport',
      'buses/search_buses',
      'hotels/search_hotels',
      'jobs/list_jobs',
      'weather/forecast',
    ]);
  });

  it('keeps unusable endpoints out of the projection only', () => {
    const registry = makeRegistry([{ id: 'spam/ad', unusable: 'health_check_or_test' }, { id: 'spam/joke' }]);
    const built = buildGraphs(registry, travelConcepts, settings);
    expect(built.projected.nodes.map(({ endpointId }) => endpointId)).toEqual(['spam/joke']);
    expect(built.heterogeneous.hasNode('endpoint:spam/ad')).toBe(true);
  });

  it('justifies every link by a path that the heterogeneous graph holds', () =>
    fc.assert(
      fc.property(registryArbitrary, (sketches) => {
        const { heterogeneous, projected } = buildGraphs(makeRegistry(sketches), randomConcepts, settings);
        for (const link of projected.edges.flatMap((edge) => edge.links))
          for (const key of link.path) expect(heterogeneous.hasNode(key), key).toBe(true);
      }),
    ));

  it('links only what agrees in entity or is universal, over any catalog', () =>
    fc.assert(
      fc.property(registryArbitrary, (sketches) => {
        const byId = new Map(sketches.map((sketch) => [sketch.id, sketch]));
        for (const edge of buildGraphs(makeRegistry(sketches), randomConcepts, settings).projected.edges) {
          for (const link of edge.links) {
            const name = link.field.slice(link.field.lastIndexOf('/') + 1);
            const supplied = name === 'id' ? `${byId.get(edge.from)?.entity}_id` : name;
            const taken = link.parameter === 'id' ? `${byId.get(edge.to)?.entity}_id` : link.parameter;
            expect(supplied).toBe(taken === 'to_city' ? 'city' : taken);
          }
        }
      }),
    ));

  it('bounds the edges of every endpoint', () => {
    const sketches = Array.from({ length: 400 }, (_, index) => ({
      id: `tool${index % 40}/find_${index}`,
      parameters: [{ name: 'city', concept: 'city' }],
      objects: [{ at: '', entity: 'place', idField: null }],
      response: { '/city': 'city' },
    }));
    const fanOut = new Map<string, number>();
    const targets = new Set<string>();
    for (const edge of build(sketches).edges) {
      fanOut.set(edge.from, (fanOut.get(edge.from) ?? 0) + 1);
      targets.add(edge.to);
    }
    expect(Math.max(...fanOut.values())).toBeLessThanOrEqual(settings.limits.fanOut);
    expect(targets.size).toBe(400);
  });

  it('gives the same edges whatever the order of the endpoints', () =>
    fc.assert(
      fc.property(registryArbitrary, (sketches) => {
        const { tools, endpoints } = makeRegistry(sketches);
        const { projected } = buildGraphs({ tools, endpoints }, randomConcepts, settings);
        const turned = { tools, endpoints: [...endpoints].reverse() };
        expect(buildGraphs(turned, randomConcepts, settings).projected).toEqual(projected);
      }),
    ));
});
