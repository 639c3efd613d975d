import { write } from 'graphology-gexf';
import type { GraphPicture } from './graph-picture.js';
import { toFlatGraph } from './to-flat-graph.js';

/** The picture as GEXF 1.2, which Gephi opens: colour by category, size by data links. */
export function writeGexf(picture: GraphPicture): string {
  const graph = toFlatGraph(picture);
  graph.setAttribute('creator', 'datagen');
  if (picture.notice !== '') graph.setAttribute('description', picture.notice);
  return `${write(graph, {
    formatNode: (_key, { label, color, size, ...attributes }) => ({
      label,
      viz: { color, size },
      attributes,
    }),
    // The format's own `kind` of an edge is another thing.
    formatEdge: (_key, { kind, weight, links, shared }) => ({
      weight,
      attributes: { edge_kind: kind, links, shared },
    }),
  })}\n`;
}
