import type { CompiledEdge, CompiledEndpoint } from './compile-graph.js';

/** True when one field of the source feeds two required parameters of the target: both ends of a journey. */
export function doubleField(target: CompiledEndpoint, edge: CompiledEdge): boolean {
  // Most edges have one link; hubs have thousands of edges.
  if (edge.links.length < 2) return false;
  const paths = edge.links
    .filter((link) => {
      const parameter = target.parameters[link.parameter];
      return parameter?.required && (parameter.wantsLink || parameter.entity !== 0);
    })
    .map((link) => link.path);
  return new Set(paths).size < paths.length;
}
