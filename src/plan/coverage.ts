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
  /** Those parts of a chain that nothing covered yet; the same object where all are still open. */
  open(parts: OpenParts): OpenParts;
  count(parts: CoveredParts): void;
};

/** Parts of a chain; its shape null where that is not among them. */
export type OpenParts = Omit<CoveredParts, 'shape'> & { readonly shape: string | null };

/** How much a chain covers with parts that nothing covered. */
export function gainOf({ endpoints, links, concepts, shape }: OpenParts): number {
  return (
    worth.endpoint * endpoints.length +
    worth.link * links.length +
    worth.concept * concepts.length +
    (shape === null ? 0 : worth.shape)
  );
}

/** What something new is worth. A shape that the run lacks is worth a detour, a concept comes with its endpoint. */
const worth = { endpoint: 1, link: 1.75, concept: 0.25, shape: 3 };
/** More steps than any request asks for. */
const mostSteps = 255;
/** Endpoints looked at before one is suggested. */
const looks = 8;

export function createCoverage(
  endpointIds: readonly string[],
  graph: EndpointGraph,
  used: UsedParts,
): Coverage {
  // By place among the ids: a suggestion looks at many endpoints, each somewhere else in a large catalog.
  const places = new Map(endpointIds.map((id, place) => [id, place]));
  const openLinks = linksFrom(places, graph);
  const fresh = Int32Array.from(endpointIds, (_, place) => place);
  /** Where an endpoint stands among the fresh ones; -1 once it was used. */
  const freshAt = fresh.slice();
  let freshCount = fresh.length;
  const endpoints = new Set<string>();
  const links = new Set<string>();
  const concepts = new Set<string>();
  const shapes = new Set<string>();
  /** By mode and goals: the fewest steps that were too many for an endpoint; 0 where none were. */
  const refused = new Map<string, Uint8Array>();

  function cover(endpointId: string): void {
    endpoints.add(endpointId);
    used.coverEndpoint(endpointId);
    const place = places.get(endpointId);
    const at = place === undefined ? -1 : (freshAt[place] ?? -1);
    if (place === undefined || at < 0) return;
    freshCount -= 1;
    const last = fresh[freshCount] as number;
    fresh[at] = last;
    freshAt[last] = at;
    freshAt[place] = -1;
  }

  function coverLink(key: string): void {
    if (links.has(key)) return;
    links.add(key);
    const [from = '', to = ''] = key.split(' ');
    used.coverLink(from, to);
    const place = places.get(from);
    if (place !== undefined) openLinks[place] = (openLinks[place] ?? 0) - 1;
  }

  return {
    used,
    suggest(request, random) {
      const closed = refused.get(kindOf(request));
      let best = -1;
      let most = 0;
      for (let look = 0; look < looks; look += 1) {
        const isFresh = look < looks / 2 && freshCount > 0;
        const count = isFresh ? freshCount : endpointIds.length;
        if (count === 0) return undefined;
        const drawn = random.integer(0, count - 1);
        const candidate = isFresh ? (fresh[drawn] as number) : drawn;
        const tooMany = closed === undefined ? 0 : (closed[candidate] as number);
        if (tooMany > 0 && tooMany <= request.steps.minimum) continue;
        const promise =
          ((freshAt[candidate] as number) < 0 ? 0 : 3) + Math.min(3, openLinks[candidate] as number);
        if (promise > most) [best, most] = [candidate, promise];
      }
      return endpointIds[best];
    },
    refuse(request, endpointId) {
      const place = places.get(endpointId);
      if (place === undefined) return;
      const kind = kindOf(request);
      const closed = refused.get(kind) ?? new Uint8Array(endpointIds.length);
      refused.set(kind, closed);
      closed[place] = Math.min(closed[place] || mostSteps, Math.max(1, request.steps.minimum), mostSteps);
    },
    open(parts) {
      const open: OpenParts = {
        endpoints: newAmong(parts.endpoints, endpoints),
        links: newAmong(parts.links, links),
        concepts: newAmong(parts.concepts, concepts),
        shape: parts.shape === null || shapes.has(parts.shape) ? null : parts.shape,
      };
      return gainOf(open) === gainOf(parts) ? parts : open;
    },
    count(parts) {
      for (const id of parts.endpoints) cover(id);
      for (const key of parts.links) coverLink(key);
      for (const concept of parts.concepts) concepts.add(concept);
      shapes.add(parts.shape);
    },
  };
}

/** Rows of one kind fail at the same starts, and longer ones where shorter ones do. */
function kindOf({ mode, goals }: SampleRequest): string {
  return `${mode} ${goals.minimum}`;
}

/** How many endpoints each endpoint's answers can feed, by its place. */
function linksFrom(places: ReadonlyMap<string, number>, graph: EndpointGraph): Int32Array {
  const counts = new Int32Array(places.size);
  forEachDataLink(graph, (from, to) => {
    const place = places.get(from);
    if (place !== undefined && places.has(to)) counts[place] = (counts[place] ?? 0) + 1;
  });
  return counts;
}

/** The same list where all are new. */
function newAmong(keys: readonly string[], known: ReadonlySet<string>): readonly string[] {
  for (const key of keys) if (known.has(key)) return keys.filter((each) => !known.has(each));
  return keys;
}
