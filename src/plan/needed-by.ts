import { compactEdgesOf } from '../endpoint-graph/create-endpoint-graph.js';
import { edgeKinds } from '../types/compact-edges.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';

/** Every endpoint that feeds one of the given ones over data links, directly or through others; those included. */
export type NeededBy = (endpointIds: readonly string[]) => ReadonlySet<string>;

/** Most endpoints whose suppliers are remembered: a run meets the same goals again and again. */
const remembered = 512;

/** Prepares the graph for questions about what leads to what. */
export function createNeededBy(graph: EndpointGraph, registry: ToolRegistry): NeededBy {
  const suppliers = suppliersOf(graph, registry);
  const places = new Map(graph.nodes.map(({ endpointId }, place) => [endpointId, place]));
  const memory = new Map<string, ReadonlySet<string>>();

  function leadingTo(endpointId: string): ReadonlySet<string> {
    const known = memory.get(endpointId);
    if (known) return known;
    const place = places.get(endpointId);
    const found = new Set(place === undefined ? [] : [place]);
    // A set is walked in the order of insertion, members added on the way included.
    for (const each of found) for (const supplier of suppliers[each] ?? []) found.add(supplier);
    const ids = new Set([endpointId]);
    for (const each of found) ids.add(graph.nodes[each]?.endpointId ?? endpointId);
    if (memory.size >= remembered) memory.clear();
    memory.set(endpointId, ids);
    return ids;
  }

  return (endpointIds) => {
    const [only, ...others] = new Set(endpointIds);
    if (only === undefined) return new Set();
    if (others.length === 0) return leadingTo(only);
    const all = new Set(leadingTo(only));
    for (const id of others) if (!all.has(id)) for (const each of leadingTo(id)) all.add(each);
    return all;
  };
}

/** By place of the node: the places of those that feed it. */
function suppliersOf(graph: EndpointGraph, registry: ToolRegistry): readonly number[][] {
  const { offsets, targets, kinds } = compactEdgesOf(graph, registry);
  const dataLink = edgeKinds.indexOf('data_link');
  const suppliers = graph.nodes.map((): number[] => []);
  graph.nodes.forEach((_, source) => {
    const end = offsets[source + 1] ?? 0;
    for (let edge = offsets[source] ?? 0; edge < end; edge += 1)
      if (kinds[edge] === dataLink) suppliers[targets[edge] ?? -1]?.push(source);
  });
  return suppliers;
}
