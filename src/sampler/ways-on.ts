import type { CompiledEdge, CompiledEndpoint, CompiledGraph } from './compile-graph.js';
import type { SamplerSettings } from './sampler-settings.js';

/** Ways on from an endpoint to others that some chain can hold, as columns: a walk looks at many and follows one. */
export type Ways = {
  readonly edges: readonly CompiledEdge[];
  /** Endpoints that they lead to, and the numbers of those endpoints' tools. */
  readonly targets: readonly number[];
  readonly tools: readonly number[];
  /** How likely each is as far as the graph and the intents tell; more than 0. */
  readonly weights: readonly number[];
};

export type WaysOn = {
  /** Over links that carry a walk. */
  strong(from: CompiledEndpoint): Ways;
  /** Over links whose values people would rather say. */
  weak(from: CompiledEndpoint): Ways;
  /** Over values that both take from the user. */
  shared(from: CompiledEndpoint): Ways;
};

/** Merely shared values weigh as much as a link of this. */
const sharedWeight = 4;

/** Columns are made for an endpoint when a walk first comes by: a run meets few of a large catalog. */
export function createWaysOn(
  graph: CompiledGraph,
  depths: Int32Array,
  { transitions }: Pick<SamplerSettings, 'transitions'>,
): WaysOn {
  const overLinks = (from: CompiledEndpoint, edges: readonly CompiledEdge[]): Ways => {
    const natural = transitions[from.intent];
    return toWays(edges, depths, ({ weight, toIntent }) => weight * natural[toIntent]);
  };
  return {
    strong: remember(graph, (from) => overLinks(from, from.strong)),
    weak: remember(graph, (from) => overLinks(from, from.weak)),
    shared: remember(graph, (from) => toWays(from.semantic, depths, ({ weight }) => weight * sharedWeight)),
  };
}

function toWays(
  edges: readonly CompiledEdge[],
  depths: Int32Array,
  weigh: (edge: CompiledEdge) => number,
): Ways {
  const open = edges.filter((edge) => (depths[edge.to] ?? -1) >= 0 && weigh(edge) > 0);
  if (open.length === 0) return noWays;
  return {
    edges: open,
    targets: open.map(({ to }) => to),
    tools: open.map(({ toTool }) => toTool),
    weights: open.map(weigh),
  };
}

const noWays: Ways = { edges: [], targets: [], tools: [], weights: [] };

function remember(
  { endpoints }: CompiledGraph,
  make: (from: CompiledEndpoint) => Ways,
): (from: CompiledEndpoint) => Ways {
  const known = endpoints.map((): Ways | undefined => undefined);
  return (from) => {
    const ways = known[from.index] ?? make(from);
    known[from.index] = ways;
    return ways;
  };
}
