import { describe, expect, it } from 'vitest';
import type { ConversationState, MadeCall } from '../simulation/conversation-state.js';
import type { Message } from '../types/conversation.js';
import type { JsonValue } from '../types/json.js';
import { findChoices } from './find-choices.js';

const call = (id: string, output: JsonValue, message: number, step: number): MadeCall => ({
  ...{ call: { id, name: 't::e', parameters: {} }, output, message, step },
});

/** A search at message 1, the named members told at 3, the user at 4, a second call at 5 that takes member 0. */
function stateWith(members: number, named: readonly number[], spoken = true): ConversationState {
  const hotels = Array.from({ length: members }, (_, index) => ({ id: `h${index}`, name: `Hotel ${index}` }));
  const roles: readonly Message['role'][] = [
    'user',
    'assistant',
    'tool',
    'assistant',
    spoken ? 'user' : 'assistant',
    'assistant',
  ];
  return {
    messages: roles.map((role) => ({ role, content: '' }) as Message),
    calls: [call('search', { hotels }, 1, 0), call('get', {}, 5, 1)],
    argumentSources: [
      { call: 'get', pointer: '/id', source: { kind: 'output', call: 'search', pointer: '/hotels/0/id' } },
    ],
    answerSources: named.map((index) => ({
      message: 3,
      start: 0,
      end: 1,
      source: { kind: 'output', call: 'search', pointer: `/hotels/${index}/name` },
    })),
  } as unknown as ConversationState;
}

describe('findChoices', () => {
  it('finds the user message between a named list and the call that takes a member of it', () => {
    expect(findChoices(stateWith(3, [0, 1]))).toEqual([4]);
  });

  it.each([
    ['only one member was named', stateWith(3, [0])],
    ['the list has one member', stateWith(1, [0])],
    ['the user said nothing in between', stateWith(3, [0, 1], false)],
  ])('finds none where %s', (_, state) => {
    expect(findChoices(state)).toEqual([]);
  });
});
