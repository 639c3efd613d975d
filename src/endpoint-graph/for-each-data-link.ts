import { edgeKinds } from '../types/compact-edges.js';
import type { EndpointGraph } from '../types/tool-graph.js';

/** Visits the data links of a projection by the ids of their ends, in order. Makes no edges where they are compact. */
export function forEachDataLink(graph: EndpointGraph, visit: (from: string, to: string) => void): void {
  const { nodes, compact } = graph;
  if (compact === undefined) {
    for (const { from, to, kind } of graph.edges) if (kind === 'data_link') visit(from, to);
    return;
  }
  const dataLink = edgeKinds.indexOf('data_link');
  nodes.forEach(({ endpointId }, place) => {
    const end = compact.offsets[place + 1] ?? 0;
    for (let edge = compact.offsets[place] ?? 0; edge < end; edge += 1) {
      const target = nodes[compact.targets[edge] ?? -1];
      if (compact.kinds[edge] === dataLink && target !== undefined) visit(endpointId, target.endpointId);
    }
  });
}
