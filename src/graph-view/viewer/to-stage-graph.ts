import { MultiDirectedGraph } from 'graphology';
import { safeText } from '../../report/safe-text.js';
import type { PageData, PictureEdge } from '../graph-picture.js';

export type StageNode = {
  x: number;
  y: number;
  size: number;
  label: string;
  category: string;
  color: string;
};
export type StageEdge = { kind: PictureEdge['kind']; size: number };
export type StageGraph = MultiDirectedGraph<StageNode, StageEdge>;

const longestLabel = 48;

/** The picture as sigma draws it: node `n12` and edge `e12` are the ones at place 12. */
export function toStageGraph({ picture: { nodes, edges }, positions, colors }: PageData): StageGraph {
  const graph: StageGraph = new MultiDirectedGraph();
  const colorOf = new Map(colors);
  nodes.forEach(({ name, category }, place) => {
    const { x, y } = positions[place] ?? { x: 0, y: 0 };
    const label = safeText([...name].slice(0, longestLabel).join(''));
    graph.addNode(`n${place}`, { x, y, size: 3, label, category, color: colorOf.get(category) ?? '#888888' });
  });
  edges.forEach(({ from, to, kind }, place) => {
    graph.addEdgeWithKey(`e${place}`, `n${from}`, `n${to}`, { kind, size: kind === 'data_link' ? 1 : 0.6 });
  });
  // Many nodes have little room each.
  const scale = Math.max(0.4, Math.min(1, Math.sqrt(600 / Math.max(1, nodes.length))));
  graph.forEachNode((node) => {
    const links = graph.filterEdges(node, (_edge, { kind }) => kind === 'data_link').length;
    graph.setNodeAttribute(node, 'size', Math.min(12, 3 + Math.sqrt(links) * 0.8) * scale);
  });
  return graph;
}

/** Place in the picture of what a key of the stage's graph names. */
export function placeOf(key: string): number {
  return Number(key.slice(1));
}
