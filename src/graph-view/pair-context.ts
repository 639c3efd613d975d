import type { ConceptIndex } from '../graph/concept-index.js';
import { describeEndpoint, type EndpointFacts } from '../graph/describe-endpoint.js';
import type { GraphSettings } from '../graph/graph-settings.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { Endpoint, ToolRegistry } from '../types/tool-registry.js';

/** What it takes to explain a pair: the built graph and what it was built with. */
export type PairContext = {
  readonly registry: ToolRegistry;
  readonly graph: EndpointGraph;
  readonly concepts: ConceptIndex;
  readonly settings: GraphSettings;
};

/** What an endpoint gives and wants, as the graph's own rules see it. */
export function factsOf({ concepts, settings }: PairContext, endpoint: Endpoint): EndpointFacts {
  // The category is the first part of an id.
  return describeEndpoint(endpoint, endpoint.id.slice(0, endpoint.id.indexOf('/')), concepts, settings);
}
