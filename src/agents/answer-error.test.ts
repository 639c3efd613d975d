import { describe, expect, it } from 'vitest';
import { makeBrief, playToTheEnd } from '../../test/support/make-conversation.js';
import { situation } from '../../test/support/situations.js';
import {
  type ConversationState,
  createConversationState,
  type StepFailure,
} from '../simulation/conversation-state.js';
import type { ToolErrorType } from '../types/conversation.js';
import { askAboutError, isGivenUp } from './answer-error.js';

/** A booking that failed, after the user said all four values. */
function failed(more: Partial<StepFailure>, step = 1): ConversationState {
  const state = createConversationState(makeBrief());
  state.failures.set(step, { type: 'not_found', message: 'No.', tries: 1, detour: false, ...more });
  state.slots.forEach(({ values: [value = ''] }, slot) => {
    state.mentions.set(slot, [{ message: 1, start: slot, end: slot + 1, text: String(value), value }]);
  });
  return state;
}
const askedSlot = (state: ConversationState, step = 1) => {
  const move = askAboutError([step], state);
  return move?.kind === 'say' && move.pending?.kind === 'revision' ? move.pending.slot : null;
};

describe('isGivenUp', () => {
  it.each<[ToolErrorType, number, boolean]>([
    ['conflict', 1, true],
    ['unavailable', 1, false],
    ['unavailable', 2, true],
    ['rate_limit', 1, false],
    ['rate_limit', 2, true],
    ['not_found', 5, false],
    ['invalid_value', 5, false],
  ])('%s after %i tries: %s', (type, tries, expected) => {
    expect(isGivenUp(1, failed({ type, tries }))).toBe(expected);
    expect(isGivenUp(1, failed({ type, tries, detour: true }))).toBe(false);
    expect(isGivenUp(0, failed({ type, tries }))).toBe(false);
  });
});

describe('askAboutError', () => {
  it('asks for the value that the message speaks of', () => {
    expect(askedSlot(failed({ message: "Unknown guest: 'Ana Costa'." }))).toBe(1);
    expect(askedSlot(failed({ message: "'2026-05-11' was not accepted." }))).toBe(2);
    expect(askedSlot(failed({ message: 'nights: outside the accepted range' }))).toBe(3);
  });

  it('asks for the first that the user gave where the message names none', () => {
    expect(askedSlot(failed({ message: '' }))).toBe(1);
    expect(askedSlot(failed({ message: 'No.' }, 0), 0)).toBe(0);
  });

  it('never asks again for what was put right', () => {
    const state = failed({ message: "Unknown guest: 'Ana Costa'." });
    state.revised.add(1);
    expect(askedSlot(state)).toBe(2);
    for (const slot of [2, 3]) state.revised.add(slot);
    expect(askAboutError([1], state)).toBeNull();
  });

  it('repeats the value as the user said it, and names the error', () => {
    const move = askAboutError([1], failed({ type: 'invalid_value', message: 'guest' }));
    expect(move).toMatchObject({
      kind: 'say',
      act: {
        ...{ kind: 'ask_again', error: 'invalid_value', question: { label: 'guest' } },
        value: { value: 'Ana Costa', source: { kind: 'user', message: 1 } },
      },
    });
  });

  it.each<readonly [string, Partial<StepFailure>]>([
    ['what may pass', { type: 'unavailable' }],
    ['a limit', { type: 'rate_limit' }],
    ['another tool that was tried first', { detour: true }],
  ])('asks nothing over %s', (_, more) => {
    expect(askAboutError([1], failed(more))).toBeNull();
  });

  it('asks nothing where nothing failed', () => {
    expect(askAboutError([0, 1], createConversationState(makeBrief()))).toBeNull();
  });

  it('asks about the right value in a conversation, once, and calls with the other', () => {
    for (const [name, slot, parameter] of [
      ['misspelt', 0, 'city'],
      ['outOfRange', 2, 'check_in_date'],
    ] as const)
      for (let seed = 0; seed < 10; seed += 1) {
        const state = playToTheEnd(situation(name, { seed }));
        expect([...state.revised]).toEqual([slot]);
        const passed = state.calls.flatMap(({ call }) => call.parameters[parameter] ?? []);
        expect(passed).toEqual([state.brief.firstValues.get(slot), state.brief.slots[slot]?.values[0]]);
      }
  });
});
