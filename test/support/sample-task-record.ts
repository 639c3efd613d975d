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

const create = call('ddddddd01', 'taskpad::create_task', { title: 'renew passport', due: '2026-04-17' });
const failed = call('ddddddd02', 'taskpad::update_task', { task_id: 'tsk_48213', priority: 'high' });
const update = call('ddddddd03', 'taskpad::update_task', { task_id: 'tsk_48213', priority: 'high' });
const read = call('ddddddd04', 'taskpad::get_task', { task_id: 'tsk_48213' });

const created = {
  id: 'tsk_48213',
  title: 'renew passport',
  due: '2026-04-17',
  priority: 'normal',
  done: false,
};
const busy = { error: { type: 'unavailable', message: 'The service is busy. Try again.' } };
const updated = { id: 'tsk_48213', priority: 'high' };
const task = { id: 'tsk_48213', title: 'renew passport', due: '2026-04-17', priority: 'high', done: false };

const messages = [
  system('You manage a task list. Today is April 9, 2026.'),
  user('Add a task "renew passport" due next Friday.'),
  calls('', create),
  answer(create, created),
  says('Added: "renew passport", due April 17.'),
  user('Make it high priority and then show me the task.'),
  calls('', failed),
  answer(failed, busy),
  calls('That did not work, so let me try again.', update),
  answer(update, updated),
  calls('', read),
  answer(read, task),
  says('The task "renew passport" is due on 2026-04-17, and its priority is high.'),
];
const id = 'conv_7_0004';
const idOf = (callId: string) => fromOutput(callId, '/id');
const taskObject = [{ at: '', entity: 'task', id_field: 'id' }];
const taskId = { task_id: { type: 'string' } } as const;

/** Create, update and read after write, with an error that a second try gets over, and a follow-up goal. */
export const taskRecord: DatasetRecord = {
  conversation_id: id,
  messages,
  tool_calls: [create, failed, update, read],
  tool_outputs: [
    { id: create.id, name: create.name, output: created },
    { id: failed.id, name: failed.name, output: busy },
    { id: update.id, name: update.name, output: updated },
    { id: read.id, name: read.name, output: task },
  ],
  tools: [
    {
      name: 'taskpad::create_task',
      description: 'Creates a task.',
      parameters: {
        type: 'object',
        properties: { title: { type: 'string' }, due: { type: 'string', format: 'date' } },
        required: ['title'],
      },
    },
    {
      name: 'taskpad::update_task',
      description: 'Changes a task.',
      parameters: {
        type: 'object',
        properties: { ...taskId, priority: { type: 'string', enum: ['low', 'normal', 'high'] } },
        required: ['task_id'],
      },
    },
    {
      name: 'taskpad::get_task',
      description: 'Reads a task.',
      parameters: { type: 'object', properties: taskId, required: ['task_id'] },
    },
    {
      name: 'taskpad::delete_task',
      description: 'Deletes a task.',
      parameters: { type: 'object', properties: taskId, required: ['task_id'] },
    },
  ],
  scenario: {
    persona: {
      ...{ name: 'Ida Lund', occupation: 'teacher', age_band: 'adult', temperament: 'calm' },
      ...{ patience: 'patient', expertise: 'regular', register: 'terse' },
    },
    goal: 'Add a task, then raise its priority and see it.',
    knows: [{ label: 'title', value: 'renew passport', concept: 'title' }],
    holds_back: [],
    profile: {},
    now: '2026-04-09T09:00:00',
    time_zone: 'Europe/Copenhagen',
    policies: [],
    locale: 'en',
  },
  goal: [
    {
      text: 'Add the task "renew passport".',
      message: 1,
      outcome: 'achieved',
      told: [],
      changed: [{ name: 'taskpad::create_task', arguments: { title: 'renew passport' } }],
      calls: [create.id],
    },
    {
      text: 'Raise its priority and show it.',
      message: 5,
      outcome: 'achieved',
      told: [{ name: 'taskpad::get_task', arguments: { task_id: 'tsk_48213' }, pointer: '/priority' }],
      changed: [{ name: 'taskpad::update_task', arguments: { priority: 'high' } }],
      calls: [failed.id, update.id, read.id],
    },
  ],
  semantics: {
    'taskpad::create_task': semantics('create', 'task', {
      objects: taskObject,
      writes: [
        { parameter: 'title', field: 'title' },
        { parameter: 'due', field: 'due' },
      ],
    }),
    'taskpad::update_task': semantics('update', 'task', {
      objects: taskObject,
      id_parameter: 'task_id',
      writes: [{ parameter: 'priority', field: 'priority' }],
    }),
    'taskpad::get_task': semantics('retrieve', 'task', { objects: taskObject, id_parameter: 'task_id' }),
    'taskpad::delete_task': semantics('delete', 'task', {
      objects: [],
      id_parameter: 'task_id',
      irreversible: true,
    }),
  },
  phenomena: [
    { name: 'follow_up_goal', messages: [5] },
    { name: 'tool_error', messages: [6, 7] },
  ],
  provenance: {
    arguments: [
      argument(create.id, '/title', fromUser(messages, 1, 'renew passport')),
      argument(create.id, '/due', fromUser(messages, 1, 'next Friday', by('date'))),
      argument(failed.id, '/task_id', idOf(create.id)),
      argument(failed.id, '/priority', fromUser(messages, 5, 'high')),
      argument(update.id, '/task_id', idOf(create.id)),
      argument(update.id, '/priority', fromUser(messages, 5, 'high')),
      argument(read.id, '/task_id', idOf(update.id)),
    ],
    answers: [
      tells(messages, 4, 'renew passport', fromOutput(create.id, '/title')),
      tells(messages, 4, 'April 17', fromOutput(create.id, '/due', by('date'))),
      tells(messages, 12, 'renew passport', fromOutput(read.id, '/title')),
      tells(messages, 12, '2026-04-17', fromOutput(read.id, '/due')),
      tells(messages, 12, 'high', fromOutput(read.id, '/priority')),
    ],
  },
  metadata: metadata({
    conversation_id: id,
    tool_ids_used: ['work/taskpad'],
    num_turns: 12,
    num_clarification_questions: 0,
    memory_grounding_rate: 1,
    pattern_type: 'sequential_multi_step',
    sampling_mode: 'sequential',
    domain: 'Work',
    endpoint_ids: [
      'work/taskpad/create_task',
      'work/taskpad/update_task',
      'work/taskpad/update_task',
      'work/taskpad/get_task',
    ],
    num_tool_calls: 4,
    num_distinct_tools: 1,
    difficulty: {
      depth: 3,
      fan_in: 1,
      calls: 4,
      clarifications: 0,
      distractors: 1,
      distractor_similarity: 1,
    },
    distractors: [
      { name: 'taskpad::delete_task', endpoint_id: 'work/taskpad/delete_task', shares: 'entity' },
    ],
  }),
};
