import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkChain } from '../../test/support/check-chain.js';
import { makeRegistry } from '../../test/support/make-registry.js';
import { readGraphSettings, readSamplerSettings } from '../../test/support/read-settings.js';
import { randomConcepts, registryArbitrary } from '../../test/support/registry-arbitrary.js';
import { travelConcepts, travelRegistry } from '../../test/support/travel-registry.js';
import { NothingToSampleError } from '../errors/nothing-to-sample-error.js';
import { buildGraphs } from '../graph/build-graphs.js';
import { createRandom } from '../random/random.js';
import { samplingModes } from '../types/plan-row.js';
import type { SampleRequest } from '../types/sampling.js';
import type { ToolChain } from '../types/tool-chain.js';
import { createSampler } from './create-sampler.js';

const graphSettings = readGraphSettings();
const settings = readSamplerSettings();
const registry = travelRegistry();
const { projected } = buildGraphs(registry, travelConcepts, graphSettings);
const sampler = createSampler(registry, projected, settings);

const requestArbitrary: fc.Arbitrary<SampleRequest> = fc.record({
  mode: fc.constantFrom(...samplingModes),
  steps: fc.record({ minimum: fc.integer({ min: 1, max: 3 }), maximum: fc.integer({ min: 3, max: 10 }) }),
  goals: fc.record({ minimum: fc.integer({ min: 1, max: 2 }), maximum: fc.integer({ min: 2, max: 5 }) }),
});

const ask = (mode: SampleRequest['mode'], minimum = 1, maximum = 6): SampleRequest => ({
  mode,
  steps: { minimum, maximum },
  goals: { minimum: 1, maximum: 4 },
});

function draw(request: SampleRequest, count: number): ToolChain[] {
  return Array.from({ length: count }, (_, seed) => sampler.sample(request, createRandom(seed))).flatMap(
    (outcome) => (outcome.ok ? [outcome.chain] : []),
  );
}

describe('createSampler', () => {
  it('yields the same chain for the same seed', () =>
    fc.assert(
      fc.property(requestArbitrary, fc.integer(), (request, seed) => {
        const first = sampler.sample(request, createRandom(seed));
        expect(sampler.sample(request, createRandom(seed))).toEqual(first);
      }),
    ));

  it('keeps every rule of a chain in a small world', () =>
    fc.assert(
      fc.property(requestArbitrary, fc.integer(), (request, seed) => {
        const outcome = sampler.sample(request, createRandom(seed));
        if (outcome.ok) expect(checkChain(outcome.chain, request, registry, projected)).toEqual([]);
        else expect(outcome.detail).toMatch(/\.$/);
      }),
      { numRuns: 1000 },
    ));

  it('keeps every rule of a chain over catalogs that make no sense', () =>
    fc.assert(
      fc.property(registryArbitrary, requestArbitrary, fc.integer(), (sketches, request, seed) => {
        const odd = makeRegistry(sketches);
        const graph = buildGraphs(odd, randomConcepts, graphSettings).projected;
        fc.pre(graph.nodes.some((node) => node.entry));
        const outcome = createSampler(odd, graph, settings).sample(request, createRandom(seed));
        if (outcome.ok) expect(checkChain(outcome.chain, request, odd, graph)).toEqual([]);
      }),
      { numRuns: 1000 },
    ));

  it('serves every mode of a catalog that carries it', () => {
    expect(sampler.capacity().modes).toEqual(samplingModes);
    for (const mode of samplingModes) expect(draw(ask(mode), 50)).toHaveLength(50);
  });

  it('starts with what an endpoint needs when it is asked for that endpoint', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const request = { ...ask('sequential', 2, 5), start: 'hotels/cancel_booking' };
      const outcome = sampler.sample(request, createRandom(seed));
      expect(outcome.ok && outcome.chain.steps.map((step) => step.endpointId)).toContain('hotels/book_hotel');
    }
  });

  it('uses an earlier output in most later steps', () => {
    const later = draw(ask('sequential', 2, 5), 300).flatMap(({ steps }) => steps.slice(1));
    const linked = later.filter((step) => step.arguments.some(({ from }) => from.kind === 'link'));
    expect(linked.length / later.length).toBeGreaterThan(0.5);
  });

  it('makes two slots of origin and destination', () => {
    const buses = draw({ ...ask('short'), start: 'buses/search_buses' }, 50).flatMap(({ steps }) => steps);
    for (const step of buses.filter(({ endpointId }) => endpointId === 'buses/search_buses')) {
      const slots = step.arguments.flatMap(({ from }) => (from.kind === 'slot' ? from.slot : []));
      expect(new Set(slots).size).toBe(slots.length);
    }
  });

  it('looks up both ends of a journey side by side', () => {
    const flights = draw({ ...ask('parallel', 3, 4), start: 'airports/search_flights' }, 30);
    expect(flights.length).toBeGreaterThan(0);
    for (const { steps } of flights)
      expect(steps.filter(({ endpointId }) => endpointId === 'airports/find_airport')).toHaveLength(2);
  });

  it('says why a start cannot serve', () => {
    const unknown = sampler.sample({ ...ask('short'), start: 'nowhere/nothing' }, createRandom(1));
    const unreachable = sampler.sample({ ...ask('short'), start: 'vault/open_vault' }, createRandom(1));
    expect(unknown).toMatchObject({ ok: false, reason: 'unknown_start' });
    expect(unreachable).toMatchObject({ ok: false, reason: 'unreachable_start' });
  });

  it('says that a request contradicts itself', () => {
    const request = { ...ask('short', 3, 5) };
    expect(sampler.sample(request, createRandom(1))).toMatchObject({
      ok: false,
      reason: 'impossible_request',
    });
  });

  it('names the endpoints that nothing can reach', () => {
    expect(sampler.capacity().unreachable).toEqual(['vault/open_vault']);
  });

  it('refuses the modes that a catalog without links cannot carry', () => {
    const alone = makeRegistry([{ id: 'alpha/joke' }, { id: 'beta/fact' }]);
    const { projected: graph } = buildGraphs(alone, travelConcepts, graphSettings);
    const lonely = createSampler(alone, graph, settings);
    expect(lonely.capacity().modes).toEqual(['short']);
    const outcome = lonely.sample(ask('multi_tool', 2), createRandom(1));
    expect(outcome).toMatchObject({ ok: false, reason: 'mode_not_carried' });
  });

  it('throws where no conversation can start', () => {
    const locked = makeRegistry([
      { id: 'vault/open', parameters: [{ name: 'vault_id', concept: 'vault_id' }] },
    ]);
    const { projected: graph } = buildGraphs(locked, travelConcepts, graphSettings);
    expect(() => createSampler(locked, graph, settings)).toThrow(NothingToSampleError);
  });
});
