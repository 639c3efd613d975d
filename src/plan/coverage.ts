import { forEachDataLink } from '../endpoint-graph/for-each-data-link.js';
import type { Random } from '../random/random.js';
import type { SampleRequest, UsedParts } from '../types/sampling.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { CoveredParts } from './chain-parts.js';

/**
 * What the plan covered so far, and where to go next. Endpoints and links that no row used go first; which starts cannot
 * carry which kind of row is learnt from refusals. Depends on earlier rows only.
 */
export type Coverage = {
  /** For the sampler, which prefers what is not in here. Grows with `count`. */
  readonly used: UsedParts;
  /** An endpoint to start from; undefined where no promising one was met. */
  suggest(request: SampleRequest, random: Random): string | undefined;
  /** Takes note that no chain of this mode, with as many goals and steps or more, starts there. */
  refuse(request: SampleRequest, endpointId: string): void;
  /** How much a chain would cover that nothing covered. */
  gain(parts: CoveredParts): number;
  count(parts: CoveredParts): void;
};

/** What something new is worth. A shape that the run lacks is worth a detour, a concept comes with its endpoint. */
const worth = { endpoint: 1, link: 1.75, concept: 0.25, shape: 3 };
/** Endpoints looked at before one is suggested. */
const looks = 8;

export function createCoverage(
  endpointIds: readonly string[],
  graph: EndpointGraph,
  used: UsedParts,
): Coverage {
  const outgoing = linksFrom(endpointIds, graph);
  const fresh = [...endpointIds];
  const places = new Map(fresh.map((id, place) => [id, place]));
  const endpoints = new Set<string>();
  const links = new Map<string, Set<string>>();
  const concepts = new Set<string>();
  const shapes = new Set<string>();
  /** By mode and goals: the fewest steps that were too many for an endpoint. */
  const refused = new Map<string, Map<string, number>>();

  function cover(endpointId: string): void {
    endpoints.add(endpointId);
    used.coverEndpoint(endpointId);
    const place = places.get(endpointId);
    const last = fresh.at(-1);
    if (place === undefined || last === undefined) return;
    fresh[place] = last;
    places.set(last, place);
    fresh.pop();
    places.delete(endpointId);
  }

  /** Links that lead on from an endpoint and that nothing used. */
  function openLinks(endpointId: string): number {
    return (outgoing.get(endpointId) ?? 0) - (links.get(endpointId)?.size ?? 0);
  }

  return {
    used,
    suggest(request, random) {
      const closed = refused.get(kindOf(request));
      let best: string | undefined;
      let most = 0;
      for (let look = 0; look < looks; look += 1) {
        const pool = look < looks / 2 && fresh.length > 0 ? fresh : endpointIds;
        if (pool.length === 0) return undefined;
        const candidate = random.pick(pool);
        if ((closed?.get(candidate) ?? Infinity) <= request.steps.minimum) continue;
        const promise = (endpoints.has(candidate) ? 0 : 3) + Math.min(3, openLinks(candidate));
        if (promise > most) [best, most] = [candidate, promise];
      }
      return best;
    },
    refuse(request, endpointId) {
      const kind = kindOf(request);
      const closed = refused.get(kind) ?? new Map<string, number>();
      refused.set(kind, closed);
      closed.set(endpointId, Math.min(closed.get(endpointId) ?? Infinity, request.steps.minimum));
    },
    gain(parts) {
      const fromLinks = parts.links.filter((key) => {
        const [from = '', to = ''] = key.split(' ');
        return !links.get(from)?.has(to);
      });
      return (
        worth.endpoint * parts.endpoints.filter((id) => !endpoints.has(id)).length +
        worth.link * fromLinks.length +
        worth.concept * parts.concepts.filter((id) => !concepts.has(id)).length +
        (shapes.has(parts.shape) ? 0 : worth.shape)
      );
    },
    count(parts) {
      for (const id of parts.endpoints) cover(id);
      for (const key of parts.links) {
        const [from = '', to = ''] = key.split(' ');
        used.coverLink(from, to);
        const targets = links.get(from);
        if (targets) targets.add(to);
        else links.set(from, new Set([to]));
      }
      for (const concept of parts.concepts) concepts.add(concept);
      shapes.add(parts.shape);
    },
  };
}

/** Rows of one kind fail at the same starts, and longer ones where shorter ones do. */
function kindOf({ mode, goals }: SampleRequest): string {
  return `${mode} ${goals.minimum}`;
}

/** How many endpoints each endpoint's answers can feed. */
function linksFrom(endpointIds: readonly string[], graph: EndpointGraph): Map<string, number> {
  const reachable = new Set(endpointIds);
  const counts = new Map<string, number>();
  forEachDataLink(graph, (from, to) => {
    if (reachable.has(from) && reachable.has(to)) counts.set(from, (counts.get(from) ?? 0) + 1);
  });
  return counts;
}
