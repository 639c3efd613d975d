import { describe, expect, it } from 'vitest';
import { makeSchemaEndpoint } from '../../test/support/make-hotel-endpoints.js';
import type { JsonObject } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';
import { createOfflineExecutor } from './create-offline-executor.js';

const text = { type: 'string' } as const;

function answer(endpoint: Endpoint, parameters: JsonObject): JsonObject {
  const executor = createOfflineExecutor({
    endpoints: new Map([[endpoint.callName, endpoint]]),
    world: { seed: 'asked', now: '2026-04-09T10:15:00', locale: 'en' },
  });
  return executor.execute({ id: 'abc123def', name: endpoint.callName, parameters }).output as JsonObject;
}

describe('an answer to a call that names something', () => {
  it('shows the id that a filter asks for, where the registry sees no id', () => {
    const place = {
      ...makeSchemaEndpoint({
        id: 'places/details',
        intent: 'retrieve',
        entity: 'google',
        takes: [{ name: 'id' }],
        schema: { type: 'object', properties: { name: text, place_id: text } },
        objects: [{ at: '', entity: 'google', idField: null }],
      }),
      filters: [{ parameter: 'id', field: 'place_id', operator: 'equals' as const }],
    };
    expect(answer(place, { id: 'plc_d3mg2w5' })['place_id']).toBe('plc_d3mg2w5');
  });

  it('leaves out a whole number that would cut off what was asked', () => {
    const air = makeSchemaEndpoint({
      id: 'air/quality',
      intent: 'retrieve',
      entity: 'air_quality',
      takes: [{ name: 'lat' }],
      schema: { type: 'object', properties: { lat: { type: 'integer' }, index: { type: 'integer' } } },
      objects: [{ at: '', entity: 'air_quality', idField: null }],
    });
    expect(Object.keys(answer(air, { lat: '43.27' }))).toEqual(['index']);
    expect(answer(air, { lat: '43' })['lat']).toBe(43);
  });
});
