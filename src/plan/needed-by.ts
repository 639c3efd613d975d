import { forEachDataLink } from '../endpoint-graph/for-each-data-link.js';
import type { EndpointGraph } from '../types/tool-graph.js';

/** Tells which endpoints feed one of the given ones over data links, directly or through others; those included. */
export type NeededBy = (endpointIds: readonly string[]) => (endpointId: string) => boolean;

/** Prepares the graph for questions about what leads to what. */
export function createNeededBy(graph: EndpointGraph): NeededBy {
  const places = new Map(graph.nodes.map(({ endpointId }, place) => [endpointId, place]));
  const suppliers = suppliersOf(graph, places);
  return (endpointIds) => {
    // Thousands of endpoints may lead to a few: marks in an array are found and set without any hashing.
    const marked = new Uint8Array(places.size);
    const open: number[] = [];
    const mark = (place: number): void => {
      if (marked[place] !== 0) return;
      marked[place] = 1;
      open.push(place);
    };
    for (const id of endpointIds) {
      const place = places.get(id);
      if (place !== undefined) mark(place);
    }
    for (let place = open.pop(); place !== undefined; place = open.pop())
      for (const supplier of suppliers[place] ?? []) mark(supplier);
    const given = new Set(endpointIds);
    return (endpointId) => given.has(endpointId) || marked[places.get(endpointId) ?? -1] === 1;
  };
}

/** By place of the node: the places of those that feed it. */
function suppliersOf(graph: EndpointGraph, places: ReadonlyMap<string, number>): readonly Uint32Array[] {
  const suppliers = graph.nodes.map((): number[] => []);
  forEachDataLink(graph, (from, to) => {
    const source = places.get(from);
    if (source !== undefined) suppliers[places.get(to) ?? -1]?.push(source);
  });
  return suppliers.map((each) => Uint32Array.from(each));
}
