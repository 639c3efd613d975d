import { describe, expect, it } from 'vitest';
import type { Message } from '../types/conversation.js';
import { checkAnswered } from './check-answered.js';

const user: Message = { role: 'user', content: 'Do it.' };
const calls = (...ids: string[]): Message => ({
  role: 'assistant',
  content: '',
  tool_calls: ids.map((id) => ({ id, name: 'act', parameters: {} })),
});
const result = (id: string): Message => ({ role: 'tool', name: 'act', tool_call_id: id, content: '1' });

describe('checkAnswered', () => {
  it.each<[string, readonly Message[], 'any_order' | 'in_order', RegExp | null]>([
    [
      'results in another order, where ids tell',
      [user, calls('a', 'b'), result('b'), result('a')],
      'any_order',
      null,
    ],
    [
      'results in another order',
      [user, calls('a', 'b'), result('b'), result('a')],
      'in_order',
      /another order/,
    ],
    ['calls at the end', [user, calls('a', 'b')], 'in_order', null],
    ['half of the results at the end', [user, calls('a', 'b'), result('a')], 'any_order', /before the end/],
    ['a user before the result', [user, calls('a'), user, result('a')], 'any_order', /before the next/],
    ['two results of one call', [user, calls('a'), result('a'), result('a')], 'any_order', /does not follow/],
    ['ids that come again', [user, calls('a'), result('a'), calls('a'), result('a')], 'in_order', null],
  ])('judges %s', (_, messages, order, problem) => {
    const check = () => checkAnswered(messages, order);
    if (problem === null) expect(check).not.toThrow();
    else expect(check).toThrow(problem);
  });
});
