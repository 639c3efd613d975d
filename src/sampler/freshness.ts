import type { UsedParts } from '../types/sampling.js';
import type { CompiledGraph } from './compile-graph.js';
import type { EndpointMarks } from './extend-chain.js';

/** What was used, by indexes of endpoints: a walk asks this of every edge that it could follow. */
export type CountedParts = UsedParts & {
  readonly endpoints: EndpointMarks;
  /** By source: its targets. */
  readonly links: ReadonlyMap<number, ReadonlySet<number>>;
};

export function createCountedParts({ endpoints: compiled, indexes }: CompiledGraph): CountedParts {
  const endpoints = new Uint8Array(compiled.length);
  const links = new Map<number, Set<number>>();
  return {
    endpoints,
    links,
    coverEndpoint(id) {
      const index = indexes.get(id);
      if (index !== undefined) endpoints[index] = 1;
    },
    coverLink(fromId, toId) {
      const [from, to] = [indexes.get(fromId), indexes.get(toId)];
      if (from === undefined || to === undefined) return;
      const targets = links.get(from);
      if (targets) targets.add(to);
      else links.set(from, new Set([to]));
    },
  };
}

/** How much likelier than its weight says an edge is taken, by its ends: more than 1 where it covers something new. */
export type Freshness = (from: number, to: number, isLink: boolean) => number;

/**
 * How much likelier edges become that cover something new: `boost` for a link that no earlier chain used, and again its
 * root for an endpoint. It only weighs what makes sense anyway: an edge of weight 0 stays out.
 */
export function toFreshness(used: CountedParts | null, boost: number): Freshness {
  if (used === null) return allTheSame;
  const { endpoints, links } = used;
  const endpointBoost = Math.sqrt(boost);
  // Edges are asked about source by source, so that the last one's links are most often at hand.
  let source = -1;
  let targets: ReadonlySet<number> | undefined;
  return (from, to, isLink) => {
    if (from !== source) {
      source = from;
      targets = links.get(from);
    }
    const link = !isLink || targets?.has(to) ? 1 : boost;
    return endpoints[to] === 1 ? link : link * endpointBoost;
  };
}

function allTheSame(): number {
  return 1;
}
