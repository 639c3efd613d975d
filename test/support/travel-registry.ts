import type { ToolRegistry } from '../../src/types/tool-registry.js';
import { type EndpointSketch, makeConcepts, makeRegistry } from './make-registry.js';

const hotels = (at: string) => [{ at, entity: 'hotel', idField: 'id' }];
const bookings = (at: string) => [{ at, entity: 'booking', idField: 'booking_id' }];
const jobs = (at: string) => [{ at, entity: 'job', idField: 'id' }];

/** A small world: hotels with bookings, weather in the same cities, airports and flights, jobs that have nothing to do with it. */
export const travelSketches: readonly EndpointSketch[] = [
  {
    id: 'hotels/search_hotels',
    intent: 'search',
    entity: 'hotel',
    parameters: [
      { name: 'city', concept: 'city' },
      { name: 'check_in', concept: 'date' },
      { name: 'check_out', concept: 'date' },
      { name: 'limit', required: false, role: 'limit', schema: { type: 'integer' } },
    ],
    objects: hotels('/results/*'),
    response: { '/results/*/id': null, '/results/*/name': null, '/results/*/price': null },
  },
  {
    id: 'hotels/get_hotel',
    entity: 'hotel',
    idParameter: 'hotel_id',
    parameters: [{ name: 'hotel_id', concept: 'hotel_id' }],
    objects: hotels('/data'),
    response: { '/data/id': null, '/data/name': null, '/data/description': null },
  },
  {
    id: 'hotels/book_hotel',
    intent: 'create',
    entity: 'booking',
    parameters: [
      { name: 'hotel_id', concept: 'hotel_id' },
      { name: 'check_in', concept: 'date' },
      { name: 'check_out', concept: 'date' },
    ],
    objects: bookings(''),
    response: { '/booking_id': 'booking_id', '/hotel_id': 'hotel_id', '/status': null },
  },
  {
    id: 'hotels/get_booking',
    entity: 'booking',
    idParameter: 'booking_id',
    parameters: [{ name: 'booking_id', concept: 'booking_id' }],
    objects: bookings(''),
    response: { '/booking_id': 'booking_id', '/status': null, '/created_at': null },
  },
  {
    id: 'hotels/cancel_booking',
    intent: 'delete',
    entity: 'booking',
    idParameter: 'booking_id',
    parameters: [{ name: 'booking_id', concept: 'booking_id' }],
    objects: bookings(''),
    response: { '/booking_id': 'booking_id', '/status': null },
  },
  {
    id: 'weather/forecast',
    intent: 'retrieve',
    entity: 'forecast',
    parameters: [
      { name: 'city', concept: 'city' },
      { name: 'date', concept: 'date', required: false },
    ],
    objects: [{ at: '', entity: 'forecast', idField: null }],
    response: { '/temperature': null, '/summary': null },
  },
  {
    id: 'airports/find_airport',
    intent: 'search',
    entity: 'airport',
    parameters: [{ name: 'city', concept: 'city' }],
    objects: [{ at: '/airports/*', entity: 'airport', idField: 'id' }],
    response: { '/airports/*/id': 'airport_id', '/airports/*/name': null },
  },
  {
    id: 'airports/search_flights',
    intent: 'search',
    entity: 'flight',
    parameters: [
      { name: 'origin_airport_id', concept: 'airport_id' },
      { name: 'destination_airport_id', concept: 'airport_id' },
      { name: 'date', concept: 'date' },
    ],
    objects: [{ at: '/flights/*', entity: 'flight', idField: 'id' }],
    response: { '/flights/*/id': null, '/flights/*/price': null },
  },
  {
    id: 'buses/search_buses',
    intent: 'search',
    entity: 'bus',
    parameters: [
      { name: 'from_city', concept: 'city' },
      { name: 'to_city', concept: 'city' },
      { name: 'date', concept: 'date' },
    ],
    objects: [{ at: '/buses/*', entity: 'bus', idField: null }],
    response: { '/buses/*/departure': null },
  },
  {
    id: 'jobs/list_jobs',
    intent: 'search',
    entity: 'job',
    category: 'work',
    parameters: [{ name: 'city', concept: 'city' }],
    objects: jobs('/jobs/*'),
    response: { '/jobs/*/id': null, '/jobs/*/title': null },
  },
  {
    id: 'jobs/get_job',
    entity: 'job',
    category: 'work',
    idParameter: 'id',
    parameters: [{ name: 'id', concept: 'identifier', source: 'none', role: 'identifier' }],
    objects: jobs(''),
    response: { '/id': null, '/title': null, '/salary': null },
  },
  {
    id: 'vault/open_vault',
    category: 'work',
    entity: 'vault',
    idParameter: 'vault_id',
    parameters: [{ name: 'vault_id', concept: 'vault_id' }],
    response: { '/gold': null },
  },
];

export const travelConcepts = makeConcepts(['hotel', 'booking', 'airport', 'flight', 'job', 'vault']);

export function travelRegistry(): ToolRegistry {
  return makeRegistry(travelSketches);
}
