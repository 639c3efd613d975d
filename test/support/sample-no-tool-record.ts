import type { DatasetRecord } from '../../src/types/dataset-record.js';
import { metadata, says, semantics, system, user } from './record-parts.js';

const messages = [
  system('You are the assistant of a recipe service.'),
  user('Could you order me a taxi to the airport?'),
  says(
    'I am afraid I cannot order taxis; I can only look up recipes here. A local taxi company could help you.',
  ),
];
const id = 'conv_7_0003';

/** A request that no offered tool can serve. */
export const noToolRecord: DatasetRecord = {
  conversation_id: id,
  messages,
  tool_calls: [],
  tool_outputs: [],
  tools: [
    {
      name: 'plateful::search_recipes',
      description: 'Searches recipes by ingredient.',
      parameters: {
        type: 'object',
        properties: { ingredient: { type: 'string' } },
        required: ['ingredient'],
      },
    },
  ],
  scenario: {
    persona: {
      ...{ name: 'Ken Adams', occupation: 'clerk', age_band: 'senior', temperament: 'calm' },
      ...{ patience: 'patient', expertise: 'regular', register: 'formal' },
    },
    goal: 'Order a taxi.',
    knows: [],
    holds_back: [],
    profile: {},
    now: '2026-04-09T18:00:00',
    time_zone: 'Europe/London',
    policies: [],
    locale: 'en',
  },
  goal: [
    {
      text: 'Order a taxi to the airport.',
      message: 1,
      outcome: 'unreachable',
      reason: 'no_tool',
      told: [],
      changed: [],
      calls: [],
    },
  ],
  semantics: {
    'plateful::search_recipes': semantics('search', 'recipe', {
      objects: [{ at: '/recipes/*', entity: 'recipe', id_field: 'id' }],
    }),
  },
  phenomena: [{ name: 'no_tool', messages: [1, 2] }],
  provenance: { arguments: [], answers: [] },
  metadata: metadata({
    conversation_id: id,
    tool_ids_used: [],
    num_turns: 2,
    num_clarification_questions: 0,
    memory_grounding_rate: null,
    pattern_type: 'no_call',
    sampling_mode: 'short',
    domain: 'Food',
    endpoint_ids: [],
    num_tool_calls: 0,
    num_distinct_tools: 0,
    difficulty: {
      depth: 0,
      fan_in: 0,
      calls: 0,
      clarifications: 0,
      distractors: 1,
      distractor_similarity: 0,
    },
  }),
};
