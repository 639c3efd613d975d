import type { JsonSchema } from '../../src/types/json.js';
import type { Endpoint, Parameter, ResponseField, ResponseObject } from '../../src/types/tool-registry.js';
import { makeEndpoint } from './make-registry.js';

const hotel: { readonly [name: string]: JsonSchema } = {
  name: { type: 'string' },
  city: { type: 'string' },
  stars: { type: 'integer', minimum: 1, maximum: 5 },
  price_per_night: { type: 'number' },
  rating: { type: 'number' },
};
const object = (properties: { readonly [name: string]: JsonSchema }): JsonSchema => ({
  type: 'object',
  properties,
});
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

const conceptOf: { readonly [name: string]: string } = {
  city: 'city',
  price_per_night: 'price',
  rating: 'rating',
  hotel_id: 'hotel_id',
  booking_id: 'booking_id',
  check_in_date: 'date_future',
  nights: 'nights_count',
};

type Sketch = Partial<Endpoint> & {
  readonly id: string;
  readonly schema: JsonSchema;
  readonly objects: readonly ResponseObject[];
  readonly takes: readonly (Partial<Parameter> & { readonly name: string })[];
};

/** An endpoint whose fields are read off its response schema. */
export function makeSchemaEndpoint({ id, schema, objects, takes, ...rest }: Sketch): Endpoint {
  const base = makeEndpoint({
    id,
    objects,
    parameters: takes.map((parameter) => ({ ...parameter, concept: conceptOf[parameter.name] ?? null })),
  });
  const fields: ResponseField[] = [];
  const walk = (node: JsonSchema, pointer: string): void => {
    if (node.properties)
      for (const [name, child] of Object.entries(node.properties)) walk(child, `${pointer}/${name}`);
    else if (node.items) walk(node.items, `${pointer}/*`);
    else fields.push(makeField(pointer, node, objects));
  };
  walk(schema, '');
  return {
    ...base,
    ...rest,
    response: { ...base.response, schema, fields, counts: rest.response?.counts ?? countsOf(schema) },
  };
}

function countsOf(schema: JsonSchema): Endpoint['response']['counts'] {
  return schema.properties?.total && schema.properties.results ? [{ pointer: '/total', of: '/results' }] : [];
}

function makeField(pointer: string, schema: JsonSchema, objects: readonly ResponseObject[]): ResponseField {
  const name = pointer.split('/').findLast((segment) => segment !== '*') ?? '';
  let index = -1;
  objects.forEach(({ at }, position) => {
    if (pointer.startsWith(`${at}/`) && at.length > (objects[index]?.at.length ?? -1)) index = position;
  });
  const entity = objects[index]?.entity ?? '';
  return {
    pointer,
    name,
    label: name.replaceAll('_', ' '),
    schema,
    concept: conceptOf[name] ? { id: conceptOf[name], confidence: 0.9, evidence: [] } : null,
    object: index,
    attribute: name.startsWith(`${entity}_`) ? name.slice(entity.length + 1) : name,
  };
}

/** A small catalog with a whole life: search, read, book, change, cancel; the search spells hotel fields its own way. */
export function makeHotelEndpoints(): ReadonlyMap<string, Endpoint> {
  const { name, city, ...numbers } = hotel as { name: JsonSchema; city: JsonSchema };
  const booking: { readonly [name: string]: JsonSchema } = {
    booking_id: { type: 'string' },
    hotel_id: { type: 'string' },
    hotel_name: { type: 'string' },
    guest: { type: 'string' },
    check_in_date: { type: 'string', format: 'date' },
    check_out_date: { type: 'string', format: 'date' },
    nights: { type: 'integer', minimum: 1, maximum: 9 },
    status: { type: 'string', enum: ['pending', 'confirmed', 'cancelled'] },
  };
  const endpoints = [
    makeSchemaEndpoint({
      id: 'hotels/search',
      intent: 'search',
      entity: 'hotel',
      takes: [
        { name: 'city' },
        { name: 'max_price', required: false, schema: { type: 'number' } },
        { name: 'min_stars', required: false, schema: { type: 'integer' } },
        { name: 'name_contains', required: false },
        { name: 'sort_by', required: false, role: 'sort' },
        { name: 'limit', required: false, role: 'limit', schema: { type: 'integer', minimum: 1 } },
        { name: 'page', required: false, role: 'page', schema: { type: 'integer', minimum: 1 } },
      ],
      filters: [
        { parameter: 'city', field: 'city', operator: 'equals' },
        { parameter: 'max_price', field: 'price_per_night', operator: 'at_most' },
        { parameter: 'min_stars', field: 'stars', operator: 'at_least' },
        { parameter: 'name_contains', field: 'hotel_name', operator: 'contains' },
      ],
      schema: object({
        total: { type: 'integer' },
        results: list(object({ hotel_id: { type: 'string' }, hotel_name: name, city, ...numbers })),
      }),
      objects: [{ at: '/results/*', entity: 'hotel', idField: 'hotel_id' }],
    }),
    makeSchemaEndpoint({
      id: 'hotels/get',
      intent: 'retrieve',
      entity: 'hotel',
      idParameter: 'hotel_id',
      takes: [{ name: 'hotel_id' }],
      schema: object({
        data: object({
          hotel_id: { type: 'string' },
          ...hotel,
          stars: { type: 'string' },
          reviews: list(
            object({
              author: { type: 'string' },
              text: { type: 'string' },
              date: { type: 'string', format: 'date' },
            }),
          ),
        }),
      }),
      objects: [{ at: '/data', entity: 'hotel', idField: 'hotel_id' }],
    }),
    makeSchemaEndpoint({
      id: 'hotels/book',
      intent: 'create',
      entity: 'booking',
      takes: [
        { name: 'hotel_id' },
        { name: 'guest' },
        { name: 'check_in_date', schema: { type: 'string', format: 'date' } },
        { name: 'nights', schema: { type: 'integer', minimum: 1, maximum: 9 } },
      ],
      writes: ['hotel_id', 'guest', 'check_in_date', 'nights'].map((field) => ({ parameter: field, field })),
      schema: object(booking),
      objects: [{ at: '', entity: 'booking', idField: 'booking_id' }],
    }),
    makeSchemaEndpoint({
      id: 'hotels/get_booking',
      intent: 'retrieve',
      entity: 'booking',
      idParameter: 'booking_id',
      takes: [{ name: 'booking_id' }],
      schema: object(booking),
      objects: [{ at: '', entity: 'booking', idField: 'booking_id' }],
    }),
    makeSchemaEndpoint({
      id: 'hotels/change_booking',
      intent: 'update',
      entity: 'booking',
      idParameter: 'booking_id',
      takes: [
        { name: 'booking_id' },
        { name: 'nights', schema: { type: 'integer', minimum: 1, maximum: 9 } },
      ],
      writes: [{ parameter: 'nights', field: 'nights' }],
      schema: object(booking),
      objects: [{ at: '', entity: 'booking', idField: 'booking_id' }],
    }),
    makeSchemaEndpoint({
      id: 'hotels/cancel_booking',
      intent: 'delete',
      entity: 'booking',
      idParameter: 'booking_id',
      takes: [{ name: 'booking_id' }],
      schema: object({ booking_id: booking.booking_id as JsonSchema, status: booking.status as JsonSchema }),
      objects: [{ at: '', entity: 'booking', idField: 'booking_id' }],
    }),
    makeSchemaEndpoint({
      id: 'weather/forecast',
      intent: 'retrieve',
      entity: 'forecast',
      takes: [{ name: 'city' }],
      schema: object({
        city,
        days: list(
          object({
            date: { type: 'string', format: 'date' },
            condition: { type: 'string' },
            temperature_min: { type: 'number' },
            temperature_max: { type: 'number' },
          }),
        ),
      }),
      objects: [{ at: '', entity: 'forecast', idField: null }],
    }),
  ];
  return new Map(endpoints.map((endpoint) => [endpoint.callName, endpoint]));
}
