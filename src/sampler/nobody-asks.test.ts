import { describe, expect, it } from 'vitest';
import { type EndpointSketch, makeConcepts, makeRegistry } from '../../test/support/make-registry.js';
import { readGraphSettings, readSamplerSettings } from '../../test/support/read-settings.js';
import { buildGraphs } from '../graph/build-graphs.js';
import { createRandom } from '../random/random.js';
import type { ToolChain } from '../types/tool-chain.js';
import { createSampler } from './create-sampler.js';

const settings = { graph: readGraphSettings(), sampler: readSamplerSettings() };

/** Many chains of a small catalog, from one start. */
function draw(sketches: readonly EndpointSketch[], start: string, entities: readonly string[]): ToolChain[] {
  const registry = makeRegistry(sketches);
  const { projected } = buildGraphs(registry, makeConcepts(entities), settings.graph);
  const sampler = createSampler(registry, projected, settings.sampler);
  const request = {
    mode: 'sequential' as const,
    steps: { minimum: 2, maximum: 5 },
    goals: { minimum: 1, maximum: 4 },
    start,
  };
  return Array.from({ length: 200 }, (_, seed) => sampler.sample(request, createRandom(seed))).flatMap(
    (outcome) => (outcome.ok ? [outcome.chain] : []),
  );
}

const point = ['latitude', 'longitude'].map((concept) => ({
  name: concept,
  concept,
  role: 'content' as const,
  source: 'user' as const,
  required: true,
}));

const city: EndpointSketch = {
  id: 'atlas/find_city',
  entity: 'city',
  parameters: [{ name: 'city', concept: 'city', role: 'content', source: 'user', required: true }],
  objects: [{ at: '', entity: 'city', idField: null }],
  response: { '/latitude': 'latitude', '/longitude': 'longitude' },
};

const forecastOf = (tool: string): EndpointSketch => ({
  id: `${tool}/forecast`,
  entity: 'forecast',
  category: 'weather',
  parameters: point,
  objects: [{ at: '', entity: 'forecast', idField: null }],
  response: { '/temperature': null },
});

describe('chains', () => {
  it('ask one tool only for one kind of thing', () => {
    const chains = draw([city, forecastOf('skies'), forecastOf('clouds')], 'atlas/find_city', []);
    expect(chains.length).toBeGreaterThan(0);
    for (const { steps } of chains)
      expect(steps.filter(({ endpointId }) => endpointId.endsWith('/forecast')).length).toBeLessThan(2);
  });

  it('take both halves of a point from one place, or leave the way out', () => {
    const distance: EndpointSketch = {
      id: 'ways/distance',
      entity: 'route',
      parameters: ['lat1', 'lon1', 'lat2', 'lon2'].map((name) => ({
        name,
        concept: name.startsWith('lat') ? 'latitude' : 'longitude',
        role: 'content',
        source: 'user',
        required: true,
      })),
      response: { '/kilometers': null },
    };
    for (const { steps } of draw([city, distance, forecastOf('skies')], 'atlas/find_city', [])) {
      for (const step of steps.filter(({ endpointId }) => endpointId === 'ways/distance')) {
        const from = (name: string) => {
          const source = step.arguments.find(({ parameter }) => parameter === name)?.from;
          return source?.kind === 'link' ? `${source.step} ${source.item}` : source?.kind;
        };
        expect(from('lat1')).toBe(from('lon1'));
        expect(from('lat2')).toBe(from('lon2'));
      }
    }
  });

  it('take a number from where it was found, not from what it was passed to', () => {
    const oddsOf = (market: string): EndpointSketch => ({
      id: `league/${market}`,
      entity: 'odds',
      intent: 'search',
      parameters: [
        { name: 'match_id', concept: 'match_id', role: 'identifier', source: 'none', required: true },
      ],
      objects: [{ at: '/*', entity: 'odds', idField: null }],
      response: { '/*/match_id': 'match_id', [`/*/${market}`]: null },
    });
    const matches: EndpointSketch = {
      id: 'league/matches',
      entity: 'match',
      intent: 'search',
      objects: [{ at: '/*', entity: 'match', idField: 'id' }],
      response: { '/*/id': 'match_id' },
    };
    const chains = draw([matches, oddsOf('spread'), oddsOf('total')], 'league/matches', ['match', 'odds']);
    expect(chains.some(({ steps }) => steps.length > 2)).toBe(true);
    for (const argument of chains.flatMap(({ steps }) => steps.flatMap((step) => step.arguments)))
      expect(argument.from).toMatchObject({ kind: 'link', step: 0 });
  });
});
