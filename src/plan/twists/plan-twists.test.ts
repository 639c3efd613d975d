import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bookingBindings,
  bookingChain,
  hotelEndpoints,
  link,
  type MadeBrief,
  makeAttempt,
  makeChain,
  makeStep,
} from '../../../test/support/make-conversation.js';
import { makeTwistContext } from '../../../test/support/make-twist-context.js';
import { playRecord } from '../../../test/support/situations.js';
import { createRandom } from '../../random/random.js';
import type { PhenomenonName, PlanAttempt } from '../../types/plan-row.js';
import type { Twist } from '../../types/twist.js';
import { validateRecord } from '../../validate/validate-record.js';
import { outlineAttempt } from '../outline-attempt.js';
import { planTwists, twistPlanners } from './plan-twists.js';
import { undoneGoals } from './twist-planner.js';

const names = Object.keys(twistPlanners) as PhenomenonName[];
const member = link(0, '/results/*/hotel_id');
const cities = ['Lisbon', 'Porto', 'Madrid'];
const search = makeStep('hotels/search', { city: 0 });
const tasks: readonly MadeBrief[] = [
  { chain: bookingChain() },
  { chain: bookingChain([[0], [1]]) },
  {
    chain: makeChain(
      [
        search,
        makeStep('hotels/get', { hotel_id: member }),
        makeStep('hotels/book', { hotel_id: member, guest: 1, check_in_date: 2, nights: 3 }),
        makeStep('hotels/get_booking', { booking_id: link(2, '/booking_id') }),
      ],
      [[0, 1], [2], [3]],
    ),
  },
  { chain: makeChain([search, makeStep('weather/forecast', { city: 1 })], [[0], [1]]), bindings: cities },
  {
    chain: makeChain(
      [
        makeStep('hotels/search', { city: 0 }, 0),
        makeStep('hotels/search', { city: 1 }, 0),
        makeStep('weather/forecast', { city: 2 }),
      ],
      [[0, 1], [2]],
    ),
    bindings: cities,
  },
];

const cases = fc
  .record({
    task: fc.constantFrom(...tasks),
    irreversible: fc.constantFrom<readonly string[]>([], ['hotels/book'], ['hotels/get_booking']),
    withheld: fc.constantFrom<readonly number[]>([], [], [0]),
    distractor: fc.constantFrom('hotels/cancel_booking', 'hotels/change_booking'),
    together: fc.boolean(),
    wanted: fc.subarray(names),
    register: fc.constantFrom('terse' as const, 'chatty' as const, 'formal' as const, 'rushed' as const),
    seed: fc.nat({ max: 99_999 }),
  })
  .map(({ task, together, distractor, wanted, ...rest }) => {
    const goals = task.chain?.goals.map((_, goal) => goal) ?? [];
    const made: MadeBrief = {
      ...{ bindings: bookingBindings, ...task, ...rest, distractors: [distractor] },
      requests: together ? [goals] : goals.map((goal) => [goal]),
    };
    const plain = makeAttempt(made);
    const attempt: PlanAttempt = {
      ...plain,
      distractors: plain.distractors.map((offered) => ({ ...offered, shares: 'entity' })),
    };
    return { made, attempt, wanted: new Set(wanted), endpoints: hotelEndpoints(rest.irreversible) };
  });
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

function twistsOf({ attempt, wanted, endpoints, made }: Case): Twist[] {
  return planTwists(attempt, wanted, makeTwistContext(endpoints), createRandom(made.seed ?? 0));
}

/** What a twist is planned for. */
function wish(twist: Twist): PhenomenonName {
  if (twist.kind === 'forbidden_action' || twist.kind === 'forbidden_topic') return 'refusal';
  return twist.kind === 'not_confirmed' ? 'confirmation' : twist.kind;
}

describe('planTwists', () => {
  it('plans only what is wanted, each thing at most once, the same for the same seed', () =>
    fc.assert(
      fc.property(cases, (given) => {
        const twists = twistsOf(given);
        const wishes = twists.map(wish);
        expect(new Set(wishes).size).toBe(wishes.length);
        for (const name of wishes) expect(given.wanted).toContain(name);
        expect(twistsOf(given)).toEqual(twists);
      }),
    ));

  it('gives up one goal at most, and that the last', () =>
    fc.assert(
      fc.property(cases, (given) => {
        const undone = undoneGoals({ ...given.attempt, twists: twistsOf(given) });
        const last = given.attempt.chain.goals.length - 1;
        expect([[], [last]]).toContainEqual([...undone]);
      }),
      { numRuns: 300 },
    ));

  it('plans what can be played together, as foreseen, and breaks no law', () =>
    fc.assert(
      fc.property(cases, (given) => {
        const twists = twistsOf(given);
        const { picks } = given.attempt;
        const record = playRecord({ ...given.made, picks, twists });
        const outline = outlineAttempt({ ...given.attempt, twists }, given.endpoints);
        expect(validateRecord(record)).toEqual([]);
        expect([...outline.phenomena].sort()).toEqual(record.phenomena.map(({ name }) => name));
        expect(outline.calls).toBe(record.tool_calls.length);
      }),
      { numRuns: 250 },
    ));

  it('keeps the twists that an attempt has', () => {
    const twists: Twist[] = [{ kind: 'forbidden_action', goal: 1 }];
    const attempt = makeAttempt({ chain: bookingChain([[0], [1]]), twists });
    const all = planTwists(attempt, new Set(names), makeTwistContext(), createRandom(1));
    expect(all[0]).toEqual(twists[0]);
  });
});
