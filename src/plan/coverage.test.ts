import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.js';
import type { SampleRequest } from '../types/sampling.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { CoveredParts } from './chain-parts.js';
import { createCoverage, gainOf } from './coverage.js';

const link = (from: string, to: string): EndpointGraph['edges'][number] => ({
  ...{ from, to, kind: 'data_link', weight: 1, links: [], sharedConcepts: [] },
});
const graph: EndpointGraph = { nodes: [], edges: [link('a', 'b'), link('b', 'c')] };
const request = (minimum: number, mode: SampleRequest['mode'] = 'sequential'): SampleRequest => ({
  mode,
  steps: { minimum, maximum: minimum + 1 },
  goals: { minimum: 1, maximum: 2 },
});
const parts = (endpoints: string[], links: string[] = []): CoveredParts => ({
  ...{ endpoints, links, concepts: [], shape: 'parallel short' },
});
const coverageOf = (ids: readonly string[]) =>
  createCoverage(ids, graph, { coverEndpoint: () => {}, coverLink: () => {} });
const suggestions = (coverage: ReturnType<typeof createCoverage>, wanted: SampleRequest) =>
  new Set(Array.from({ length: 40 }, (_, seed) => coverage.suggest(wanted, createRandom(seed))));

describe('createCoverage', () => {
  it('suggests what nothing used, then what has links that nothing used, then nothing', () => {
    const coverage = coverageOf(['a', 'b', 'c']);
    coverage.count(parts(['a', 'b'], ['a b']));
    expect(suggestions(coverage, request(2))).toEqual(new Set(['c']));
    coverage.count(parts(['c']));
    // Only a few are looked at, so that now and then none is found.
    expect([...suggestions(coverage, request(2))].filter((id) => id !== undefined)).toEqual(['b']);
    coverage.count(parts(['b', 'c'], ['b c']));
    expect(suggestions(coverage, request(2))).toEqual(new Set([undefined]));
  });

  it('does not suggest where as short a chain of the kind found nothing, and still does for others', () => {
    const coverage = coverageOf(['a']);
    coverage.refuse(request(3), 'a');
    expect(suggestions(coverage, request(3))).toEqual(new Set([undefined]));
    expect(suggestions(coverage, request(5))).toEqual(new Set([undefined]));
    expect(suggestions(coverage, request(2))).toEqual(new Set(['a']));
    expect(suggestions(coverage, request(3, 'parallel'))).toEqual(new Set(['a']));
  });

  it('values what is new, once', () => {
    const coverage = coverageOf(['a', 'b']);
    const chain = parts(['a', 'b'], ['a b']);
    expect(coverage.open(chain)).toBe(chain);
    coverage.count(parts(['a']));
    const open = coverage.open(chain);
    expect(open).toEqual({ endpoints: ['b'], links: ['a b'], concepts: [], shape: null });
    expect(gainOf(chain)).toBeGreaterThan(gainOf(open));
    coverage.count(chain);
    expect(gainOf(coverage.open(open))).toBe(0);
  });
});
