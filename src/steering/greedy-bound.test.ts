import { describe, expect, it } from 'vitest';
import { readGraphSettings, readSamplerSettings } from '../../test/support/read-settings.js';
import { travelConcepts, travelRegistry } from '../../test/support/travel-registry.js';
import { buildGraphs } from '../graph/build-graphs.js';
import { partsOfChain } from '../plan/chain-parts.js';
import { createRandom } from '../random/random.js';
import { createSampler } from '../sampler/create-sampler.js';
import { readGraphOffer } from './graph-offer.js';
import { greedyBound } from './greedy-bound.js';

const registry = travelRegistry();
const graph = buildGraphs(registry, travelConcepts, readGraphSettings()).projected;
const sampler = createSampler(registry, graph, readSamplerSettings());
const endpoints = new Map(registry.endpoints.map((endpoint) => [endpoint.id, endpoint]));
const bound = (lengths: readonly number[]) =>
  greedyBound(
    { sampler, endpoints, budgets: lengths.map((calls) => ({ calls, confirms: true })) },
    createRandom(1),
  );

describe('greedyBound', () => {
  it('is the same for the same run', () => {
    expect(bound([3, 2, 4])).toEqual(bound([3, 2, 4]));
  });

  it('never covers more endpoints than there are calls or endpoints to reach', () => {
    for (const lengths of [[], [0, 0], [1], [2, 3], [4, 4, 4, 4], Array.from({ length: 40 }, () => 5)]) {
      const calls = lengths.reduce((sum, length) => sum + length, 0);
      const found = bound(lengths).endpoints;
      expect(found).toBeLessThanOrEqual(Math.min(calls, sampler.capacity().reachable.length));
      expect(found > 0).toBe(calls > 0);
    }
  });

  it('covers no links that the graph does not offer', () => {
    const offer = readGraphOffer({ registry, graph }, sampler.capacity());
    expect(bound(Array.from({ length: 60 }, () => 6)).links).toBeLessThanOrEqual(offer.links.size);
  });

  it('covers at least as much as chains that nobody steers, call for call', () => {
    const chains = Array.from({ length: 12 }, (_, seed) =>
      sampler.sample(
        { mode: 'sequential', steps: { minimum: 2, maximum: 4 }, goals: { minimum: 1, maximum: 4 } },
        createRandom(seed),
      ),
    ).flatMap((outcome) => (outcome.ok ? [outcome.chain] : []));
    const parts = chains.map((chain) => partsOfChain(chain, endpoints));
    const covered = (part: 'endpoints' | 'links') => new Set(parts.flatMap((each) => each[part])).size;
    const greedy = bound(chains.map(({ steps }) => steps.length));
    expect(greedy.endpoints).toBeGreaterThanOrEqual(covered('endpoints'));
    expect(greedy.links).toBeGreaterThanOrEqual(covered('links'));
  });
});

describe('readGraphOffer', () => {
  it('offers what chains cover, and no endpoint that nothing reaches', () => {
    const offer = readGraphOffer({ registry, graph }, sampler.capacity());
    expect(offer.endpoints.has('vault/open_vault')).toBe(false);
    for (let seed = 0; seed < 200; seed += 1) {
      const outcome = sampler.sample(
        { mode: 'sequential', steps: { minimum: 2, maximum: 5 }, goals: { minimum: 1, maximum: 4 } },
        createRandom(seed),
      );
      const parts = outcome.ok ? partsOfChain(outcome.chain, endpoints) : null;
      for (const id of parts?.endpoints ?? []) expect(offer.endpoints).toContain(id);
      for (const link of parts?.links ?? []) expect(offer.links).toContain(link);
      for (const concept of parts?.concepts ?? []) expect(offer.concepts).toContain(concept);
      if (parts) expect(offer.shapes).toContain(parts.shape);
    }
  });
});
