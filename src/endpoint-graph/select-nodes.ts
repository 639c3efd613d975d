import { edgeKinds } from '../types/compact-edges.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import { createEdgeBuilder, type NewEdge } from './create-edge-builder.js';
import { compactEdgesOf, createEndpointGraph } from './create-endpoint-graph.js';

/** The part of a projection between the given endpoints. `registry` holds at least these. */
export function selectNodes(
  graph: EndpointGraph,
  registry: ToolRegistry,
  endpointIds: ReadonlySet<string>,
): EndpointGraph {
  const compact = compactEdgesOf(graph, registry);
  const nodes = graph.nodes.filter(({ endpointId }) => endpointIds.has(endpointId));
  let kept = 0;
  const numbers = graph.nodes.map(({ endpointId }) => (endpointIds.has(endpointId) ? kept++ : -1));
  const builder = createEdgeBuilder();
  numbers.forEach((number, node) => {
    if (number < 0) return;
    const edges: NewEdge[] = [];
    const end = compact.offsets[node + 1] ?? 0;
    for (let edge = compact.offsets[node] ?? 0; edge < end; edge += 1) {
      const target = numbers[compact.targets[edge] ?? -1] ?? -1;
      const kind = edgeKinds[compact.kinds[edge] ?? -1];
      if (target < 0 || kind === undefined) continue;
      const sharedConcepts = compact.sharedConcepts[compact.shared[edge] ?? 0] ?? [];
      const weight = compact.weights[edge] ?? 1;
      edges.push({ target, kind, weight, sharedConcepts, links: linksOf(compact, edge) });
    }
    builder.addNode(edges);
  });
  return createEndpointGraph(registry, nodes, builder.finish());
}

function linksOf(compact: ReturnType<typeof compactEdgesOf>, edge: number): NewEdge['links'] {
  const links = [];
  const end = compact.linkOffsets[edge + 1] ?? 0;
  for (let link = compact.linkOffsets[edge] ?? 0; link < end; link += 1) {
    links.push({
      field: compact.linkFields[link] ?? 0,
      parameter: compact.linkParameters[link] ?? 0,
      confidence: (compact.linkConfidences[link] ?? 0) / 1000,
      path: compact.paths[compact.linkPaths[link] ?? -1] ?? [],
    });
  }
  return links;
}
