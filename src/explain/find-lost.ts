import type { EndpointGraph } from '../types/tool-graph.js';
import type { Endpoint, Parameter, ToolRegistry } from '../types/tool-registry.js';

/** Why no conversation can call an endpoint. */
export type Lost = {
  readonly reason: string;
  readonly detail: string;
  /** Parameter that nobody brings, where it is for that. */
  readonly parameter: Parameter | null;
};

/** What unusable endpoints give as their reason, and `identifier_without_supplier` for those whose values no answer brings. */
export function findLost(registry: ToolRegistry, graph: EndpointGraph): ReadonlyMap<string, Lost> {
  const lost = new Map<string, Lost>();
  const open: Endpoint[] = [];
  for (const endpoint of registry.endpoints) {
    const { unusable, parameters } = endpoint;
    if (unusable === null) {
      open.push(endpoint);
      continue;
    }
    const colon = unusable.indexOf(': ');
    const detail = unusable.slice(colon + 2);
    lost.set(endpoint.id, {
      reason: colon < 0 ? unusable : unusable.slice(0, colon),
      detail,
      parameter: parameters.find(({ name }) => detail === `nobody could know '${name}'`) ?? null,
    });
  }
  for (const [endpoint, parameter] of unreached(open, graph)) {
    const detail = `no answer that can be had brings '${parameter.name}'`;
    lost.set(endpoint.id, { reason: 'identifier_without_supplier', detail, parameter });
  }
  return lost;
}

/** Endpoints that need a value of an answer that no reachable endpoint gives, each with the first such parameter. */
function unreached(
  endpoints: readonly Endpoint[],
  graph: EndpointGraph,
): readonly (readonly [Endpoint, Parameter])[] {
  const suppliers = new Map<string, string[]>();
  for (const { from, to, kind, links } of graph.edges) {
    if (kind !== 'data_link') continue;
    for (const { parameter } of links) {
      const key = `${to} ${parameter}`;
      const list = suppliers.get(key);
      if (list) list.push(from);
      else suppliers.set(key, [from]);
    }
  }
  const reached = new Set<string>();
  const missing = ({ id, parameters }: Endpoint): Parameter | undefined =>
    parameters.find(
      ({ name, required, source }) =>
        required && source === 'none' && !suppliers.get(`${id} ${name}`)?.some((from) => reached.has(from)),
    );
  let waiting = endpoints;
  for (;;) {
    const still = waiting.filter((endpoint) => missing(endpoint) !== undefined);
    for (const endpoint of waiting) if (missing(endpoint) === undefined) reached.add(endpoint.id);
    if (still.length === waiting.length) break;
    waiting = still;
  }
  return waiting.flatMap((endpoint) => {
    const parameter = missing(endpoint);
    return parameter === undefined ? [] : [[endpoint, parameter] as const];
  });
}
