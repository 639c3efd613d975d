import type { CompiledEdge, CompiledEndpoint, CompiledGraph } from './compile-graph.js';
import type { CompiledParameter } from './compile-parameter.js';
import { doubleField } from './double-field.js';
import { isWrite } from './draft.js';
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
  /** To reads about one member of the list that an answer holds. */
  toMembers(from: CompiledEndpoint): readonly CompiledEdge[];
  /** Back from what a parameter is missing for, one step closer to what people know. */
  suppliers(of: CompiledEndpoint, missing: CompiledParameter): readonly CompiledEdge[];
  /** Back to openings of which one field feeds two parameters. */
  doubleSuppliers(of: CompiledEndpoint): readonly CompiledEdge[];
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
  // By index of the parameter. Hubs have thousands of suppliers.
  const suppliers = remember(graph, ({ index, parameters, incoming }) => {
    const depth = depths[index] ?? -1;
    const open = incoming.filter(({ from }) => isShallower(depths[from] ?? -1, depth));
    return parameters.map((parameter) =>
      parameter.required
        ? open.filter(({ links }) => links.some((link) => link.parameter === parameter.index))
        : [],
    );
  });
  return {
    strong: remember(graph, (from) => overLinks(from, from.strong)),
    weak: remember(graph, (from) => overLinks(from, from.weak)),
    shared: remember(graph, (from) => toWays(from.semantic, depths, ({ weight }) => weight * sharedWeight)),
    toMembers: remember(graph, ({ outgoing }) =>
      outgoing.filter(
        ({ toIntent, links }) => !isWrite(toIntent) && links.some((link) => link.list && link.own),
      ),
    ),
    suppliers: (of, missing) => suppliers(of)[missing.index] ?? [],
    doubleSuppliers: remember(graph, (of) =>
      of.incoming.filter((edge) => doubleField(of, edge) && graph.endpoints[edge.from]?.entry === true),
    ),
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

function isShallower(supplier: number, target: number): boolean {
  return supplier >= 0 && supplier < target;
}

function remember<T>(
  { endpoints }: CompiledGraph,
  make: (endpoint: CompiledEndpoint) => T,
): (endpoint: CompiledEndpoint) => T {
  const known = endpoints.map((): T | undefined => undefined);
  return (endpoint) => {
    const answer = known[endpoint.index] ?? make(endpoint);
    known[endpoint.index] = answer;
    return answer;
  };
}
