import { UndirectedGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import { createRandom } from '../random/random.js';
import type { UsageEdge, UsageNode } from './page-data.js';

// The package's types describe an ES module; Node hands over the function itself.
const layout = forceAtlas2 as unknown as typeof forceAtlas2.default;

type Place = { readonly x: number; readonly y: number };

/**
 * Places endpoints so that what feeds each other and what belongs to one tool stands together, within a square of 1000. From
 * a fixed seed: the same graph always looks the same.
 */
export function layOutUsage(
  nodes: readonly Pick<UsageNode, 'group' | 'calls'>[],
  edges: readonly Pick<UsageEdge, 'from' | 'to' | 'counts'>[],
): readonly Place[] {
  const random = createRandom(42).fork('usage-graph');
  const graph = new UndirectedGraph<{ x: number; y: number; size: number }, { weight: number }>();
  for (const [place] of nodes.entries()) {
    graph.addNode(String(place), { x: random.next() * 1000, y: random.next() * 1000, size: 10 });
  }
  const pull = (from: number, to: number, weight: number): void => {
    const [source, target] = [String(from), String(to)];
    if (from === to) return;
    const known = graph.edge(source, target);
    if (known === undefined) graph.addEdge(source, target, { weight });
    else graph.updateEdgeAttribute(known, 'weight', (held = 0) => held + weight);
  };
  for (const { from, to, counts } of edges) {
    pull(from, to, 1 + Math.log2(1 + counts.reduce((sum, count) => sum + count, 0)));
  }
  const heads = new Map<string, number>();
  for (const [place, { group }] of nodes.entries()) {
    const head = heads.get(group);
    if (head === undefined) heads.set(group, place);
    else pull(head, place, 1);
  }
  const positions = layout(graph, {
    iterations: nodes.length === 0 ? 1 : 500,
    getEdgeWeight: 'weight',
    settings: {
      adjustSizes: true,
      barnesHutOptimize: false,
      edgeWeightInfluence: 0.6,
      strongGravityMode: true,
      gravity: 0.08,
      scalingRatio: 60,
      slowDown: 4,
    },
  });
  return toSquare(nodes.map((_, place) => positions[String(place)] ?? { x: 0, y: 0 }));
}

function toSquare(places: readonly { readonly x: number; readonly y: number }[]): readonly Place[] {
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const extent = Math.max(Math.max(...xs) - left, Math.max(...ys) - top, 1e-9);
  const width = ((Math.max(...xs) - left) / extent) * 1000;
  const height = ((Math.max(...ys) - top) / extent) * 1000;
  return places.map(({ x, y }) => ({
    x: Math.round(((x - left) / extent) * 1000 + (1000 - width) / 2),
    y: Math.round(((y - top) / extent) * 1000 + (1000 - height) / 2),
  }));
}
