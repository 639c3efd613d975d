import { createRandom } from '../random/random.js';
import type { Sampler } from '../types/sampling.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import { type CoverageCounts, type CoverageTally, createCoverageTally, toBudget } from './coverage-tally.js';
import { type GraphOffer, readGraphOffer } from './graph-offer.js';
import { greedyBound } from './greedy-bound.js';

/** How much of one kind of thing a dataset covers. */
export type PartCoverage = {
  readonly covered: number;
  /** What the graph offers. */
  readonly offered: number;
  /** What a greedy choice covers with the same calls; see `greedyBound`. */
  readonly bound: number;
};

export type GraphCoverage = {
  readonly [part in 'endpoints' | 'links' | 'concepts' | 'shapes']: PartCoverage;
};

/** Counts what records cover of a graph, whoever made them. */
export type CoverageMeter = Pick<CoverageTally, 'add' | 'merge'> & { measure(): GraphCoverage };

export type MeasuredCatalog = { readonly registry: ToolRegistry; readonly graph: EndpointGraph };

export function createCoverageMeter(catalog: MeasuredCatalog, sampler: Sampler): CoverageMeter {
  const byName = new Map(catalog.registry.endpoints.map((endpoint) => [endpoint.callName, endpoint]));
  const tally = createCoverageTally((name) => byName.get(name));
  return {
    add: (record) => tally.add(record),
    merge: (counts) => tally.merge(counts),
    measure: () => measure(catalog, sampler, tally.counts()),
  };
}

function measure(catalog: MeasuredCatalog, sampler: Sampler, found: CoverageCounts): GraphCoverage {
  const offer = readGraphOffer(catalog, sampler.capacity());
  const endpoints = new Map(catalog.registry.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const budgets = found.budgets.map(toBudget);
  const bound = greedyBound({ sampler, endpoints, budgets }, createRandom('greedy-bound'));
  return {
    endpoints: toCoverage(found.endpoints, offer, 'endpoints', bound.endpoints),
    links: toCoverage(found.links, offer, 'links', bound.links),
    concepts: toCoverage(found.concepts, offer, 'concepts', bound.concepts),
    shapes: toCoverage(found.shapes, offer, 'shapes', Math.min(found.served, offer.shapes.size)),
  };
}

/** What is covered beyond the offer (an inferred link, say) is left out; the bound is never below what was reached. */
function toCoverage(
  found: readonly string[],
  offer: GraphOffer,
  part: keyof GraphOffer,
  bound: number,
): PartCoverage {
  const covered = found.filter((each) => offer[part].has(each)).length;
  return { covered, offered: offer[part].size, bound: Math.max(covered, Math.min(bound, offer[part].size)) };
}
