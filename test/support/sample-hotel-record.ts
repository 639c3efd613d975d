import type { DatasetRecord } from '../../src/types/dataset-record.js';
import {
  answer,
  argument,
  by,
  call,
  calls,
  fromOutput,
  fromUser,
  metadata,
  says,
  semantics,
  system,
  tells,
  user,
} from './record-parts.js';

const search = call('aaaaaaaa1', 'stayfinder::search_hotels', {
  city: 'Lisbon',
  check_in: '2026-05-04',
  check_out: '2026-05-07',
  max_price: 150,
  limit: 10,
});
const details = call('aaaaaaaa2', 'stayfinder::get_hotel', { hotel_id: 'HTL-20391' });
const booking = call('aaaaaaaa3', 'stayfinder::create_booking', {
  hotel_id: 'HTL-20391',
  check_in: '2026-05-04',
  check_out: '2026-05-07',
  guests: 2,
  currency: 'EUR',
});

const hotels = {
  hotels: [
    { hotel_id: 'HTL-20391', name: 'Casa do Tejo', city: 'Lisbon', price_per_night: 118.5, rating: 4.4 },
    { hotel_id: 'HTL-88120', name: 'Alfama Rooms', city: 'Lisbon', price_per_night: 96, rating: 4.1 },
    { hotel_id: 'HTL-51177', name: 'Miradouro Inn', city: 'Lisbon', price_per_night: 149, rating: 4.6 },
  ],
  total: 3,
};
const hotel = {
  hotel_id: 'HTL-20391',
  name: 'Casa do Tejo',
  city: 'Lisbon',
  price_per_night: 118.5,
  rating: 4.4,
  currency: 'EUR',
  check_in_from: '15:00',
  breakfast_included: true,
};
const booked = {
  booking: {
    booking_id: 'BK7719402',
    hotel_id: 'HTL-20391',
    check_in: '2026-05-04',
    check_out: '2026-05-07',
    guests: 2,
    total_price: 355.5,
    currency: 'EUR',
    status: 'confirmed',
  },
};

const policy = 'Ask for confirmation before you create a booking.';
const messages = [
  system(`You are a travel assistant. Today is Thursday, April 9, 2026. ${policy}`),
  user('Hi! I need a hotel in Lisbon from May 4 for three nights, two people, at most 150 euros a night.'),
  calls('', search),
  answer(search, hotels),
  says(
    'I found three hotels in Lisbon: Casa do Tejo at 118.50 a night, Alfama Rooms at 96 and Miradouro Inn at 149. The cheapest is Alfama Rooms. Which one would you like to look at?',
  ),
  user('Casa do Tejo sounds nice, tell me more about it.'),
  calls('Let me look it up.', details),
  answer(details, hotel),
  says(
    'Casa do Tejo is rated 4.4, breakfast is included and check-in starts at 3 pm. Shall I book it from May 4 to May 7?',
  ),
  user('Yes please, go ahead.'),
  calls('', booking),
  answer(booking, booked),
  says('Done. Your booking BK7719402 at Casa do Tejo is confirmed, €355.50 in all for two guests.'),
];
const id = 'conv_7_0000';
const nights = fromUser(messages, 1, 'three', by('number'));
const checkIn = fromUser(messages, 1, 'May 4', by('date'));
const checkOut = {
  kind: 'derived',
  function: 'date_add',
  inputs: [checkIn, nights],
  options: { unit: 'day' },
} as const;
const dates = {
  check_in: { type: 'string', format: 'date' },
  check_out: { type: 'string', format: 'date' },
} as const;
const hotelObject = (at: string) => [{ at, entity: 'hotel', id_field: 'hotel_id' }];

/** Search, details and a confirmed booking, with a choice among results. */
export const hotelRecord: DatasetRecord = {
  conversation_id: id,
  messages,
  tool_calls: [search, details, booking],
  tool_outputs: [
    { id: search.id, name: search.name, output: hotels },
    { id: details.id, name: details.name, output: hotel },
    { id: booking.id, name: booking.name, output: booked },
  ],
  tools: [
    {
      name: 'stayfinder::search_hotels',
      description: 'Searches hotels in a city.',
      parameters: {
        type: 'object',
        properties: {
          city: { type: 'string' },
          ...dates,
          max_price: { type: 'number' },
          limit: { type: 'integer', minimum: 1, maximum: 50, default: 10 },
        },
        required: ['city', 'check_in', 'check_out'],
        additionalProperties: false,
      },
    },
    {
      name: 'stayfinder::get_hotel',
      description: 'Details of one hotel.',
      parameters: { type: 'object', properties: { hotel_id: { type: 'string' } }, required: ['hotel_id'] },
    },
    {
      name: 'stayfinder::create_booking',
      description: 'Books a room.',
      parameters: {
        type: 'object',
        properties: {
          hotel_id: { type: 'string' },
          ...dates,
          guests: { type: 'integer', minimum: 1 },
          currency: { type: 'string', enum: ['EUR', 'USD'], default: 'EUR' },
        },
        required: ['hotel_id', 'check_in', 'check_out', 'guests'],
      },
    },
    {
      name: 'stayfinder::list_reviews',
      description: 'Reviews of a hotel.',
      parameters: { type: 'object', properties: { hotel_id: { type: 'string' } }, required: ['hotel_id'] },
    },
  ],
  scenario: {
    persona: {
      ...{ name: 'Maria Oliveira', occupation: 'nurse', age_band: 'adult', temperament: 'calm' },
      ...{ patience: 'patient', expertise: 'regular', register: 'chatty' },
    },
    goal: 'Find a hotel in Lisbon for three nights and book it.',
    knows: [
      { label: 'city', value: 'Lisbon', concept: 'city' },
      { label: 'check-in date', value: '2026-05-04', concept: 'date' },
    ],
    holds_back: [],
    profile: {},
    now: '2026-04-09T10:15:00',
    time_zone: 'Europe/Lisbon',
    policies: [
      {
        id: 'confirm-booking',
        kind: 'confirm_before',
        endpoints: ['stayfinder::create_booking'],
        text: policy,
      },
    ],
    locale: 'en',
  },
  goal: [
    {
      text: 'Find a hotel in Lisbon and book it.',
      message: 1,
      outcome: 'achieved',
      told: [{ name: 'stayfinder::get_hotel', arguments: { hotel_id: 'HTL-20391' }, pointer: '' }],
      changed: [{ name: 'stayfinder::create_booking', arguments: { hotel_id: 'HTL-20391', guests: 2 } }],
      calls: [search.id, details.id, booking.id],
    },
  ],
  semantics: {
    'stayfinder::search_hotels': semantics('search', 'hotel', {
      objects: hotelObject('/hotels/*'),
      filters: [
        { parameter: 'city', field: 'city', operator: 'equals' },
        { parameter: 'max_price', field: 'price_per_night', operator: 'at_most' },
      ],
      counts: [{ pointer: '/total', of: '/hotels' }],
      limit_parameter: 'limit',
    }),
    'stayfinder::get_hotel': semantics('retrieve', 'hotel', {
      objects: hotelObject(''),
      id_parameter: 'hotel_id',
    }),
    'stayfinder::create_booking': semantics('create', 'booking', {
      objects: [{ at: '/booking', entity: 'booking', id_field: 'booking_id' }],
      writes: [
        { parameter: 'check_in', field: 'check_in' },
        { parameter: 'check_out', field: 'check_out' },
        { parameter: 'guests', field: 'guests' },
      ],
      irreversible: true,
    }),
    'stayfinder::list_reviews': semantics('search', 'review', { id_parameter: null }),
  },
  phenomena: [
    { name: 'choice_among_results', messages: [4, 5] },
    { name: 'confirmation', messages: [8, 9] },
  ],
  provenance: {
    arguments: [
      argument(search.id, '/city', fromUser(messages, 1, 'Lisbon')),
      argument(search.id, '/check_in', checkIn),
      argument(search.id, '/check_out', checkOut),
      argument(search.id, '/max_price', fromUser(messages, 1, '150 euros', by('money'))),
      argument(search.id, '/limit', { kind: 'schema', rule: 'default' }),
      argument(details.id, '/hotel_id', fromOutput(search.id, '/hotels/0/hotel_id')),
      argument(booking.id, '/hotel_id', fromOutput(details.id, '/hotel_id')),
      argument(booking.id, '/check_in', checkIn),
      argument(booking.id, '/check_out', checkOut),
      argument(booking.id, '/guests', fromUser(messages, 1, 'two people', by('unit'))),
      argument(booking.id, '/currency', { kind: 'schema', rule: 'default' }),
    ],
    answers: [
      tells(messages, 4, 'three hotels', {
        kind: 'derived',
        function: 'count',
        inputs: [fromOutput(search.id, '/hotels')],
        options: {},
      }),
      tells(messages, 4, 'Lisbon', fromUser(messages, 1, 'Lisbon')),
      tells(messages, 4, 'Casa do Tejo', fromOutput(search.id, '/hotels/0/name')),
      tells(messages, 4, '118.50', fromOutput(search.id, '/hotels/0/price_per_night', by('number'))),
      tells(messages, 4, 'Alfama Rooms', fromOutput(search.id, '/hotels/1/name')),
      tells(messages, 4, '96', fromOutput(search.id, '/hotels/1/price_per_night')),
      tells(messages, 4, 'Miradouro Inn', fromOutput(search.id, '/hotels/2/name')),
      tells(messages, 4, '149', fromOutput(search.id, '/hotels/2/price_per_night')),
      tells(messages, 4, 'cheapest', {
        kind: 'derived',
        function: 'min',
        inputs: [fromOutput(search.id, '/hotels')],
        options: { field: '/price_per_night', member: 1 },
      }),
      tells(messages, 4, 'Alfama Rooms', fromOutput(search.id, '/hotels/1/name'), 2),
      tells(messages, 8, 'Casa do Tejo', fromOutput(details.id, '/name')),
      tells(messages, 8, '4.4', fromOutput(details.id, '/rating')),
      tells(messages, 8, 'included', fromOutput(details.id, '/breakfast_included', by('boolean'))),
      tells(messages, 8, '3 pm', fromOutput(details.id, '/check_in_from', by('time'))),
      tells(messages, 8, 'May 4', checkIn),
      tells(messages, 8, 'May 7', checkOut),
      tells(messages, 12, 'BK7719402', fromOutput(booking.id, '/booking/booking_id')),
      tells(messages, 12, 'Casa do Tejo', fromOutput(details.id, '/name')),
      tells(messages, 12, 'confirmed', fromOutput(booking.id, '/booking/status')),
      tells(messages, 12, '€355.50', fromOutput(booking.id, '/booking/total_price', by('money'))),
      tells(messages, 12, 'two guests', fromOutput(booking.id, '/booking/guests', by('unit'))),
    ],
  },
  metadata: metadata({
    conversation_id: id,
    tool_ids_used: ['travel/stayfinder'],
    num_turns: 12,
    num_clarification_questions: 0,
    memory_grounding_rate: 1,
    pattern_type: 'search_then_action',
    sampling_mode: 'sequential',
    domain: 'Travel',
    endpoint_ids: [
      'travel/stayfinder/search_hotels',
      'travel/stayfinder/get_hotel',
      'travel/stayfinder/create_booking',
    ],
    num_tool_calls: 3,
    num_distinct_tools: 1,
    difficulty: {
      depth: 3,
      fan_in: 1,
      calls: 3,
      clarifications: 0,
      distractors: 1,
      distractor_similarity: 0.33,
    },
    distractors: [
      { name: 'stayfinder::list_reviews', endpoint_id: 'travel/stayfinder/list_reviews', shares: 'category' },
    ],
  }),
};
