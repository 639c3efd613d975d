import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bookingChain,
  hotelEndpoints,
  link,
  makeBrief,
  makeChain,
  makeStep,
} from '../../test/support/make-conversation.js';
import { listSizes } from '../planner/list-sizes.js';
import { createRandom } from '../random/random.js';
import type { ToolChain } from '../types/tool-chain.js';
import { requestOfSteps } from './group-requests.js';
import { planPicks } from './plan-picks.js';

function picksOf(chain: ToolChain, seed: number, choice = seed % 2 === 0) {
  const requests = chain.goals.map((_, goal) => [goal]);
  const wish = { requestOf: requestOfSteps(chain, requests), choice };
  return new Map(
    planPicks(chain, hotelEndpoints(), wish, createRandom(seed)).map((pick) => [pick.step, pick]),
  );
}

const compared = makeChain([
  makeStep('hotels/search', { city: 0 }),
  makeStep('hotels/get', { hotel_id: link(0, '/results/*/hotel_id', 0) }, 0),
  makeStep('hotels/get', { hotel_id: link(0, '/results/*/hotel_id', 1) }, 0),
]);

describe('planPicks', () => {
  it('decides about lists that others draw from, and about nothing else', () =>
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const picks = picksOf(bookingChain(), seed);
        expect([...picks.keys()]).toEqual([0]);
        expect(picks.get(0)).toMatchObject({ at: '/results/*', items: 1 });
      }),
    ));

  it('leaves the choice to a later goal where that is the first to draw from the list', () =>
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        expect(picksOf(bookingChain([[0], [1]]), seed).get(0)?.policy).toBe('later');
      }),
    ));

  it('never has a search bring one thing where two are taken', () =>
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const pick = picksOf(compared, seed).get(0);
        expect(pick?.items).toBe(2);
        expect(pick?.policy).not.toBe('single');
      }),
    ));

  it('uses every way to settle on a member', () => {
    const policies = Array.from({ length: 60 }, (_, seed) => picksOf(bookingChain(), seed).get(0)?.policy);
    expect(new Set(policies)).toEqual(new Set(['single', 'first', 'ask']));
  });

  it('sees nothing to pick in an answer that is no list', () => {
    const chain = makeChain([
      makeStep('hotels/get_booking', { booking_id: 0 }),
      makeStep('hotels/get', { hotel_id: link(0, '/hotel_id') }),
    ]);
    expect(picksOf(chain, 1).size).toBe(0);
  });
});

describe('listSizes', () => {
  it('lets each search bring as many members as are taken, and something to choose where the user chooses', () =>
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom(bookingChain(), bookingChain([[0], [1]]), compared),
        (seed, chain) => {
          const brief = makeBrief({ chain, seed });
          const pick = brief.picks.get(0);
          const size = listSizes(brief, createRandom(seed)).get('hotels::search');
          expect(size?.minimum).toBeGreaterThanOrEqual(pick?.items ?? 0);
          expect(size?.maximum).toBeGreaterThanOrEqual(size?.minimum ?? 0);
          if (pick?.policy === 'single') expect(size).toEqual({ minimum: 1, maximum: 1 });
          else expect(size?.minimum).toBeGreaterThanOrEqual(2);
        },
      ),
    ));
});
