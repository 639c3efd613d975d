import type { CompiledEndpoint, CompiledGraph } from './compile-graph.js';

/** How endpoints can be reached from what people know. */
export type SupplyPlan = {
  /** Least number of suppliers in a row before each endpoint: 0 for none, -1 where nothing reachable supplies it. */
  readonly depths: Int32Array;
  /** Endpoints whose looked-up values (coordinates) have no supplier, so that the user has to say them after all. */
  readonly spokenAnyway: ReadonlySet<number>;
};

/** Works out in which order endpoints become callable, starting from those that need nothing but what people say. */
export function planSupply(graph: CompiledGraph): SupplyPlan {
  const depths = Int32Array.from(graph.endpoints, ({ required }) =>
    required.some(({ needsSupply }) => needsSupply) ? -1 : 0,
  );
  spread(graph, depths, 0);
  const left = graph.endpoints.filter(({ index, entry }) => entry && depths[index] === -1);
  for (const { index } of left) depths[index] = 0;
  spread(graph, depths, 0);
  return { depths, spokenAnyway: new Set(left.map(({ index }) => index)) };
}

/** Breadth first from the endpoints of the given depth on; an endpoint is ready when each of its values has a supplier. */
function spread(graph: CompiledGraph, depths: Int32Array, start: number): void {
  let frontier = graph.endpoints.filter(({ index }) => (depths[index] ?? -1) >= start);
  for (let depth = start + 1; frontier.length > 0; depth += 1) {
    const touched = new Set(frontier.flatMap((endpoint) => endpoint.outgoing.map((edge) => edge.to)));
    const ready = [...touched].filter((index) => {
      const endpoint = graph.endpoints[index];
      return endpoint !== undefined && depths[index] === -1 && isSupplied(endpoint, depths);
    });
    for (const index of ready) depths[index] = depth;
    frontier = ready.flatMap((index) => graph.endpoints[index] ?? []);
  }
}

function isSupplied(endpoint: CompiledEndpoint, depths: Int32Array): boolean {
  return endpoint.required.every(
    (parameter) =>
      !parameter.needsSupply ||
      endpoint.incoming.some(
        (edge) =>
          (depths[edge.from] ?? -1) >= 0 && edge.links.some((link) => link.parameter === parameter.index),
      ),
  );
}
