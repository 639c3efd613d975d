import { createPicture } from '../../src/graph-view/create-picture.js';
import type { GraphPicture } from '../../src/graph-view/graph-picture.js';
import type { SubgraphRequest } from '../../src/graph-view/select-subgraph.js';
import type { EndpointEdge, EndpointGraph, EndpointNode } from '../../src/types/tool-graph.js';
import type { Endpoint } from '../../src/types/tool-registry.js';
import { type EndpointSketch, makeRegistry } from './make-registry.js';
import { travelRegistry } from './travel-registry.js';

/** Everything, without a limit. */
export const wholeGraph: SubgraphRequest = {
  categories: null,
  tools: null,
  around: null,
  depth: 1,
  limit: 1000,
};

/** Edges of the small world, written by hand, so that pictures of it stay whatever the weights are. */
export const travelGraph: EndpointGraph = {
  nodes: travelRegistry().endpoints.map(toNode),
  edges: [
    link('hotels/search_hotels', '/results/*/id', 'hotels/book_hotel', 'hotel_id', 'hotel_id'),
    link('hotels/search_hotels', '/results/*/id', 'hotels/get_hotel', 'hotel_id', 'hotel_id'),
    link('hotels/book_hotel', '/booking_id', 'hotels/get_booking', 'booking_id', 'booking_id'),
    link('hotels/book_hotel', '/booking_id', 'hotels/cancel_booking', 'booking_id', 'booking_id'),
    { ...joined('hotels/search_hotels', 'weather/forecast', 'semantic'), sharedConcepts: ['city'] },
    joined('jobs/list_jobs', 'vault/open_vault', 'category'),
  ],
};

/** A picture of two endpoints and a link, whose every text is `hostile`. */
export function makeHostilePicture(hostile: string): GraphPicture {
  const sketch = (name: string): EndpointSketch => ({
    id: `tool/${name}`,
    category: hostile,
    entity: hostile,
    parameters: [{ name: hostile, concept: hostile }],
    objects: [{ at: '', entity: hostile, idField: hostile }],
    response: { [`/${hostile}`]: hostile },
  });
  const registry = makeRegistry([sketch('a'), sketch('b')]);
  const named = {
    tools: registry.tools.map((tool) => ({ ...tool, name: hostile })),
    endpoints: registry.endpoints.map((endpoint) => ({
      ...endpoint,
      name: hostile,
      callName: `${hostile}${endpoint.id}`,
      description: hostile,
    })),
  };
  const nodes = named.endpoints.map(({ id }) => ({ endpointId: id, entry: true }));
  const edges = [link('tool/a', `/${hostile}`, 'tool/b', hostile, hostile)];
  return { ...createPicture(named, { nodes, edges }, wholeGraph), notice: hostile };
}

function toNode({ id, parameters }: Endpoint): EndpointNode {
  const meanings = parameters
    .filter(({ name }) => name.endsWith('_id'))
    .map(({ name }) => ({
      parameter: name,
      anchor: null,
      share: 0,
      entity: name.slice(0, -'_id'.length),
      knownBy: 'system' as const,
      spoken: true,
      end: null,
    }));
  return { endpointId: id, entry: id.includes('search'), meanings };
}

function link(from: string, field: string, to: string, parameter: string, concept: string): EndpointEdge {
  const path = [
    `endpoint:${from}`,
    `field:${from}#${field}`,
    `concept:${concept}`,
    `parameter:${to}#${parameter}`,
    `endpoint:${to}`,
  ];
  return {
    ...joined(from, to, 'data_link'),
    weight: 80,
    links: [{ field, parameter, confidence: 0.81, path }],
  };
}

function joined(from: string, to: string, kind: EndpointEdge['kind']): EndpointEdge {
  return { from, to, kind, weight: 5, links: [], sharedConcepts: [] };
}
