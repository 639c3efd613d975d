import type { CompiledEndpoint, CompiledGraph } from './compile-graph.js';

/**
 * For each endpoint the least number of suppliers that must come in a row before it: 0 for entries, -1 where some required
 * value is supplied by nothing that can itself be reached.
 */
export function supplyDepths(graph: CompiledGraph): readonly number[] {
  const depths: number[] = graph.endpoints.map((endpoint) => (endpoint.entry ? 0 : -1));
  let frontier = graph.endpoints.filter((endpoint) => endpoint.entry);
  for (let depth = 1; frontier.length > 0; depth += 1) {
    const touched = new Set(frontier.flatMap((endpoint) => endpoint.outgoing.map((edge) => edge.to)));
    const ready = [...touched].filter((index) => {
      const endpoint = graph.endpoints[index];
      return endpoint !== undefined && depths[index] === -1 && isSupplied(endpoint, depths);
    });
    for (const index of ready) depths[index] = depth;
    frontier = ready.flatMap((index) => graph.endpoints[index] ?? []);
  }
  return depths;
}

function isSupplied(endpoint: CompiledEndpoint, depths: readonly number[]): boolean {
  return endpoint.required.every(
    ({ parameter, index }) =>
      parameter.source !== 'none' ||
      endpoint.incoming.some(
        (edge) => (depths[edge.from] ?? -1) >= 0 && edge.links.some((link) => link.parameter === index),
      ),
  );
}
