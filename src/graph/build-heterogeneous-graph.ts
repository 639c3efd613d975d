import { MultiDirectedGraph } from 'graphology';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import type { ConceptIndex } from './concept-index.js';
import { nodeKey } from './node-keys.js';
import { type EdgeKind, type NodeKind, walkElements } from './walk-elements.js';

export type NodeAttributes = { readonly kind: NodeKind; readonly label: string };
export type EdgeAttributes = { readonly kind: EdgeKind; readonly confidence?: number };
export type HeterogeneousGraph = MultiDirectedGraph<NodeAttributes, EdgeAttributes>;

/** The graph of all that `walkElements` meets, for looking and for algorithms: some 330 bytes for each node and edge. */
export function buildHeterogeneousGraph(
  registry: ToolRegistry,
  projection: EndpointGraph,
  concepts: ConceptIndex,
): HeterogeneousGraph {
  const graph: HeterogeneousGraph = new MultiDirectedGraph();
  const keys: string[] = [];
  const walkProjection = walkElements(registry, concepts, {
    node: (kind, id, label) => {
      const key = nodeKey(kind, id);
      graph.mergeNode(key, { kind, label });
      return keys.push(key) - 1;
    },
    // Edges are numbered in the order in which they are added.
    edge: (source, target, kind, confidence) => {
      graph.addEdgeWithKey(String(graph.size), keys[source], keys[target], {
        kind,
        ...(confidence !== undefined && { confidence }),
      });
    },
  });
  walkProjection(projection);
  return graph;
}
