import { describe, expect, it } from 'vitest';
import { bookingChain, makeAttempt } from '../../../test/support/make-conversation.js';
import { makeTwistContext } from '../../../test/support/make-twist-context.js';
import { createRandom } from '../../random/random.js';
import type { DistractorShare, PlanAttempt } from '../../types/plan-row.js';
import type { Endpoint } from '../../types/tool-registry.js';
import { planAmbiguousIntent } from './ambiguous-intent.js';

const offered = (endpointId: string, shares: DistractorShare | null) => ({ endpointId, shares });
const attemptWith = (more: Partial<PlanAttempt>): PlanAttempt => ({
  ...makeAttempt({ chain: bookingChain([[0], [1]]) }),
  ...more,
});
const context = makeTwistContext();
const forecast = context.endpoints.get('weather/forecast');
const endpoints = new Map(context.endpoints as ReadonlyMap<string, Endpoint>);
if (forecast) endpoints.set(forecast.id, { ...forecast, name: 'hotel_weather' });

const others = (attempt: PlanAttempt) =>
  new Set(
    Array.from({ length: 20 }, (_, seed) => {
      const twist = planAmbiguousIntent(attempt, { ...context, endpoints }, createRandom(seed));
      return twist?.kind === 'ambiguous_intent' ? twist.other : null;
    }),
  );

describe('planAmbiguousIntent', () => {
  it('takes any distractor of the same entity, and one with the thing in its name only where there is none', () => {
    const named = offered('weather/forecast', 'name');
    const unlike = offered('hotels/get_booking', 'name');
    const akin = [offered('hotels/get', 'entity'), offered('hotels/book', 'entity')];
    expect(others(attemptWith({ distractors: [named, ...akin] }))).toEqual(
      new Set(['hotels/get', 'hotels/book']),
    );
    expect(others(attemptWith({ distractors: [unlike, named] }))).toEqual(new Set(['weather/forecast']));
    expect(others(attemptWith({ distractors: [unlike, offered('stays/search', null)] }))).toEqual(
      new Set([null]),
    );
  });

  it.each([
    ['nothing like it is offered', { distractors: [offered('weather/forecast', 'category')] }],
    ['only strangers are offered', { distractors: [offered('weather/forecast', null)] }],
    [
      'the first step is never called',
      { requests: [[0], [1]], twists: [{ kind: 'forbidden_action', goal: 0 }] },
    ],
    ['nothing serves the request', { served: false }],
  ] satisfies readonly (readonly [string, Partial<PlanAttempt>])[])('plans none where %s', (_, more) => {
    expect(others(attemptWith({ distractors: [offered('hotels/get', 'entity')], ...more }))).toEqual(
      new Set([null]),
    );
  });
});
