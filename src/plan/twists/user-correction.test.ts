import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hotelEndpoints,
  link,
  type MadeBrief,
  makeAttempt,
  makeChain,
  makeStep,
} from '../../../test/support/make-conversation.js';
import { makeTwistContext } from '../../../test/support/make-twist-context.js';
import { createRandom } from '../../random/random.js';
import { stepsUnder } from '../outline-attempt.js';
import { planUserCorrection } from './user-correction.js';

const reads = makeChain(
  [makeStep('hotels/search', { city: 0 }), makeStep('weather/forecast', { city: 1 })],
  [[0], [1]],
);
const readBindings = ['Lisbon', 'Porto'];

function corrections(made: MadeBrief, irreversible: readonly string[] = []) {
  const context = makeTwistContext(hotelEndpoints(irreversible));
  return Array.from({ length: 40 }, (_, seed) => {
    const twist = planUserCorrection(makeAttempt(made), context, createRandom(seed));
    return twist?.kind === 'user_correction' ? twist : null;
  });
}
const momentsOf = (made: MadeBrief, irreversible?: readonly string[]) =>
  new Set(corrections(made, irreversible).map((twist) => twist && `${twist.slot} ${twist.when}`));

describe('planUserCorrection', () => {
  it('puts right what a lone read took, once its answer is there', () => {
    expect(momentsOf({ chain: reads, bindings: readBindings })).toEqual(
      new Set(['0 after_report', '1 after_report']),
    );
  });

  it('puts right what a write takes only where it is confirmed first, before anything is written', () => {
    expect(momentsOf({})).toEqual(new Set([null]));
    expect(momentsOf({}, ['hotels/book'])).toEqual(
      new Set(['1 at_confirmation', '2 at_confirmation', '3 at_confirmation']),
    );
  });

  it('says a first value that differs from the last', () =>
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom<readonly string[]>([], ['hotels/book']), (seed, irreversible) => {
        const attempt = makeAttempt(irreversible.length > 0 ? {} : { chain: reads, bindings: readBindings });
        const context = makeTwistContext(hotelEndpoints(irreversible));
        const twist = planUserCorrection(attempt, context, createRandom(seed));
        if (twist?.kind !== 'user_correction') return;
        expect(twist.first).not.toEqual(attempt.bindings[twist.slot]);
        expect(typeof twist.first).toBe(typeof attempt.bindings[twist.slot]);
        expect(stepsUnder(twist.slot, attempt.chain)).toHaveLength(1);
      }),
    ));

  it.each<readonly [string, MadeBrief]>([
    ['it is held back', { withheld: [0, 1] }],
    [
      'it is put right already',
      {
        twists: [0, 1].map((slot) => ({
          ...{ kind: 'user_correction', slot, first: 'Rome', when: 'after_report' },
        })) as NonNullable<MadeBrief['twists']>,
      },
    ],
    ['its request goes undone', { requests: [[0, 1]], twists: [{ kind: 'missing_tool', goal: 1 }] }],
    ['nothing serves it', { served: false }],
  ])('leaves a value alone where %s', (_, more) => {
    expect(momentsOf({ chain: reads, bindings: readBindings, ...more })).toEqual(new Set([null]));
  });

  it('leaves alone what another step draws on or a list that is picked from', () => {
    for (const twist of corrections({}, ['hotels/book'])) expect(twist?.slot).not.toBe(0);
  });

  it('leaves alone a value that is bound to another of its kind', () => {
    const chain = {
      ...makeChain([makeStep('hotels/search', { city: 0, max_price: 1, min_stars: 2 })]),
      slots: ['date_check_in', 'date_check_out', 'city'].map((concept, slot) => ({
        ...{ concept, label: concept, endpointId: 'hotels/search' },
        parameter: ['city', 'max_price', 'min_stars'][slot] ?? '',
      })),
    };
    const bindings = ['2026-05-11', '2026-05-14', 4];
    for (const twist of corrections({ chain, bindings })) expect(twist?.slot ?? 2).toBe(2);
  });

  it('never has a booking made twice', () => {
    const chain = makeChain([
      makeStep('hotels/search', { city: 0 }),
      makeStep('hotels/book', { hotel_id: link(0, '/results/*/hotel_id'), nights: 1 }),
      makeStep('hotels/change_booking', { booking_id: link(1, '/booking_id'), nights: 2 }),
    ]);
    const made = { chain, bindings: ['Lisbon', 2, 3] };
    expect(momentsOf(made, ['hotels/book'])).toEqual(new Set([null]));
    // Now and then the other person wants the same: then there is nothing to put right.
    expect(momentsOf(made, ['hotels/change_booking'])).toEqual(new Set(['2 at_confirmation', null]));
  });
});
