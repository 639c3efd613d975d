import type { EndpointGraph } from '../types/tool-graph.js';
import type { Endpoint, Parameter, ToolRegistry } from '../types/tool-registry.js';

/** Why no conversation can call an endpoint. */
export type Lost = {
  readonly reason: string;
  readonly detail: string;
  /** Parameters that nobody brings, where it is for that. */
  readonly parameters: readonly Parameter[];
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
      parameters: detail.startsWith('nobody could know ') ? parameters.filter(isUnknown) : [],
    });
  }
  for (const [endpoint, missing] of unreached(open, graph)) {
    const names = missing.map(({ name }) => `'${name}'`).join(' and ');
    const detail = `no answer that can be had brings ${names}`;
    lost.set(endpoint.id, { reason: 'identifier_without_supplier', detail, parameters: missing });
  }
  return lost;
}

/** Required, and neither said nor anything's identifier. */
function isUnknown({ required, source, role, concept }: Parameter): boolean {
  return required && source === 'none' && role !== 'identifier' && concept?.id.endsWith('_id') !== true;
}

/** Endpoints that need values of answers that no reachable endpoint gives, each with those parameters. */
function unreached(
  endpoints: readonly Endpoint[],
  graph: EndpointGraph,
): readonly (readonly [Endpoint, readonly Parameter[]])[] {
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
  const missing = ({ id, parameters }: Endpoint): readonly Parameter[] =>
    parameters.filter(
      ({ name, required, source }) =>
        required && source === 'none' && !suppliers.get(`${id} ${name}`)?.some((from) => reached.has(from)),
    );
  let waiting = endpoints;
  for (;;) {
    const still = waiting.filter((endpoint) => missing(endpoint).length > 0);
    for (const endpoint of waiting) if (missing(endpoint).length === 0) reached.add(endpoint.id);
    if (still.length === waiting.length) break;
    waiting = still;
  }
  return waiting.map((endpoint) => [endpoint, missing(endpoint)] as const);
}
