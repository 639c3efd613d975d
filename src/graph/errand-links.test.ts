import { describe, expect, it } from 'vitest';
import { type EndpointSketch, makeConcepts, makeRegistry } from '../../test/support/make-registry.js';
import { readGraphSettings } from '../../test/support/read-settings.js';
import { loadKnowledge } from '../concepts/load-knowledge.js';
import { configDirectory } from '../config/package-paths.js';
import type { Parameter } from '../types/tool-registry.js';
import { buildGraphs } from './build-graphs.js';

const settings = readGraphSettings();

function edgesOf(sketches: readonly EndpointSketch[], kind: 'data_link' | 'semantic' = 'data_link') {
  const { concepts } = makeConcepts(['post', 'airline', 'airport']);
  return buildGraphs(makeRegistry(sketches), { concepts }, settings).projected.edges.filter(
    (edge) => edge.kind === kind,
  );
}

const point = ['latitude', 'longitude'].map((name) => ({ name, concept: name, role: 'content' as const }));
const forecast: EndpointSketch = { id: 'skies/forecast', entity: 'forecast', parameters: point };
const placeCalled = (id: string, sketch: Partial<EndpointSketch> = {}): EndpointSketch => ({
  id,
  entity: 'place',
  objects: [{ at: '', entity: 'place', idField: null }],
  response: { '/latitude': 'latitude', '/longitude': 'longitude' },
  ...sketch,
});

describe('links that lead somewhere', () => {
  it('start from what is there, not from what is made up', () => {
    expect(edgesOf([placeCalled('atlas/find_place'), forecast])).toHaveLength(1);
    expect(edgesOf([placeCalled('atlas/random_place'), forecast])).toHaveLength(0);
  });

  it('start from a point that was found, not from the one that was asked about', () => {
    expect(edgesOf([placeCalled('atlas/population', { parameters: point }), forecast])).toHaveLength(0);
  });

  it('share a value only where it is certain what it is', () => {
    const registry = (confidence: number) => {
      const { tools, endpoints } = makeRegistry(
        ['alpha/hotels', 'beta/weather'].map((id) => ({
          id,
          parameters: [{ name: 'city', concept: 'city', role: 'content' }],
        })),
      );
      const doubt = (parameter: Parameter): Parameter => ({
        ...parameter,
        concept: { id: 'city', confidence, evidence: [] },
      });
      return {
        tools,
        endpoints: endpoints.map((each) => ({ ...each, parameters: each.parameters.map(doubt) })),
      };
    };
    const shared = (confidence: number) =>
      buildGraphs(registry(confidence), makeConcepts([]), settings).projected.edges.filter(
        ({ kind }) => kind === 'semantic',
      );
    expect(shared(0.95)).toHaveLength(2);
    expect(shared(0.7)).toHaveLength(0);
  });

  it('take the code of an airline for no airport, and share no postal code of nowhere', () => {
    const knowledge = loadKnowledge(configDirectory);
    const edges = (sketches: readonly EndpointSketch[]) =>
      buildGraphs(makeRegistry(sketches), knowledge, settings).projected.edges;
    const flights: EndpointSketch = {
      id: 'wings/flights',
      entity: 'flight',
      intent: 'search',
      parameters: [{ name: 'airport', concept: 'airport_code', role: 'content' }],
    };
    const codeOf = (entity: string): EndpointSketch => ({
      id: `codes/${entity}`,
      entity,
      objects: [{ at: '', entity, idField: null }],
      response: { '/icao': 'airport_code' },
    });
    expect(edges([codeOf('airport'), flights]).filter(({ kind }) => kind === 'data_link')).toHaveLength(1);
    expect(edges([codeOf('airline'), flights]).filter(({ kind }) => kind === 'data_link')).toHaveLength(0);
    const asks = (id: string, entity: string): EndpointSketch => ({
      id,
      entity,
      parameters: [{ name: 'zip', concept: 'postal_code', role: 'content' }],
    });
    const meet = (one: string, other: string) =>
      edges([asks(one, 'forecast'), asks(other, 'hotel')]).some(({ kind }) => kind === 'semantic');
    expect(meet('usa_weather/by_zip', 'american_hotels/near_zip')).toBe(true);
    expect(meet('usa_weather/by_zip', 'german_hotels/near_zip')).toBe(false);
    expect(meet('weather/by_zip', 'hotels/near_zip')).toBe(false);
  });
});
