import type { SamplingMode } from '../types/plan-row.js';
import type { CompiledGraph } from './compile-graph.js';

/** Which modes a catalog can carry at all: a necessary condition for each, read off the graph. */
export function carriedModes(graph: CompiledGraph, depths: Int32Array): ReadonlySet<SamplingMode> {
  const modes = new Set<SamplingMode>();
  const reachable = graph.endpoints.filter(({ index }) => (depths[index] ?? -1) >= 0);
  const isReachable = (index: number): boolean => (depths[index] ?? -1) >= 0;
  if (reachable.length > 0) modes.add('short');
  for (const endpoint of reachable) {
    if (
      depths[endpoint.index] === 0 &&
      endpoint.required.some(({ parameter }) => parameter.source === 'user')
    )
      modes.add('clarification_first');
    const edges = [...endpoint.outgoing, ...endpoint.semantic].filter((edge) => isReachable(edge.to));
    if (edges.length > 0) modes.add('sequential');
    for (const edge of edges) {
      const other = graph.endpoints[edge.to];
      if (other && other.endpoint.toolId !== endpoint.endpoint.toolId) modes.add('multi_tool');
      if (edge.links.some((link) => link.list && link.own)) modes.add('parallel');
    }
    const compares = endpoint.required.some(({ isCompared }) => isCompared);
    if (compares || endpoint.semantic.length > 0) modes.add('parallel');
  }
  return modes;
}
