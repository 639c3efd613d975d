import { describe, expect, it } from 'vitest';
import {
  agentContext,
  bookingChain,
  makeBrief,
  makeChain,
  makeStep,
  playToTheEnd,
} from '../../test/support/make-conversation.js';
import { type ConversationState, createConversationState } from '../simulation/conversation-state.js';
import { createOfflineAssistant } from './create-offline-assistant.js';

const assistant = createOfflineAssistant(agentContext);
const seeds = Array.from({ length: 12 }, (_, seed) => seed);

const roles = ({ messages }: ConversationState) =>
  messages.map((message) => (message.role === 'assistant' && message.tool_calls ? 'call' : message.role));
const questions = ({ messages }: ConversationState, pattern: RegExp) =>
  messages.filter(
    (message) => message.role === 'assistant' && !message.tool_calls && pattern.test(message.content),
  );

describe('createOfflineAssistant', () => {
  it('asks in one go for all values that the request lacks', () => {
    const state = createConversationState(makeBrief({ withheld: [0, 1, 3] }));
    state.request = 0;
    const move = assistant.next(state);
    expect(move).toMatchObject({ kind: 'say', act: { kind: 'ask' }, pending: { kind: 'values' } });
    expect(move.kind === 'say' && move.pending?.kind === 'values' && move.pending.slots).toEqual([
      0, 1, 2, 3,
    ]);
  });

  it('does not ask for what the system message states', () => {
    const brief = { ...makeBrief(), context: new Map([[0, '/profile/city']]) };
    const state = createConversationState(brief);
    state.request = 0;
    expect(assistant.next(state)).toMatchObject({
      kind: 'call',
      calls: [{ parameters: { city: 'Lisbon' } }],
    });
  });

  it('asks at most once for withheld values', () => {
    for (const seed of seeds) {
      const state = playToTheEnd({ seed, withheld: [0, 2] });
      expect(state.phenomena.filter(({ name }) => name === 'missing_parameter')).toHaveLength(1);
      expect(state.gaps.map(({ step }) => step)).toEqual([0, 1]);
      expect(roles(state).slice(0, 5)).toEqual(['system', 'user', 'assistant', 'user', 'call']);
    }
  });

  it('confirms what cannot be undone once, before the call, and nothing else', () => {
    for (const seed of seeds) {
      const risky = playToTheEnd({ seed, irreversible: ['hotels/book'] });
      const confirmations = risky.phenomena.filter(({ name }) => name === 'confirmation');
      expect(confirmations).toHaveLength(1);
      expect(confirmations[0]?.messages[1]).toBeLessThan(risky.executed.get(1)?.message ?? 0);
      const safe = playToTheEnd({ seed });
      expect(safe.phenomena.filter(({ name }) => name === 'confirmation')).toEqual([]);
    }
  });

  it('calls a parallel group in one message', () => {
    const chain = makeChain([
      makeStep('hotels/search', { city: 0 }, 0),
      makeStep('hotels/search', { city: 1 }, 0),
    ]);
    for (const seed of seeds) {
      const state = playToTheEnd({ seed, chain, bindings: ['Lisbon', 'Porto'] });
      const calling = state.messages.filter((message) => message.role === 'assistant' && message.tool_calls);
      expect(calling).toHaveLength(1);
      expect(calling[0]).toMatchObject({
        tool_calls: [{ parameters: { city: 'Lisbon' } }, { parameters: { city: 'Porto' } }],
      });
    }
  });

  it('never calls again what it called', () => {
    const state = playToTheEnd({ chain: bookingChain([[0], [1]]) });
    state.request = 1;
    state.closed = false;
    expect(assistant.next(state)).toEqual({
      kind: 'say',
      act: { kind: 'report', parts: [], undone: [] },
      pending: null,
      shown: new Map(),
    });
  });

  it('declines what no offered tool serves, without a call', () => {
    for (const seed of seeds) {
      const state = playToTheEnd({ seed, served: false });
      expect(state.executed.size).toBe(0);
      expect(questions(state, /tool|outside/).length).toBe(1);
      expect(state.brief.offered.map(({ id }) => id)).toEqual(['weather/forecast']);
    }
  });

  it('refuses to act before anybody asked for anything', () => {
    expect(() => assistant.next(createConversationState(makeBrief()))).toThrow(/before any request/);
  });
});
