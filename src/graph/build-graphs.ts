import type { Concept } from '../types/concept.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import { buildHeterogeneousGraph, type HeterogeneousGraph } from './build-heterogeneous-graph.js';
import { type CollectedElements, collectElements } from './collect-elements.js';
import { createConceptIndex, type EntityWords } from './concept-index.js';
import type { GraphSettings } from './graph-settings.js';
import { projectEndpoints } from './project-endpoints.js';
import { walkElements } from './walk-elements.js';

export type ToolGraphs = {
  /** Tools, endpoints, parameters, response fields and concepts: for looking and for justifying. Made when first asked for. */
  readonly heterogeneous: HeterogeneousGraph;
  /** The same nodes and edges as rows and arrays, for catalogs whose graph should not be held. */
  readonly collectHeterogeneous: () => CollectedElements;
  /** Usable endpoints only: for sampling. */
  readonly projected: EndpointGraph;
};

/** Builds both graphs of a registry. `knowledge.concepts` are all concepts, in any order. */
export function buildGraphs(
  registry: ToolRegistry,
  knowledge: {
    readonly concepts: ReadonlyMap<string, Concept>;
    readonly entities?: ReadonlyMap<string, EntityWords>;
  },
  settings: GraphSettings,
): ToolGraphs {
  const concepts = createConceptIndex(knowledge.concepts.values(), knowledge.entities);
  const projected = projectEndpoints(registry, concepts, settings);
  let heterogeneous: HeterogeneousGraph | null = null;
  return {
    get heterogeneous() {
      heterogeneous ??= buildHeterogeneousGraph(registry, projected, concepts);
      return heterogeneous;
    },
    collectHeterogeneous: () => {
      const { taker, finish } = collectElements();
      walkElements(registry, concepts, taker)(projected);
      return finish();
    },
    projected,
  };
}
