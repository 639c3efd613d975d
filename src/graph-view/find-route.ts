import { forEachDataLink } from '../endpoint-graph/for-each-data-link.js';
import type { EndpointGraph } from '../types/tool-graph.js';

/** Longer ways say nothing about two endpoints. */
const longestRoute = 4;

/** The shortest way along data links between two endpoints that no link joins, both included; null where there is none. */
export function findRoute(graph: EndpointGraph, from: string, to: string): readonly string[] | null {
  const next = new Map<string, string[]>();
  forEachDataLink(graph, (source, target) => {
    const targets = next.get(source);
    if (targets) targets.push(target);
    else next.set(source, [target]);
  });
  const seen = new Set([from]);
  let routes: (readonly string[])[] = [[from]];
  for (let step = 0; step < longestRoute && routes.length > 0; step += 1) {
    const longer: (readonly string[])[] = [];
    for (const route of routes) {
      for (const target of next.get(route[route.length - 1] ?? '') ?? []) {
        if (target === to) return [...route, target];
        if (seen.has(target)) continue;
        seen.add(target);
        longer.push([...route, target]);
      }
    }
    routes = longer;
  }
  return null;
}
