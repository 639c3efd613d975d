import { MultiDirectedGraph } from 'graphology';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import type { ConceptIndex } from './concept-index.js';
import { conceptKey, endpointKey, fieldKey, parameterKey, startKey, toolKey } from './node-keys.js';

export type NodeKind = 'start' | 'tool' | 'endpoint' | 'parameter' | 'response_field' | 'concept';
export type EdgeKind = 'opens' | 'has_endpoint' | 'input_of' | 'returns' | 'means' | 'is_a' | 'supplies';

export type NodeAttributes = { readonly kind: NodeKind; readonly label: string };
export type EdgeAttributes = { readonly kind: EdgeKind; readonly confidence?: number };
export type HeterogeneousGraph = MultiDirectedGraph<NodeAttributes, EdgeAttributes>;

/**
 * Everything the catalog holds and how it hangs together: tools, endpoints, parameters, response fields and concepts.
 * `supplies` edges are the data links of the projection. Edges point the way data flows (endpoint → field → parameter →
 * endpoint), from one start node to the endpoints with which a conversation can open, so that a walk from an endpoint, or
 * from the start, meets all that answers can lead to.
 */
export function buildHeterogeneousGraph(
  registry: ToolRegistry,
  projection: EndpointGraph,
  concepts: ConceptIndex,
): HeterogeneousGraph {
  const graph: HeterogeneousGraph = new MultiDirectedGraph();
  for (const tool of registry.tools) graph.addNode(toolKey(tool.id), { kind: 'tool', label: tool.name });
  for (const endpoint of registry.endpoints) {
    const key = endpointKey(endpoint.id);
    graph.mergeNode(key, { kind: 'endpoint', label: endpoint.name });
    if (graph.hasNode(toolKey(endpoint.toolId)))
      graph.addEdgeWithKey(nextKey(graph), toolKey(endpoint.toolId), key, { kind: 'has_endpoint' });
    for (const parameter of endpoint.parameters) {
      const parameterNode = parameterKey(endpoint.id, parameter.name);
      graph.mergeNode(parameterNode, { kind: 'parameter', label: parameter.name });
      graph.addEdgeWithKey(nextKey(graph), parameterNode, key, { kind: 'input_of' });
      addMeaning(graph, parameterNode, parameter.concept, concepts);
    }
    for (const field of endpoint.response.fields) {
      const fieldNode = fieldKey(endpoint.id, field.pointer);
      graph.mergeNode(fieldNode, { kind: 'response_field', label: field.name });
      graph.addEdgeWithKey(nextKey(graph), key, fieldNode, { kind: 'returns' });
      addMeaning(graph, fieldNode, field.concept, concepts);
    }
  }
  graph.addNode(startKey, { kind: 'start', label: 'start' });
  for (const { endpointId, entry } of projection.nodes)
    if (entry) graph.addEdgeWithKey(nextKey(graph), startKey, endpointKey(endpointId), { kind: 'opens' });
  for (const edge of projection.edges) {
    for (const link of edge.links) {
      graph.addEdgeWithKey(
        nextKey(graph),
        fieldKey(edge.from, link.field),
        parameterKey(edge.to, link.parameter),
        {
          kind: 'supplies',
          confidence: link.confidence,
        },
      );
    }
  }
  return graph;
}

/** Edges are numbered in the order in which they are added. */
function nextKey(graph: HeterogeneousGraph): string {
  return String(graph.size);
}

function addMeaning(
  graph: HeterogeneousGraph,
  node: string,
  match: { readonly id: string; readonly confidence: number } | null,
  concepts: ConceptIndex,
): void {
  if (!match) return;
  addLineage(graph, match.id, concepts);
  graph.addEdgeWithKey(nextKey(graph), node, conceptKey(match.id), {
    kind: 'means',
    confidence: match.confidence,
  });
}

function addLineage(graph: HeterogeneousGraph, conceptId: string, concepts: ConceptIndex): void {
  if (graph.hasNode(conceptKey(conceptId))) return;
  const lineage = concepts.lineage(conceptId);
  if (lineage.length === 0) graph.addNode(conceptKey(conceptId), { kind: 'concept', label: conceptId });
  let below: string | null = null;
  for (const id of lineage) {
    const isNew = !graph.hasNode(conceptKey(id));
    if (isNew) graph.addNode(conceptKey(id), { kind: 'concept', label: id });
    if (below !== null)
      graph.addEdgeWithKey(nextKey(graph), conceptKey(below), conceptKey(id), { kind: 'is_a' });
    if (!isNew) return;
    below = id;
  }
}
