import type { JsonObject } from '../../types/json.js';
import type { FakeRequest, FakeTool } from '../fake-request.js';
import { keyedPick } from '../keyed-chance.js';
import { fillSchema } from './fill-schema.js';
import { findObjects } from './find-json.js';
import { isJapanese } from './words.js';

/** A form that words the goal of a scenario. */
export function isGoalForm({ schema }: FakeTool): boolean {
  return schema.properties !== undefined && Object.hasOwn(schema.properties, 'goal');
}

/** The goal of the last message, said a little differently. */
export function fillGoalForm({ messages, callId }: FakeRequest, { schema }: FakeTool): JsonObject {
  const text = messages.findLast(({ role }) => role === 'user')?.text ?? '';
  const given = findObjects(text).find(({ goal }) => typeof goal === 'string')?.goal;
  const goal = typeof given === 'string' ? given : (text.trim().split('\n').at(-1) ?? '');
  return { ...(fillSchema(schema) as JsonObject), goal: reword(goal.trim(), callId) };
}

function reword(goal: string, callId: string): string {
  if (isJapanese(goal)) return `${goal}${keyedPick(['（できれば今日中に）', '（手短に）'], 'goal', callId)}`;
  return `${goal}${keyedPick([', all in one go', ', without much fuss', ', step by step'], 'goal', callId)}`;
}
