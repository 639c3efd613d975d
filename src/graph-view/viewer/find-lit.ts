import type { Selection } from './selection.js';
import type { StageGraph } from './to-stage-graph.js';

/** What stands out: an edge with its ends, or a node (the one under the pointer first) with all around it; null: nothing. */
export function findLit(
  graph: StageGraph,
  hovered: string | null,
  selection: Selection,
  isShownEdge: (edge: string) => boolean,
): ReadonlySet<string> | null {
  if (hovered === null && selection === null) return null;
  if (hovered === null && selection?.kind === 'edge') {
    const edge = `e${selection.place}`;
    return new Set([edge, ...graph.extremities(edge)]);
  }
  const middle = hovered ?? `n${selection?.place ?? 0}`;
  const edges = graph.edges(middle).filter(isShownEdge);
  return new Set([middle, ...edges, ...edges.flatMap((edge) => graph.extremities(edge))]);
}
