import { type CompactEdges, edgeKinds } from '../types/compact-edges.js';
import type { DataLink, EndpointEdge, EndpointGraph, EndpointNode } from '../types/tool-graph.js';
import type { Endpoint, ToolRegistry } from '../types/tool-registry.js';
import { createEdgeBuilder, type NewLink } from './create-edge-builder.js';
import { conceptsOnPath, linkPath } from './link-path.js';

/** The projection over compact edges; edges as objects are made when somebody first asks for them. */
export function createEndpointGraph(
  registry: ToolRegistry,
  nodes: readonly EndpointNode[],
  compact: CompactEdges,
): EndpointGraph {
  let edges: readonly EndpointEdge[] | null = null;
  return {
    nodes,
    get edges() {
      edges ??= spellOut(registry, nodes, compact);
      return edges;
    },
    compact,
  };
}

/** The compact edges of any projection. Edges and links that name what is not there are left out. */
export function compactEdgesOf(graph: EndpointGraph, registry: ToolRegistry): CompactEdges {
  if (graph.compact !== undefined) return graph.compact;
  const byId = endpointsById(registry);
  const places = new Map(graph.nodes.map(({ endpointId }, place) => [endpointId, place]));
  const outgoing = new Map<string, EndpointEdge[]>();
  for (const edge of graph.edges) {
    const group = outgoing.get(edge.from);
    if (group) group.push(edge);
    else outgoing.set(edge.from, [edge]);
  }
  const builder = createEdgeBuilder();
  for (const { endpointId } of graph.nodes) {
    builder.addNode(
      (outgoing.get(endpointId) ?? []).flatMap(({ to, kind, weight, links, sharedConcepts }) => {
        const target = places.get(to);
        if (target === undefined) return [];
        const found = links.flatMap((link) => toNewLink(link, byId.get(endpointId), byId.get(to)));
        return [{ target, kind, weight, sharedConcepts, links: found }];
      }),
    );
  }
  return builder.finish();
}

function toNewLink(link: DataLink, source: Endpoint | undefined, target: Endpoint | undefined): NewLink[] {
  const field = source?.response.fields.findIndex(({ pointer }) => pointer === link.field) ?? -1;
  const parameter = target?.parameters.findIndex(({ name }) => name === link.parameter) ?? -1;
  if (field < 0 || parameter < 0) return [];
  return [{ field, parameter, confidence: link.confidence, path: conceptsOnPath(link.path) }];
}

function spellOut(
  registry: ToolRegistry,
  nodes: readonly EndpointNode[],
  compact: CompactEdges,
): readonly EndpointEdge[] {
  const byId = endpointsById(registry);
  const endpoints = nodes.map(({ endpointId }) => byId.get(endpointId));
  const edges: EndpointEdge[] = [];
  endpoints.forEach((source, place) => {
    const end = compact.offsets[place + 1] ?? 0;
    for (let edge = compact.offsets[place] ?? 0; edge < end; edge += 1) {
      const target = endpoints[compact.targets[edge] ?? -1];
      const kind = edgeKinds[compact.kinds[edge] ?? 0];
      if (!source || !target || !kind) continue;
      edges.push({
        from: source.id,
        to: target.id,
        kind,
        weight: compact.weights[edge] ?? 1,
        links: linksOf(compact, edge, source, target),
        sharedConcepts: compact.sharedConcepts[compact.shared[edge] ?? 0] ?? [],
      });
    }
  });
  return edges;
}

function linksOf(compact: CompactEdges, edge: number, source: Endpoint, target: Endpoint): DataLink[] {
  const links: DataLink[] = [];
  const end = compact.linkOffsets[edge + 1] ?? 0;
  for (let link = compact.linkOffsets[edge] ?? 0; link < end; link += 1) {
    const field = source.response.fields[compact.linkFields[link] ?? -1];
    const parameter = target.parameters[compact.linkParameters[link] ?? -1];
    if (!field || !parameter) continue;
    links.push({
      field: field.pointer,
      parameter: parameter.name,
      confidence: (compact.linkConfidences[link] ?? 0) / 1000,
      path: linkPath(
        source.id,
        field.pointer,
        compact.paths[compact.linkPaths[link] ?? -1] ?? [],
        target.id,
        parameter.name,
      ),
    });
  }
  return links;
}

function endpointsById(registry: ToolRegistry): ReadonlyMap<string, Endpoint> {
  return new Map(registry.endpoints.map((endpoint) => [endpoint.id, endpoint]));
}
