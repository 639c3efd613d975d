import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agentContext, bookingChain, makeBrief, playToTheEnd } from '../../test/support/make-conversation.js';
import { createRandom } from '../random/random.js';
import { createConversationState } from '../simulation/conversation-state.js';
import { createOfflineUserProxy } from './create-offline-user-proxy.js';

const seeds = Array.from({ length: 30 }, (_, seed) => seed);

describe('createOfflineUserProxy', () => {
  it('says a withheld value only after the question for it', () => {
    for (const seed of seeds) {
      const { mentions, phenomena } = playToTheEnd({ seed, withheld: [1, 3] });
      const [question = 0] = phenomena.find(({ name }) => name === 'missing_parameter')?.messages ?? [];
      for (const slot of [1, 3]) expect(mentions.get(slot)?.[0]?.message).toBe(question + 1);
      for (const slot of [0, 2]) expect(mentions.get(slot)?.[0]?.message).toBe(1);
    }
  });

  it('opens its requests in order, one at a time', () => {
    for (const seed of seeds) {
      const { requestMessages, messages } = playToTheEnd({ seed, chain: bookingChain([[0], [1]]) });
      expect(requestMessages).toHaveLength(2);
      expect([...requestMessages].sort((one, other) => one - other)).toEqual(requestMessages);
      for (const message of requestMessages) expect(messages[message]?.role).toBe('user');
    }
  });

  it('chooses only among what it was shown', () => {
    for (const seed of seeds) {
      for (const chain of [bookingChain(), bookingChain([[0], [1]])]) {
        const { shown, picked } = playToTheEnd({ seed, chain, register: 'rushed' });
        const seen = shown.get(0);
        if (seen) for (const member of picked.get(0) ?? []) expect(seen).toContain(member);
      }
    }
  });

  it('repeats nothing that it said and leaves out what the product knows', () =>
    fc.assert(
      fc.property(fc.nat(), fc.subarray([0, 1, 2, 3]), (seed, known) => {
        const brief = { ...makeBrief(), context: new Map(known.map((slot) => [slot, '/profile/x'])) };
        const proxy = createOfflineUserProxy(agentContext, createRandom(seed));
        const move = proxy.next(createConversationState(brief));
        const said =
          move?.act.kind === 'request'
            ? move.act.steps.flatMap(({ shared, own }) => [...shared, ...own.flat()].map(({ slot }) => slot))
            : [];
        expect(said.sort()).toEqual([0, 1, 2, 3].filter((slot) => !known.includes(slot)));
      }),
    ));

  it('has nothing more to say once its goals are answered and it has thanked', () => {
    for (const seed of seeds) {
      const state = playToTheEnd({ seed });
      state.closed = true;
      expect(createOfflineUserProxy(agentContext, createRandom(seed)).next(state)).toBeNull();
    }
  });
});
