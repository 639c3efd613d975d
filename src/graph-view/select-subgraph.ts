import { forEachDataLink } from '../endpoint-graph/for-each-data-link.js';
import { selectNodes } from '../endpoint-graph/select-nodes.js';
import { UsageError } from '../errors/usage-error.js';
import type { EndpointEdge, EndpointGraph } from '../types/tool-graph.js';
import type { Endpoint, Tool, ToolRegistry } from '../types/tool-registry.js';
import { findEndpoint } from './find-endpoint.js';
import { findCategories, findTools } from './find-names.js';

/** Which part of the graph a picture shows; what is null does not restrict it. */
export type SubgraphRequest = {
  readonly categories: readonly string[] | null;
  readonly tools: readonly string[] | null;
  /** Endpoint in the middle, by id or call name. */
  readonly around: string | null;
  /** Data links, in either direction, between the middle and the edge of the picture; from 0. */
  readonly depth: number;
  /** Most endpoints that are shown. */
  readonly limit: number;
};

export type Subgraph = {
  /** Sorted by id. */
  readonly endpoints: readonly Endpoint[];
  /** Those between shown endpoints. */
  readonly edges: readonly EndpointEdge[];
  /** Endpoints that were asked for but left out because of the limit. */
  readonly leftOut: number;
};

/**
 * Takes the endpoints that pass every restriction. Of more than the limit it keeps the best connected ones (around a
 * middle: the nearest first). Throws `UnknownEndpointError` and `UsageError` for names that the catalog does not hold.
 */
export function selectSubgraph(
  registry: ToolRegistry,
  graph: EndpointGraph,
  request: SubgraphRequest,
): Subgraph {
  const tools = new Map(registry.tools.map((tool) => [tool.id, tool]));
  const inGraph = new Set(graph.nodes.map(({ endpointId }) => endpointId));
  const passes = restriction(registry, request);
  const distances = request.around === null ? null : distancesFrom(registry, graph, request);
  const asked = registry.endpoints.filter(
    (endpoint) =>
      inGraph.has(endpoint.id) &&
      passes(tools.get(endpoint.toolId)) &&
      (distances === null || distances.has(endpoint.id)),
  );
  const kept = keepBest(asked, graph, distances, request.limit);
  const shown = new Set(kept.map(({ id }) => id));
  return {
    endpoints: kept,
    edges: selectNodes(graph, registry, shown).edges,
    leftOut: asked.length - kept.length,
  };
}

function restriction(
  registry: ToolRegistry,
  { categories, tools }: SubgraphRequest,
): (tool: Tool | undefined) => boolean {
  const inCategories = categories === null ? null : findCategories(registry, categories);
  const ofTools = tools === null ? null : findTools(registry, tools);
  return (tool) =>
    (inCategories === null || (tool !== undefined && inCategories.has(tool.category))) &&
    (ofTools === null || (tool !== undefined && ofTools.has(tool.id)));
}

/** Steps from the middle along data links, whichever way they point; only endpoints within the depth. */
function distancesFrom(
  registry: ToolRegistry,
  graph: EndpointGraph,
  { around, depth }: SubgraphRequest,
): ReadonlyMap<string, number> {
  const neighbours = new Map<string, string[]>();
  const connect = (from: string, to: string) => {
    const list = neighbours.get(from);
    if (list) list.push(to);
    else neighbours.set(from, [to]);
  };
  forEachDataLink(graph, (from, to) => {
    connect(from, to);
    connect(to, from);
  });
  let frontier = [findMiddle(registry, around ?? '')];
  const distances = new Map(frontier.map((id) => [id, 0]));
  for (let step = 1; step <= depth && frontier.length > 0; step += 1) {
    frontier = frontier.flatMap((id) => neighbours.get(id) ?? []).filter((id) => !distances.has(id));
    for (const id of frontier) distances.set(id, step);
    frontier = [...new Set(frontier)];
  }
  return distances;
}

function findMiddle(registry: ToolRegistry, name: string): string {
  const { id, callName, unusable } = findEndpoint(registry, name);
  if (unusable === null) return id;
  throw new UsageError(`${callName} takes no part in the graph: ${unusable}.`, 'Name another endpoint.');
}

function keepBest(
  asked: readonly Endpoint[],
  graph: EndpointGraph,
  distances: ReadonlyMap<string, number> | null,
  limit: number,
): readonly Endpoint[] {
  if (asked.length <= limit) return asked;
  const degrees = new Map<string, number>();
  forEachDataLink(graph, (from, to) => {
    for (const id of [from, to]) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  });
  const rank = ({ id }: Endpoint) => distances?.get(id) ?? 0;
  const best = [...asked].sort(
    (left, right) => rank(left) - rank(right) || (degrees.get(right.id) ?? 0) - (degrees.get(left.id) ?? 0),
  );
  const kept = new Set(best.slice(0, limit));
  return asked.filter((endpoint) => kept.has(endpoint));
}
