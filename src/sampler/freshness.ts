import type { UsedParts } from '../types/sampling.js';
import type { CompiledEdge, CompiledGraph } from './compile-graph.js';

/**
 * How much likelier edges become that cover something new: `boost` for a link that no earlier chain used, and again its
 * root for an endpoint. It only weighs what makes sense anyway: an edge of weight 0 stays out.
 */
export function toFreshness(
  graph: CompiledGraph,
  used: UsedParts | undefined,
  boost: number,
): (edge: CompiledEdge) => number {
  if (used === undefined) return () => 1;
  const endpointBoost = Math.sqrt(boost);
  // Edges are asked about source by source, so that the last one's links are most often at hand.
  let source = -1;
  let targets: ReadonlySet<string> | undefined;
  return (edge) => {
    if (edge.from !== source) {
      source = edge.from;
      targets = used.links.get(graph.endpoints[source]?.endpoint.id ?? '');
    }
    const to = graph.endpoints[edge.to]?.endpoint.id ?? '';
    const link = edge.links.length === 0 || targets?.has(to) ? 1 : boost;
    return used.endpoints.has(to) ? link : link * endpointBoost;
  };
}
