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
  return (edge) => {
    const from = graph.endpoints[edge.from]?.endpoint.id ?? '';
    const to = graph.endpoints[edge.to]?.endpoint.id ?? '';
    const link = edge.links.length === 0 || used.links.get(from)?.has(to) ? 1 : boost;
    return used.endpoints.has(to) ? link : link * endpointBoost;
  };
}
