import { UndirectedGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import { createRandom } from '../random/random.js';
import type { GraphPicture, PictureEdge, Position } from './graph-picture.js';

// The package's types describe an ES module; Node hands over the function itself.
const layout = forceAtlas2 as unknown as typeof forceAtlas2.default;

/** How strongly each kind of edge pulls; links pull apart what a category holds together. */
const pull: { readonly [kind in PictureEdge['kind']]: number } = { data_link: 4, semantic: 1, category: 2 };

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
    if (known === undefined) graph.addEdge(source, target, { weight: pull[kind] });
    else
      graph.setEdgeAttribute(known, 'weight', Math.max(pull[kind], graph.getEdgeAttribute(known, 'weight')));
  }
  const iterations = Math.max(60, Math.min(400, Math.round((400 * comfortable) / Math.max(1, nodes.length))));
  const positions = layout(graph, {
    iterations,
    getEdgeWeight: 'weight',
    settings: {
      barnesHutOptimize: nodes.length > comfortable,
      edgeWeightInfluence: 1,
      gravity: 1,
      scalingRatio: 12,
      slowDown: 4,
      strongGravityMode: false,
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
