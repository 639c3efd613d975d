import { MultiDirectedGraph } from 'graphology';
import { categoryColors } from './category-colors.js';
import type { GraphPicture } from './graph-picture.js';
import { toXmlCharacters } from './xml-text.js';

/** What other programs show of an endpoint: scalars only. */
export type FlatNode = {
  readonly label: string;
  readonly tool: string;
  readonly category: string;
  readonly intent: string;
  readonly entity: string;
  readonly entry: boolean;
  readonly response: string;
  readonly color: string;
  readonly size: number;
};

export type FlatEdge = {
  readonly kind: string;
  readonly weight: number;
  /** `field → parameter (confidence)`, one after the other. */
  readonly links: string;
  readonly shared: string;
};

export type FlatGraph = MultiDirectedGraph<FlatNode, FlatEdge>;

/** The picture as a graph of scalars, keys and texts fit for XML. */
export function toFlatGraph({ nodes, edges }: GraphPicture): FlatGraph {
  const graph: FlatGraph = new MultiDirectedGraph();
  const colors = categoryColors(nodes);
  const degrees = new Map<number, number>();
  for (const { kind, from, to } of edges) {
    if (kind !== 'data_link') continue;
    for (const place of [from, to]) degrees.set(place, (degrees.get(place) ?? 0) + 1);
  }
  nodes.forEach(({ id, name, tool, category, intent, entity, entry, response }, place) => {
    graph.addNode(toXmlCharacters(id), {
      label: toXmlCharacters(name),
      tool: toXmlCharacters(tool),
      category: toXmlCharacters(category),
      intent,
      entity: toXmlCharacters(entity ?? ''),
      entry,
      response: response.origin,
      color: colors.get(category) ?? '#888888',
      size: Math.round((2 + Math.sqrt(degrees.get(place) ?? 0)) * 100) / 100,
    });
  });
  edges.forEach(({ from, to, kind, weight, links, sharedConcepts }, place) => {
    const [source, target] = [nodes[from], nodes[to]];
    if (source === undefined || target === undefined) return;
    graph.addEdgeWithKey(String(place), toXmlCharacters(source.id), toXmlCharacters(target.id), {
      kind,
      weight,
      links: toXmlCharacters(
        links.map(({ field, parameter, confidence }) => `${field} → ${parameter} (${confidence})`).join(', '),
      ),
      shared: toXmlCharacters(sharedConcepts.join(', ')),
    });
  });
  return graph;
}
