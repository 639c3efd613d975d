import type { EndpointGraph } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import type { GraphPicture } from './graph-picture.js';
import { type SubgraphRequest, selectSubgraph } from './select-subgraph.js';
import { toPictureNode } from './to-picture-node.js';

/** Draws up the picture of a part of the graph. Throws as `selectSubgraph` does. */
export function createPicture(
  registry: ToolRegistry,
  graph: EndpointGraph,
  request: SubgraphRequest,
): GraphPicture {
  const { endpoints, edges, leftOut } = selectSubgraph(registry, graph, request);
  const tools = new Map(registry.tools.map((tool) => [tool.id, tool]));
  const nodes = new Map(graph.nodes.map((node) => [node.endpointId, node]));
  const places = new Map(endpoints.map(({ id }, place) => [id, place]));
  const linked = new Map<string, Set<string>>();
  for (const { from, links } of edges) {
    const fields = linked.get(from) ?? new Set();
    linked.set(from, fields);
    for (const { field } of links) fields.add(field);
  }
  return {
    nodes: endpoints.map((endpoint) =>
      toPictureNode({
        endpoint,
        tool: tools.get(endpoint.toolId),
        node: nodes.get(endpoint.id),
        linkedFields: linked.get(endpoint.id) ?? new Set(),
      }),
    ),
    edges: edges.map(({ from, to, ...edge }) => ({
      from: places.get(from) ?? 0,
      to: places.get(to) ?? 0,
      ...edge,
    })),
    notice: describeRest(endpoints.length, leftOut, request),
  };
}

function describeRest(shown: number, leftOut: number, { around, limit }: SubgraphRequest): string {
  if (leftOut === 0) return '';
  const which = around === null ? 'best connected' : 'nearest';
  return (
    `The ${which} ${shown} of ${shown + leftOut} endpoints. ` +
    `See others with --category, --tool or --around, or more than ${limit} with --limit.`
  );
}
