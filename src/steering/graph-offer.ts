import { forEachDataLink } from '../endpoint-graph/for-each-data-link.js';
import { linkKey, shapeOf } from '../plan/chain-parts.js';
import type { PatternType } from '../types/plan-row.js';
import type { SamplerCapacity } from '../types/sampling.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { Intent, ToolRegistry } from '../types/tool-registry.js';
import { needsNoSource } from './needs-no-source.js';

/** What conversations could cover of a built graph. */
export type GraphOffer = {
  /** Ids of endpoints that some chain can hold. */
  readonly endpoints: ReadonlySet<string>;
  /** `<source> <target>` of data links between them. */
  readonly links: ReadonlySet<string>;
  /** Concepts of their parameters, as far as something said or linked may fill those. */
  readonly concepts: ReadonlySet<string>;
  /** `<pattern> <length class>` that the catalog's modes and intents allow. */
  readonly shapes: ReadonlySet<string>;
};

/** Reads off a graph what there is to cover. */
export function readGraphOffer(
  { registry, graph }: { readonly registry: ToolRegistry; readonly graph: EndpointGraph },
  capacity: SamplerCapacity,
): GraphOffer {
  const endpoints = new Set(capacity.reachable);
  const links = new Set<string>();
  forEachDataLink(graph, (from, to) => {
    if (endpoints.has(from) && endpoints.has(to)) links.add(linkKey(from, to));
  });
  const concepts = new Set<string>();
  const intents = new Set<Intent>();
  for (const endpoint of registry.endpoints) {
    if (!endpoints.has(endpoint.id)) continue;
    intents.add(endpoint.intent);
    for (const parameter of endpoint.parameters)
      if (parameter.concept !== null && !needsNoSource(parameter)) concepts.add(parameter.concept.id);
  }
  return { endpoints, links, concepts, shapes: new Set(shapesOf(capacity, intents)) };
}

const actions: readonly Intent[] = ['create', 'update', 'delete', 'execute'];

function shapesOf({ modes }: SamplerCapacity, intents: ReadonlySet<Intent>): string[] {
  const carried: PatternType[] = [];
  if (modes.includes('parallel')) carried.push('parallel');
  if (modes.includes('sequential')) {
    const reads = intents.has('search') || intents.has('retrieve');
    carried.push('sequential_multi_step');
    if (reads && actions.some((intent) => intents.has(intent))) carried.push('search_then_action');
    if (reads && intents.has('compare')) carried.push('information_then_decision');
  }
  if (modes.includes('multi_tool')) carried.push('multi_tool_chain');
  const lengths = [2, 3, 5];
  return [
    ...(modes.includes('short') ? [shapeOf('single_call', 1)] : []),
    ...carried.flatMap((pattern) => lengths.map((calls) => shapeOf(pattern, calls))),
  ];
}
