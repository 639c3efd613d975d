import { bfsFromNode } from 'graphology-traversal';
import type { HeterogeneousGraph } from './build-heterogeneous-graph.js';

/**
 * How many endpoints the answers of the given ones lead to, over however many calls, the given ones among them. A walk
 * that meets an endpoint of an earlier walk turns back, so that all together see each node about once.
 */
export function countReached(graph: HeterogeneousGraph, starts: Iterable<string>): number {
  const met = new Set<string>();
  for (const start of starts) {
    if (met.has(start) || !graph.hasNode(start)) continue;
    bfsFromNode(
      graph,
      start,
      (node, { kind }) => {
        if (kind !== 'endpoint') return kind === 'concept';
        if (met.has(node)) return true;
        met.add(node);
        return false;
      },
      { mode: 'outbound' },
    );
  }
  return met.size;
}
