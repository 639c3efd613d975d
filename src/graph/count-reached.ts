import { bfsFromNode } from 'graphology-traversal';
import type { HeterogeneousGraph } from './build-heterogeneous-graph.js';

/**
 * How many endpoints data can reach from a node, over however many calls: from an endpoint, itself and what its answers
 * lead to; from the start node, all that conversations can come to. 0 for a node that the graph does not hold.
 */
export function countReached(graph: HeterogeneousGraph, start: string): number {
  if (!graph.hasNode(start)) return 0;
  let endpoints = 0;
  bfsFromNode(
    graph,
    start,
    (_, { kind }) => {
      if (kind === 'endpoint') endpoints += 1;
    },
    { mode: 'outbound' },
  );
  return endpoints;
}
