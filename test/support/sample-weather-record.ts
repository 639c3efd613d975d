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

const name = 'skycast::current_weather';
const oslo = call('bbbbbbbb1', name, { city: 'Oslo', units: 'metric' });
const rome = call('bbbbbbbb2', name, { city: 'Rome', units: 'metric' });
const osloWeather = {
  request: { city: 'Oslo', units: 'metric' },
  city: 'Oslo',
  temperature_c: 6.4,
  condition: 'light rain',
  humidity: 81,
};
const romeWeather = {
  request: { city: 'Rome', units: 'metric' },
  city: 'Rome',
  temperature_c: 19.2,
  condition: 'clear',
  humidity: 48,
};

const messages = [
  system('You help people plan their day. It is 2026-04-09. The user prefers metric units.'),
  user("what's the weather in Oslo and in Rome right now?"),
  calls('', oslo, rome),
  answer(oslo, osloWeather),
  answer(rome, romeWeather),
  says('Oslo has light rain at 6.4 °C. In Rome it is 19 °C and the condition is clear, so Rome is warmer.'),
];
const id = 'conv_7_0001';

/** Two independent calls in one message. */
export const weatherRecord: DatasetRecord = {
  conversation_id: id,
  messages,
  tool_calls: [oslo, rome],
  tool_outputs: [
    { id: oslo.id, name, output: osloWeather },
    { id: rome.id, name, output: romeWeather },
  ],
  tools: [
    {
      name,
      description: 'Current weather of a city.',
      parameters: {
        type: 'object',
        properties: { city: { type: 'string' }, units: { type: 'string', enum: ['metric', 'imperial'] } },
        required: ['city'],
      },
    },
  ],
  scenario: {
    persona: {
      ...{ name: 'Ola Berg', occupation: 'pilot', age_band: 'young', temperament: 'calm' },
      ...{ patience: 'patient', expertise: 'regular', register: 'terse' },
    },
    goal: 'Compare the weather of two cities.',
    knows: [
      { label: 'city', value: 'Oslo', concept: 'city' },
      { label: 'other city', value: 'Rome', concept: 'city' },
    ],
    holds_back: [],
    profile: { units: 'metric' },
    now: '2026-04-09T10:15:00',
    time_zone: 'Europe/Oslo',
    policies: [],
    locale: 'en',
  },
  goal: [
    {
      text: 'Tell the weather in Oslo and in Rome.',
      message: 1,
      outcome: 'achieved',
      told: [
        { name, arguments: { city: 'Oslo' }, pointer: '' },
        { name, arguments: { city: 'Rome' }, pointer: '' },
      ],
      changed: [],
      calls: [oslo.id, rome.id],
    },
  ],
  semantics: {
    [name]: semantics('retrieve', 'weather', {
      objects: [{ at: '', entity: 'weather', id_field: null }],
      filters: [{ parameter: 'city', field: 'city', operator: 'equals' }],
      response: 'inferred',
    }),
  },
  phenomena: [
    { name: 'parallel_calls', messages: [2] },
    { name: 'short', messages: [2] },
  ],
  provenance: {
    arguments: [
      argument(oslo.id, '/city', fromUser(messages, 1, 'Oslo')),
      argument(oslo.id, '/units', { kind: 'context', pointer: '/profile/units' }),
      argument(rome.id, '/city', fromUser(messages, 1, 'Rome')),
      argument(rome.id, '/units', { kind: 'context', pointer: '/profile/units' }),
    ],
    answers: [
      tells(messages, 5, 'Oslo', fromUser(messages, 1, 'Oslo')),
      tells(messages, 5, 'light rain', fromOutput(oslo.id, '/condition')),
      tells(messages, 5, '6.4 °C', fromOutput(oslo.id, '/temperature_c', by('unit'))),
      tells(messages, 5, 'Rome', fromUser(messages, 1, 'Rome')),
      tells(messages, 5, '19 °C', fromOutput(rome.id, '/temperature_c', by('round', { digits: 0 }))),
      tells(messages, 5, 'clear', fromOutput(rome.id, '/condition')),
      tells(messages, 5, 'Rome', fromUser(messages, 1, 'Rome'), 2),
      tells(messages, 5, 'warmer', {
        kind: 'derived',
        function: 'compare',
        inputs: [fromOutput(rome.id, '/temperature_c'), fromOutput(oslo.id, '/temperature_c')],
        options: { operator: 'greater' },
      }),
    ],
  },
  metadata: metadata({
    conversation_id: id,
    tool_ids_used: ['weather/skycast'],
    num_turns: 5,
    num_clarification_questions: 0,
    memory_grounding_rate: 0,
    pattern_type: 'parallel',
    sampling_mode: 'parallel',
    domain: 'Weather',
    endpoint_ids: ['weather/skycast/current_weather', 'weather/skycast/current_weather'],
    num_tool_calls: 2,
    num_distinct_tools: 1,
    difficulty: {
      depth: 1,
      fan_in: 0,
      calls: 2,
      clarifications: 0,
      distractors: 0,
      distractor_similarity: 0,
    },
  }),
};
