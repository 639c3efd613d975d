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
  if (nodes.length === 0) return [];
  // First to where they belong, then apart.
  const settle = (iterations: number, adjustSizes: boolean) => {
    layout.assign(graph, {
      iterations,
      getEdgeWeight: 'weight',
      settings: {
        ...{ adjustSizes, linLogMode: true, barnesHutOptimize: false },
        ...{ edgeWeightInfluence: 1, gravity: 0.6, scalingRatio: 8, slowDown: 4 },
      },
    });
  };
  settle(600, false);
  spread(graph);
  settle(120, true);
  const positions = graph.mapNodes((_, { x, y }) => ({ x, y }));
  return toSquare(positions);
}

/** Makes room for the sizes of nodes: a mean of some four of them on each side. */
function spread(graph: UndirectedGraph<{ x: number; y: number; size: number }>): void {
  const xs = graph.mapNodes((_, { x }) => Math.abs(x));
  const wanted = Math.sqrt(graph.order) * 28;
  const factor = wanted / Math.max(1e-9, Math.max(...xs));
  graph.updateEachNodeAttributes((_, { x, y, size }) => ({ x: x * factor, y: y * factor, size }));
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
