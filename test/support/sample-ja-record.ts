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

const name = 'gohan::search_restaurants';
const search = call('eeeeeeee1', name, { area: '渋谷', party_size: 2, date: '2026-04-17' });
const found = {
  count: 2,
  restaurants: [
    { restaurant_id: 'R10021', name: '鮨さくら', area: '渋谷', price: 8000, opens: '18:00' },
    { restaurant_id: 'R10388', name: '焼鳥みなと', area: '渋谷', price: 4500, opens: '17:30' },
  ],
};
const messages = [
  system('あなたは飲食店の案内係です。今日は2026年4月9日です。'),
  user('来週の金曜日に二人で、渋谷で夕食ができるお店を探しています。'),
  calls('', search),
  answer(search, found),
  says(
    '二件見つかりました。鮨さくらは8,000円、焼鳥みなとは4,500円で、一番安いのは焼鳥みなとです。17時30分に開店します😊 4月17日でよろしければご予約ください。',
  ),
];
const id = 'conv_7_0005';

/** A search in Japanese. */
export const japaneseRecord: DatasetRecord = {
  conversation_id: id,
  messages,
  tool_calls: [search],
  tool_outputs: [{ id: search.id, name, output: found }],
  tools: [
    {
      name,
      description: '飲食店を探します。',
      parameters: {
        type: 'object',
        properties: {
          area: { type: 'string' },
          party_size: { type: 'integer' },
          date: { type: 'string', format: 'date' },
        },
        required: ['area'],
      },
    },
  ],
  scenario: {
    persona: {
      ...{ name: '佐藤 恵', occupation: '会社員', age_band: 'adult', temperament: 'calm' },
      ...{ patience: 'patient', expertise: 'regular', register: 'formal' },
    },
    goal: '渋谷で夕食の店を探す。',
    knows: [{ label: '場所', value: '渋谷', concept: 'district' }],
    holds_back: [],
    profile: {},
    now: '2026-04-09T12:00:00',
    time_zone: 'Asia/Tokyo',
    policies: [],
    locale: 'ja',
  },
  goal: [
    {
      text: '渋谷の店を探す。',
      message: 1,
      outcome: 'achieved',
      told: [{ name, arguments: { area: '渋谷' }, pointer: '/restaurants/*' }],
      changed: [],
      calls: [search.id],
    },
  ],
  semantics: {
    [name]: semantics('search', 'restaurant', {
      objects: [{ at: '/restaurants/*', entity: 'restaurant', id_field: 'restaurant_id' }],
      filters: [{ parameter: 'area', field: 'area', operator: 'equals' }],
      counts: [{ pointer: '/count', of: '/restaurants' }],
    }),
  },
  phenomena: [{ name: 'short', messages: [2] }],
  provenance: {
    arguments: [
      argument(search.id, '/area', fromUser(messages, 1, '渋谷')),
      argument(search.id, '/party_size', fromUser(messages, 1, '二人', by('number'))),
      argument(search.id, '/date', fromUser(messages, 1, '来週の金曜日', by('date'))),
    ],
    answers: [
      tells(messages, 4, '二件', fromOutput(search.id, '/count', by('unit'))),
      tells(messages, 4, '鮨さくら', fromOutput(search.id, '/restaurants/0/name')),
      tells(messages, 4, '8,000円', fromOutput(search.id, '/restaurants/0/price', by('money'))),
      tells(messages, 4, '焼鳥みなと', fromOutput(search.id, '/restaurants/1/name')),
      tells(messages, 4, '4,500円', fromOutput(search.id, '/restaurants/1/price', by('money'))),
      tells(messages, 4, '一番安い', {
        kind: 'derived',
        function: 'min',
        inputs: [fromOutput(search.id, '/restaurants')],
        options: { field: '/price', member: 1 },
      }),
      tells(messages, 4, '焼鳥みなと', fromOutput(search.id, '/restaurants/1/name'), 2),
      tells(messages, 4, '17時30分', fromOutput(search.id, '/restaurants/1/opens', by('time'))),
      tells(messages, 4, '4月17日', fromUser(messages, 1, '来週の金曜日', by('date'))),
    ],
  },
  metadata: metadata({
    conversation_id: id,
    tool_ids_used: ['food/gohan'],
    num_turns: 4,
    num_clarification_questions: 0,
    memory_grounding_rate: null,
    pattern_type: 'single_call',
    sampling_mode: 'short',
    domain: 'Food',
    endpoint_ids: ['food/gohan/search_restaurants'],
    num_tool_calls: 1,
    num_distinct_tools: 1,
    difficulty: {
      depth: 1,
      fan_in: 0,
      calls: 1,
      clarifications: 0,
      distractors: 0,
      distractor_similarity: 0,
    },
    locale: 'ja',
  }),
};
