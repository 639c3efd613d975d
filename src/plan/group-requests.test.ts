import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookingChain, link, makeChain, makeStep } from '../../test/support/make-conversation.js';
import { createRandom } from '../random/random.js';
import type { ToolChain } from '../types/tool-chain.js';
import { groupRequests, requestOfSteps } from './group-requests.js';

/** So many goals that do not need each other. */
const independent = (goals: number): ToolChain =>
  makeChain(
    Array.from({ length: goals }, (_, slot) => makeStep('weather/forecast', { city: slot })),
    Array.from({ length: goals }, (_, goal) => [goal]),
  );
const wishes = fc.record({ followUp: fc.boolean(), choice: fc.boolean() });
const chains = fc.oneof(
  fc.integer({ min: 1, max: 8 }).map(independent),
  fc.constantFrom(bookingChain(), bookingChain([[0], [1]])),
);

describe('groupRequests', () => {
  it('asks for every goal once, in order, for at most three in one message', () =>
    fc.assert(
      fc.property(chains, wishes, fc.nat(), (chain, wish, seed) => {
        const requests = groupRequests(chain, wish, createRandom(seed));
        if (requests === null) return;
        expect(requests.flat()).toEqual(chain.goals.map((_, goal) => goal));
        for (const request of requests) expect([1, 2, 3]).toContain(request.length);
        expect(requests.length > 1).toBe(wish.followUp);
      }),
    ));

  it('asks for as many as three goals at once, and no more, where nothing is to follow', () => {
    const wish = { followUp: false, choice: false };
    for (const goals of [1, 2, 3])
      expect(groupRequests(independent(goals), wish, createRandom(1))).toEqual([
        Array.from({ length: goals }, (_, goal) => goal),
      ]);
    expect(groupRequests(independent(4), wish, createRandom(1))).toBeNull();
  });

  it('can have nothing follow a single goal', () => {
    expect(groupRequests(independent(1), { followUp: true, choice: true }, createRandom(1))).toBeNull();
  });

  it('parts goals that do not need each other anywhere, sometimes everywhere and sometimes not', () => {
    const drawn = Array.from({ length: 60 }, (_, seed) =>
      JSON.stringify(groupRequests(independent(3), { followUp: true, choice: false }, createRandom(seed))),
    );
    expect(new Set(drawn)).toEqual(new Set(['[[0],[1],[2]]', '[[0,1],[2]]', '[[0],[1,2]]']));
  });

  it('parts a goal from the list that it takes from only where the user is to choose', () =>
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const chain = bookingChain([[0], [1]]);
        expect(groupRequests(chain, { followUp: true, choice: false }, createRandom(seed))).toBeNull();
        expect(groupRequests(chain, { followUp: true, choice: true }, createRandom(seed))).toEqual([
          [0],
          [1],
        ]);
      }),
    ));

  it('parts nothing before a later goal that takes from an earlier list', () => {
    const chain = makeChain(
      [
        makeStep('hotels/search', { city: 0 }),
        makeStep('weather/forecast', { city: 0 }),
        makeStep('hotels/get', { hotel_id: link(0, '/results/*/hotel_id') }),
        makeStep('weather/forecast', { city: 1 }),
      ],
      [[0], [1], [2], [3]],
    );
    for (let seed = 0; seed < 20; seed += 1)
      expect(groupRequests(chain, { followUp: true, choice: false }, createRandom(seed))).toEqual([
        [0, 1, 2],
        [3],
      ]);
  });
});

describe('requestOfSteps', () => {
  it('names for each step the message that asks for its goal', () => {
    const chain = bookingChain([[0], [1]]);
    expect(requestOfSteps(chain, [[0], [1]])).toEqual([0, 1]);
    expect(requestOfSteps(chain, [[0, 1]])).toEqual([0, 0]);
  });
});
