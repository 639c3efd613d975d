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
  tells,
  user,
} from './record-parts.js';

const name = 'coinwise::convert';
const convert = call('ccccccccc', name, { amount: 1250, from: 'USD', to: 'JPY', date: '2026-04-08' });
const converted = { amount: 1250, from: 'USD', to: 'JPY', rate: 149.32, result: 186650, date: '2026-04-08' };

const messages = [
  user('How much is 1,250 US dollars in another currency?'),
  says('Happy to work that out. Which currency should I convert to, and for which day?'),
  user("Japanese yen, please, at yesterday's rate"),
  calls('', convert),
  answer(convert, converted),
  says('At a rate of 149.32, your $1,250 come to ¥186,650.'),
];
const id = 'conv_7_0002';

/** Starts with a clarification of missing parameters; the judge has been here. */
export const exchangeRecord: DatasetRecord = {
  conversation_id: id,
  messages,
  tool_calls: [convert],
  tool_outputs: [{ id: convert.id, name, output: converted }],
  tools: [
    {
      name,
      description: 'Converts an amount between currencies.',
      parameters: {
        type: 'object',
        properties: {
          amount: { type: 'number' },
          from: { type: 'string', pattern: '^[A-Z]{3}$' },
          to: { type: 'string', pattern: '^[A-Z]{3}$' },
          date: { type: 'string', format: 'date' },
        },
        required: ['amount', 'from', 'to'],
      },
    },
  ],
  scenario: {
    persona: {
      ...{ name: 'Jo Park', occupation: 'student', age_band: 'young', temperament: 'calm' },
      ...{ patience: 'patient', expertise: 'regular', register: 'rushed' },
    },
    goal: 'Convert money.',
    knows: [
      { label: 'amount', value: 1250, concept: 'amount' },
      { label: 'target currency', value: 'JPY', concept: 'currency' },
    ],
    holds_back: [{ label: 'target currency', value: 'JPY', concept: 'currency' }],
    profile: {},
    now: '2026-04-09T10:15:00',
    time_zone: 'America/New_York',
    policies: [],
    locale: 'en',
  },
  goal: [
    {
      text: 'Convert 1,250 US dollars to yen.',
      message: 0,
      outcome: 'achieved',
      told: [{ name, arguments: { amount: 1250 }, pointer: '/result' }],
      changed: [],
      calls: [convert.id],
    },
  ],
  semantics: {
    [name]: semantics('retrieve', 'exchange_rate', {
      objects: [{ at: '', entity: 'exchange_rate', id_field: null }],
      filters: [
        { parameter: 'from', field: 'from', operator: 'equals' },
        { parameter: 'to', field: 'to', operator: 'equals' },
      ],
    }),
  },
  phenomena: [
    { name: 'missing_parameter', messages: [1, 2] },
    { name: 'short', messages: [3] },
  ],
  provenance: {
    arguments: [
      argument(convert.id, '/amount', fromUser(messages, 0, '1,250', by('number'))),
      argument(convert.id, '/from', fromUser(messages, 0, 'US dollars', by('currency_name'))),
      argument(convert.id, '/to', fromUser(messages, 2, 'Japanese yen', by('currency_name'))),
      argument(convert.id, '/date', fromUser(messages, 2, 'yesterday', by('date'))),
    ],
    answers: [
      tells(messages, 5, '149.32', fromOutput(convert.id, '/rate')),
      tells(messages, 5, '$1,250', fromOutput(convert.id, '/amount', by('money', { currency: 'USD' }))),
      tells(messages, 5, '¥186,650', fromOutput(convert.id, '/result', by('money', { currency: 'JPY' }))),
    ],
  },
  judge_scores: {
    tool_correctness: 5,
    task_completion: 4.5,
    naturalness: 3.2,
    mean_score: 4.23,
    reasoning: 'Correct and short.',
    judge_model: 'offline-rubric@1.0.0',
    passed: true,
    failed_gates: [],
  },
  passed: true,
  metadata: metadata({
    conversation_id: id,
    tool_ids_used: ['finance/coinwise'],
    num_turns: 6,
    num_clarification_questions: 1,
    memory_grounding_rate: null,
    pattern_type: 'single_call',
    sampling_mode: 'clarification_first',
    domain: 'Finance',
    endpoint_ids: ['finance/coinwise/convert'],
    num_tool_calls: 1,
    num_distinct_tools: 1,
    difficulty: {
      depth: 1,
      fan_in: 0,
      calls: 1,
      clarifications: 1,
      distractors: 0,
      distractor_similarity: 0,
    },
  }),
};
