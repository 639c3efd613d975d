import type { JsonSchema } from '../../src/types/json.js';
import type { Endpoint } from '../../src/types/tool-registry.js';
import { makeSchemaEndpoint } from './make-hotel-endpoints.js';

const text: JsonSchema = { type: 'string' };
const number: JsonSchema = { type: 'number' };
const object = (properties: { readonly [name: string]: JsonSchema }): JsonSchema => ({
  type: 'object',
  properties,
});
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

const train = {
  train_id: text,
  train_number: text,
  from_station: text,
  to_station: text,
  date: { type: 'string', format: 'date' },
  depart_time: text,
  price: number,
  currency: text,
} as const;
const ticket = {
  ticket_id: text,
  status: { type: 'string', enum: ['booked', 'cancelled'] },
  train_id: text,
  train_number: text,
  from_station: text,
  to_station: text,
  date: { type: 'string', format: 'date' },
  depart_time: text,
  passengers: { type: 'integer', minimum: 1, maximum: 8 },
  total_price: number,
  currency: text,
  created_at: { type: 'string', format: 'date-time' },
} as const;

/** Trains and their tickets, comparisons of cities and of services: answers whose parts depend on each other. */
export function makeTrainEndpoints(): ReadonlyMap<string, Endpoint> {
  const endpoints = [
    makeSchemaEndpoint({
      id: 'rail/search',
      intent: 'search',
      entity: 'train',
      takes: [{ name: 'from_station' }, { name: 'max_price', required: false, schema: number }],
      filters: [
        { parameter: 'from_station', field: 'from_station', operator: 'equals' },
        { parameter: 'max_price', field: 'price', operator: 'at_most' },
      ],
      schema: object({ total: { type: 'integer' }, results: list(object(train)) }),
      objects: [{ at: '/results/*', entity: 'train', idField: 'train_id' }],
    }),
    makeSchemaEndpoint({
      id: 'rail/get',
      intent: 'retrieve',
      entity: 'train',
      idParameter: 'train_id',
      takes: [{ name: 'train_id' }],
      schema: object(train),
      objects: [{ at: '', entity: 'train', idField: 'train_id' }],
    }),
    makeSchemaEndpoint({
      id: 'rail/buy',
      intent: 'create',
      entity: 'ticket',
      takes: [{ name: 'train_id' }, { name: 'passengers', schema: { type: 'integer', minimum: 1 } }],
      writes: ['train_id', 'passengers'].map((field) => ({ parameter: field, field })),
      schema: object(ticket),
      objects: [{ at: '', entity: 'ticket', idField: 'ticket_id' }],
    }),
    makeSchemaEndpoint({
      id: 'rail/exchange',
      intent: 'update',
      entity: 'ticket',
      idParameter: 'ticket_id',
      takes: [{ name: 'ticket_id' }, { name: 'train_id' }],
      writes: [{ parameter: 'train_id', field: 'train_id' }],
      schema: object(ticket),
      objects: [{ at: '', entity: 'ticket', idField: 'ticket_id' }],
    }),
    makeSchemaEndpoint({
      id: 'rail/compare',
      intent: 'compare',
      entity: 'train',
      takes: [{ name: 'train_id_1' }, { name: 'train_id_2' }].map((parameter) => ({
        ...parameter,
        schema: text,
      })),
      schema: object({ trains: list(object(train)) }),
      objects: [{ at: '/trains/*', entity: 'train', idField: 'train_id' }],
    }),
    makeSchemaEndpoint({
      id: 'parcels/compare_services',
      intent: 'compare',
      entity: 'parcel_service',
      takes: [{ name: 'city' }],
      schema: object({
        services: list(
          object({ service: { type: 'string', enum: ['standard', 'express', 'economy'] }, price: number }),
        ),
      }),
      objects: [{ at: '/services/*', entity: 'parcel_service', idField: null }],
    }),
    makeSchemaEndpoint({
      id: 'weather/by_coordinates',
      intent: 'retrieve',
      entity: 'forecast',
      takes: [
        { name: 'lat', schema: number },
        { name: 'lon', schema: number },
      ],
      schema: object({
        city: text,
        sunrise: text,
        sunset: text,
        hourly: list(object({ time: text, temperature: number })),
      }),
      objects: [{ at: '', entity: 'forecast', idField: null }],
    }),
  ];
  return new Map(
    endpoints.map((endpoint) => [
      endpoint.callName,
      {
        ...endpoint,
        parameters: endpoint.parameters.map((parameter) =>
          parameter.name.startsWith('train_id_')
            ? { ...parameter, concept: { id: 'train_id', confidence: 1, evidence: [] } }
            : parameter,
        ),
        response: {
          ...endpoint.response,
          fields: endpoint.response.fields.map((field) =>
            field.name === 'train_id'
              ? { ...field, concept: { id: 'train_id', confidence: 1, evidence: [] } }
              : field.name === 'sunrise' || field.name === 'sunset' || field.name === 'time'
                ? { ...field, concept: { id: 'time_of_day', confidence: 1, evidence: [] } }
                : field,
          ),
        },
      },
    ]),
  );
}
