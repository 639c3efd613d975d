import { describe, expect, it } from 'vitest';
import { makeSchemaEndpoint } from '../../test/support/make-hotel-endpoints.js';
import type { JsonObject } from '../types/json.js';
import { createOfflineExecutor } from './create-offline-executor.js';
import { isIdLike } from './identities.js';

const text = { type: 'string' } as const;
const stations = [
  makeSchemaEndpoint({
    id: 'rail/complete',
    intent: 'search',
    entity: 'station',
    takes: [{ name: 'city' }],
    schema: { type: 'array', items: { type: 'object', properties: { id: text, name: text, address: text } } },
    objects: [{ at: '/*', entity: 'station', idField: 'id' }],
  }),
  // The same things, taken for reports by a registry that saw `timetable`.
  makeSchemaEndpoint({
    id: 'rail/timetable',
    intent: 'retrieve',
    entity: 'weather_report',
    idParameter: 'station_id',
    takes: [{ name: 'station_id' }, { name: 'date', required: false }],
    schema: {
      type: 'object',
      properties: {
        station: { type: 'object', properties: { station_id: text, name: text, address: text } },
        date: text,
      },
    },
    objects: [{ at: '/station', entity: 'weather_report', idField: 'station_id' }],
  }),
];

const open = (seed: string) => {
  const executor = createOfflineExecutor({
    endpoints: new Map(stations.map((endpoint) => [endpoint.callName, endpoint])),
    world: { seed, now: '2026-04-09T10:15:00', locale: 'en' },
  });
  return (name: string, parameters: JsonObject) =>
    executor.execute({ id: 'abc123def', name, parameters }).output as never;
};

describe('createIdentities', () => {
  it('makes an id that was given out one thing, whatever another endpoint of the tool is taken to show', () => {
    for (const seed of ['a', 'b', 'c', 'd']) {
      const call = open(seed);
      for (const { id, name, address } of call('rail::complete', { city: 'Lima' }) as JsonObject[]) {
        const { station } = call('rail::timetable', { station_id: id ?? '', date: '2026-05-01' }) as {
          station: JsonObject;
        };
        expect(station).toEqual({ station_id: id, name, address });
      }
    }
  });
});

describe('isIdLike', () => {
  it.each(['id', 'hotelId', 'imdbid', 'slug', 'booking_ref', 'instrument_token'])(
    'takes %s for one',
    (name) => {
      expect(isIdLike(name)).toBe(true);
    },
  );
  it.each(['paid', 'name', 'hotel_ids', 'liquid', 'code'])('takes %s for none', (name) => {
    expect(isIdLike(name)).toBe(false);
  });
});
