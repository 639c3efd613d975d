import { UndirectedGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import { createRandom } from '../random/random.js';
import type { GraphPicture, PictureEdge, Position } from './graph-picture.js';

// The package's types describe an ES module; Node hands over the function itself.
const layout = forceAtlas2 as unknown as typeof forceAtlas2.default;

/** How strongly each kind of edge pulls. */
const pull: { readonly [kind in PictureEdge['kind']]: number } = { data_link: 1, semantic: 0.5, category: 1 };

/** What pulls across categories: enough to bring them near each other, too little to mix them. */
const acrossCategories = 0.05;

/** Pictures beyond this are laid out with fewer iterations. */
const comfortable = 600;

/**
 * Places the nodes of a picture so that what is linked stands together, in the order of `nodes`. Starts are drawn from a
 * fixed seed and only exact arithmetic follows, so the same picture always looks the same.
 */
export function layOut({ nodes, edges }: GraphPicture): readonly Position[] {
  const random = createRandom(42).fork('graph-view');
  const graph = new UndirectedGraph<{ x: number; y: number }, { weight: number }>();
  const width = Math.sqrt(nodes.length) * 10;
  for (const place of nodes.keys()) {
    graph.addNode(String(place), { x: random.next() * width, y: random.next() * width });
  }
  for (const { from, to, kind } of edges) {
    if (from === to) continue;
    const [source, target] = [String(from), String(to)];
    const known = graph.edge(source, target);
    const weight = pull[kind] * (nodes[from]?.category === nodes[to]?.category ? 1 : acrossCategories);
    if (known === undefined) graph.addEdge(source, target, { weight });
    else graph.setEdgeAttribute(known, 'weight', Math.max(weight, graph.getEdgeAttribute(known, 'weight')));
  }
  const positions = layout(graph, {
    iterations: Math.max(60, Math.min(600, Math.round((600 * comfortable) / Math.max(1, nodes.length)))),
    getEdgeWeight: 'weight',
    settings: {
      barnesHutOptimize: nodes.length > comfortable,
      edgeWeightInfluence: 1,
      // Pulls in what no edge holds.
      strongGravityMode: true,
      gravity: 0.3,
      scalingRatio: 80,
      slowDown: 5,
    },
  });
  return nodes.map((_, place) => {
    const { x, y } = positions[String(place)] ?? { x: 0, y: 0 };
    return { x: round(x), y: round(y) };
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
