import { describe, expect, it } from 'vitest';
import { bookingChain, makeBrief, playToTheEnd } from '../../test/support/make-conversation.js';
import { situation, situationNames } from '../../test/support/situations.js';
import { createConversationState, type StepFailure } from './conversation-state.js';
import { goalEnding } from './goal-ending.js';

const chain = bookingChain([[0], [1]]);
const failure: StepFailure = { type: 'conflict', message: 'No.', tries: 1, detour: false };

const ended: { readonly [name in string]?: readonly unknown[] } = {
  unserved: [{ outcome: 'unreachable', reason: 'no_tool' }],
  missing: [null, { outcome: 'unreachable', reason: 'no_tool' }],
  forbidden: [null, { outcome: 'declined', reason: 'policy' }],
  unwanted: [null, { outcome: 'declined', reason: 'not_confirmed' }],
  conflicting: [null, { outcome: 'unreachable', reason: 'error', error: 'conflict' }],
  outOfOrder: [null, { outcome: 'unreachable', reason: 'error', error: 'unavailable' }],
};

describe('goalEnding', () => {
  it.each(situationNames)('says how each goal ended: %s', (name) => {
    const state = playToTheEnd(situation(name));
    const { goals } = state.brief.chain;
    expect(goals.map((_, goal) => goalEnding(goal, state))).toEqual(ended[name] ?? goals.map(() => null));
  });

  it('says nothing of a goal that nobody came to yet', () => {
    const state = createConversationState(makeBrief({ chain }));
    expect([0, 1, 7].map((goal) => goalEnding(goal, state))).toEqual([null, null, null]);
  });

  it('sees an error as the end until a call succeeds, and a refusal before it', () => {
    const state = createConversationState(makeBrief({ chain }));
    state.failures.set(1, failure);
    expect(goalEnding(0, state)).toBeNull();
    expect(goalEnding(1, state)).toEqual({ outcome: 'unreachable', reason: 'error', error: 'conflict' });
    state.failures.delete(1);
    expect(goalEnding(1, state)).toBeNull();
    state.unconfirmed.add(1);
    expect(goalEnding(1, state)).toEqual({ outcome: 'declined', reason: 'not_confirmed' });
  });
});
