import { selectNodes } from '../endpoint-graph/select-nodes.js';
import { projectEndpoints } from '../graph/project-endpoints.js';
import type { EndpointEdge } from '../types/tool-graph.js';
import type { Endpoint } from '../types/tool-registry.js';
import { explainLink, type LinkExplanation } from './explain-link.js';
import { explainMissingLink } from './explain-missing-link.js';
import { findEndpoint } from './find-endpoint.js';
import { findRoute } from './find-route.js';
import type { PairContext } from './pair-context.js';
import { toPictureNode } from './to-picture-node.js';

/** Why an endpoint can be fed by another one, or why not. */
export type PairExplanation = {
  readonly from: string;
  readonly to: string;
  /** `linked`: the graph holds the link; `outweighed`: fields fit, but heavier edges took its place; `none`. */
  readonly outcome: 'linked' | 'outweighed' | 'none';
  readonly links: readonly LinkExplanation[];
  /** Nearest first; empty where there is a link. */
  readonly reasons: readonly string[];
  /** What else there is between the two. */
  readonly others: readonly string[];
};

/** Explains the link between two endpoints, named by id or call name. Throws `UnknownEndpointError`. */
export function explainPair(context: PairContext, fromName: string, toName: string): PairExplanation {
  const { registry, graph } = context;
  const from = findEndpoint(registry, fromName);
  const to = findEndpoint(registry, toName);
  const between = selectNodes(graph, registry, new Set([from.id, to.id])).edges;
  const edges = between.filter((edge) => edge.from === from.id && edge.to === to.id);
  const back = between.some(
    (edge) => edge.kind === 'data_link' && edge.from === to.id && edge.to === from.id,
  );
  const kept = edges.find(({ kind }) => kind === 'data_link')?.links ?? [];
  const fitting = kept.length > 0 ? kept : findUnkept(context, from, to);
  const isIn = (endpoint: Endpoint) => graph.nodes.find(({ endpointId }) => endpointId === endpoint.id);
  const view = (endpoint: Endpoint) =>
    toPictureNode({
      endpoint,
      tool: registry.tools.find(({ id }) => id === endpoint.toolId),
      node: isIn(endpoint),
      linkedFields: new Set(fitting.map(({ field }) => field)),
    });
  const [fromView, toView] = [view(from), view(to)];
  return {
    from: from.callName,
    to: to.callName,
    outcome: kept.length > 0 ? 'linked' : fitting.length > 0 ? 'outweighed' : 'none',
    links: fitting.map((link) => explainLink(fromView, toView, link)),
    reasons: fitting.length > 0 ? [] : explainMissingLink(context, from, to),
    others: [
      ...edges.flatMap(describeOther),
      ...describeWays(context, from, to, { isLinked: kept.length > 0, back }),
    ],
  };
}

/** Links that fit by every rule, although the graph does not hold them: those of a graph of the two tools alone. */
function findUnkept({ registry, concepts, settings }: PairContext, from: Endpoint, to: Endpoint) {
  if (from.id === to.id || from.unusable !== null || to.unusable !== null) return [];
  const isOfOne = (toolId: string) => toolId === from.toolId || toolId === to.toolId;
  const { edges } = projectEndpoints(
    {
      tools: registry.tools.filter(({ id }) => isOfOne(id)),
      endpoints: registry.endpoints.filter(({ toolId }) => isOfOne(toolId)),
    },
    concepts,
    settings,
  );
  return (
    edges.find((edge) => edge.kind === 'data_link' && edge.from === from.id && edge.to === to.id)?.links ?? []
  );
}

function describeOther({ kind, sharedConcepts }: EndpointEdge): string[] {
  if (kind === 'category') return ['A category edge joins them: they belong to the same category.'];
  if (kind !== 'semantic') return [];
  const what =
    sharedConcepts.length === 0
      ? 'both act on the same kind of thing'
      : `both take the same ${sharedConcepts.join(', ')}`;
  return [`A semantic edge joins them: ${what}.`];
}

function describeWays(
  { registry, graph }: PairContext,
  from: Endpoint,
  to: Endpoint,
  { isLinked, back }: { readonly isLinked: boolean; readonly back: boolean },
): string[] {
  const route = isLinked ? null : findRoute(graph, from.id, to.id);
  const callNames = new Map(registry.endpoints.map(({ id, callName }) => [id, callName]));
  return [
    ...(back && from.id !== to.id
      ? [`The other way round there is a link: ${to.callName} feeds ${from.callName}.`]
      : []),
    ...(route === null
      ? []
      : [`By way of others: ${route.map((id) => callNames.get(id) ?? id).join(' → ')}.`]),
  ];
}
