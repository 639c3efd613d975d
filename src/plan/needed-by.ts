import type { EndpointGraph } from '../types/tool-graph.js';

/** Every endpoint that feeds one of the given ones over data links, directly or through others; those included. */
export type NeededBy = (endpointIds: readonly string[]) => ReadonlySet<string>;

/** Most endpoints whose suppliers are remembered: a run meets the same goals again and again. */
const remembered = 512;

/** Prepares the graph for questions about what leads to what. */
export function createNeededBy(graph: EndpointGraph): NeededBy {
  const suppliers = new Map<string, string[]>();
  for (const { from, to, kind } of graph.edges) {
    if (kind !== 'data_link') continue;
    const known = suppliers.get(to);
    if (known) known.push(from);
    else suppliers.set(to, [from]);
  }
  const memory = new Map<string, ReadonlySet<string>>();

  function leadingTo(endpointId: string): ReadonlySet<string> {
    const known = memory.get(endpointId);
    if (known) return known;
    const found = new Set([endpointId]);
    // A set is walked in the order of insertion, members added on the way included.
    for (const id of found) for (const supplier of suppliers.get(id) ?? []) found.add(supplier);
    if (memory.size >= remembered) memory.clear();
    memory.set(endpointId, found);
    return found;
  }

  return (endpointIds) => {
    const [only, ...others] = new Set(endpointIds);
    if (only === undefined) return new Set();
    if (others.length === 0) return leadingTo(only);
    const all = new Set(leadingTo(only));
    for (const id of others) if (!all.has(id)) for (const each of leadingTo(id)) all.add(each);
    return all;
  };
}
