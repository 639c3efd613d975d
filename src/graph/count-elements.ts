import { compactEdgesOf } from '../endpoint-graph/create-endpoint-graph.js';
import { edgeKinds } from '../types/compact-edges.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import type { HeterogeneousGraph } from './build-heterogeneous-graph.js';

/** Nodes and edges by kind, for the manifest. */
export function countElements(graph: HeterogeneousGraph): { readonly [what: string]: number } {
  const counts = new Map<string, number>();
  const count = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  graph.forEachNode((_, { kind }) => count(`graph_nodes_${kind}`));
  graph.forEachEdge((_, { kind }) => count(`graph_edges_${kind}`));
  return Object.fromEntries(counts);
}

/**
 * How many endpoints data can reach from the entries, over however many calls: what `countReached` says of the start node,
 * told from the compact edges.
 */
export function countReachedOver(graph: EndpointGraph, registry: ToolRegistry): number {
  const { offsets, targets, kinds, linkOffsets } = compactEdgesOf(graph, registry);
  const dataLink = edgeKinds.indexOf('data_link');
  const reached = new Uint8Array(graph.nodes.length);
  const open: number[] = [];
  const reach = (node: number): void => {
    if (reached[node] !== 0) return;
    reached[node] = 1;
    open.push(node);
  };
  graph.nodes.forEach(({ entry }, node) => {
    if (entry) reach(node);
  });
  let count = 0;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    count += 1;
    const end = offsets[node + 1] ?? 0;
    for (let edge = offsets[node] ?? 0; edge < end; edge += 1) {
      const hasLinks = (linkOffsets[edge + 1] ?? 0) > (linkOffsets[edge] ?? 0);
      if (kinds[edge] === dataLink && hasLinks) reach(targets[edge] ?? 0);
    }
  }
  return count;
}
