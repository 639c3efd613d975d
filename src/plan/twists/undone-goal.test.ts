import { describe, expect, it } from 'vitest';
import {
  bookingChain,
  hotelEndpoints,
  link,
  type MadeBrief,
  makeAttempt,
  makeChain,
  makeStep,
} from '../../../test/support/make-conversation.js';
import { makeTwistContext } from '../../../test/support/make-twist-context.js';
import { createRandom } from '../../random/random.js';
import type { Twist } from '../../types/twist.js';
import type { TwistPlanner } from './twist-planner.js';
import { planMissingTool, planNotConfirmed, planRefusal } from './undone-goal.js';

const apart = bookingChain([[0], [1]]);
const reads = makeChain(
  [makeStep('hotels/search', { city: 0 }), makeStep('weather/forecast', { city: 1 })],
  [[0], [1]],
);
/** Two bookings of one hotel each. */
const bookedTwice = makeChain(
  [
    makeStep('hotels/search', { city: 0 }),
    makeStep('hotels/book', { hotel_id: link(0, '/results/*/hotel_id', 0), nights: 1 }),
    makeStep('hotels/book', { hotel_id: link(0, '/results/*/hotel_id', 1), nights: 2 }),
  ],
  [[0, 1], [2]],
);

function planned(plan: TwistPlanner, made: MadeBrief, irreversible = ['hotels/book']): (Twist | null)[] {
  const context = makeTwistContext(hotelEndpoints(irreversible));
  return Array.from({ length: 40 }, (_, seed) => plan(makeAttempt(made), context, createRandom(seed)));
}
const never = Array.from({ length: 40 }, () => null);
const errorIn = (step: number): Twist => ({
  ...{ kind: 'tool_error', step, error: 'rate_limit', recovery: { by: 'retry' } },
});

/** What keeps the last goal from being given up, whatever the reason would be. */
const busy: readonly (readonly [string, MadeBrief])[] = [
  ['a call of it fails', { twists: [errorIn(1)] }],
  [
    'a value of it is put right',
    { twists: [{ kind: 'user_correction', slot: 3, first: 5, when: 'at_confirmation' }] },
  ],
  ['the user is asked for a value of it', { withheld: [3] }],
  ['it is given up already', { twists: [{ kind: 'forbidden_action', goal: 1 }] }],
];

describe('planMissingTool', () => {
  it('takes away what the last goal ends with, where something else was served before', () => {
    for (const twist of planned(planMissingTool, { chain: apart }))
      expect(twist).toEqual({ kind: 'missing_tool', goal: 1 });
  });

  it.each<readonly [string, MadeBrief]>([
    ...busy.map(([name, made]) => [name, { chain: apart, ...made }] as const),
    ['nothing else is asked for', { chain: bookingChain() }],
    ['another step calls the same endpoint', { chain: bookedTwice, bindings: ['Lisbon', 1, 2] }],
    ['a distractor would do', { chain: apart, distractors: ['hotels/book'] }],
  ])('plans none where %s', (_, made) => {
    expect(planned(planMissingTool, made)).toEqual(never);
  });

  it('plans none where the name of something offered is in the name of what is missing', () => {
    const chain = makeChain(
      [makeStep('weather/forecast', { city: 0 }), makeStep('hotels/get_booking', { booking_id: 1 })],
      [[0], [1]],
    );
    const made = { chain, bindings: ['Lisbon', 'B1'] };
    expect(planned(planMissingTool, { ...made, distractors: ['hotels/search'] })).not.toContain(null);
    const endpoints = new Map(hotelEndpoints());
    const search = endpoints.get('hotels/search');
    if (search) endpoints.set('hotels/booking', { ...search, id: 'hotels/booking', name: 'booking' });
    const attempt = makeAttempt({ ...made, distractors: ['hotels/booking'] });
    expect(planMissingTool(attempt, makeTwistContext(endpoints), createRandom(1))).toBeNull();
  });
});

describe('planRefusal', () => {
  it('forbids what the last goal is to write as often as it asks for what nobody may do', () => {
    const twists = planned(planRefusal, { chain: apart });
    const forbidden = twists.filter((twist) => twist?.kind === 'forbidden_action');
    expect(new Set(forbidden.map((twist) => JSON.stringify(twist)))).toEqual(
      new Set([JSON.stringify({ kind: 'forbidden_action', goal: 1 })]),
    );
    expect(forbidden.length).toBeGreaterThan(8);
    expect(forbidden.length).toBeLessThan(32);
  });

  it.each<readonly [string, MadeBrief]>([
    ...busy.map(([name, made]) => [name, { chain: apart, ...made }] as const),
    ['it only reads', { chain: reads, bindings: ['Lisbon', 'Porto'] }],
    ['an earlier goal does the same', { chain: bookedTwice, bindings: ['Lisbon', 1, 2] }],
  ])('forbids no action of the last goal where %s', (_, made) => {
    for (const twist of planned(planRefusal, made)) expect(twist?.kind).toBe('forbidden_topic');
  });

  it('asks for every topic, apart where the requests come apart', () => {
    const made = { chain: reads, bindings: ['Lisbon', 'Porto'] };
    const topics = planned(planRefusal, made).flatMap((twist) =>
      twist?.kind === 'forbidden_topic' ? [twist] : [],
    );
    expect(new Set(topics.map(({ topic }) => topic))).toEqual(
      new Set(['credentials', 'surveillance', 'circumvention']),
    );
    expect(topics.every((twist) => twist.apart)).toBe(true);
    const together = planned(planRefusal, { ...made, requests: [[0, 1]] });
    expect(together.every((twist) => twist?.kind === 'forbidden_topic' && !twist.apart)).toBe(true);
  });
});

describe('planNotConfirmed', () => {
  it('ends the last goal where what it ends with cannot be undone', () => {
    for (const twist of planned(planNotConfirmed, { chain: apart }))
      expect(twist).toEqual({ kind: 'not_confirmed', goal: 1 });
    expect(planned(planNotConfirmed, { chain: bookingChain() })).not.toContain(null);
  });

  it.each<readonly [string, MadeBrief, readonly string[]]>([
    ...busy.map(([name, made]) => [name, { chain: apart, ...made }, ['hotels/book']] as const),
    ['it can be undone', { chain: apart }, []],
    [
      'something was written for it before',
      {
        chain: makeChain([
          makeStep('hotels/book', { hotel_id: 0, nights: 1 }),
          makeStep('hotels/cancel_booking', { booking_id: link(0, '/booking_id') }),
        ]),
        bindings: ['H1', 2],
      },
      ['hotels/cancel_booking'],
    ],
    [
      'a sibling is done along with it',
      {
        chain: makeChain([
          makeStep('hotels/book', { hotel_id: 0, nights: 1 }, 0),
          makeStep('hotels/book', { hotel_id: 2, nights: 1 }, 0),
        ]),
        bindings: ['H1', 2, 'H2'],
      },
      ['hotels/book'],
    ],
  ])('plans none where %s', (_, made, irreversible) => {
    expect(planned(planNotConfirmed, made, [...irreversible])).toEqual(never);
  });
});
