import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agentContext, hotelEndpoints, makeBrief } from '../../test/support/make-conversation.js';
import { situation } from '../../test/support/situations.js';
import { createRandom } from '../random/random.js';
import type { Policy } from '../types/scenario.js';
import type { Endpoint } from '../types/tool-registry.js';
import { forbiddenTopics, type Twist } from '../types/twist.js';
import { planPolicies } from './plan-policies.js';

const { steps, chain } = makeBrief(situation('later'));

function policies(twists: readonly Twist[], offered: readonly Endpoint[] = [], seed = 1): Policy[] {
  return planPolicies(twists, steps, chain.goals, offered, agentContext.language, createRandom(seed));
}
const seeds = Array.from({ length: 200 }, (_, seed) => seed);

describe('planPolicies', () => {
  it('wants everything offered that cannot be undone confirmed, in one rule', () => {
    const offered = [...hotelEndpoints(['hotels/get', 'hotels/book']).values()];
    const guarding = policies([], offered).filter(({ kind }) => kind === 'confirm_before');
    expect(guarding.map(({ endpoints }) => endpoints)).toEqual([['hotels::book', 'hotels::get']]);
    expect(policies([], [...hotelEndpoints().values()]).some(({ kind }) => kind === 'confirm_before')).toBe(
      false,
    );
  });

  it('forbids by name what the last step of a forbidden goal does, and says so', () =>
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const [policy] = policies([{ kind: 'forbidden_action', goal: 1 }], [], seed);
        expect(policy).toMatchObject({ kind: 'forbidden', endpoints: ['hotels::book'] });
        expect(policy?.text).toMatch(/\bbook/);
      }),
    ));

  it('forbids the topic that is asked for, and no other beside it', () => {
    for (const topic of forbiddenTopics)
      for (const seed of seeds.slice(0, 20)) {
        const stated = policies([{ kind: 'forbidden_topic', topic, apart: true }], [], seed);
        expect(stated).toMatchObject([{ id: `forbidden-${topic}`, kind: 'forbidden', endpoints: [] }]);
      }
  });

  it('states a rule now and then that nobody touches', () => {
    const idle = seeds.filter((seed) => policies([], [], seed).length > 0).length;
    expect(idle).toBeGreaterThan(10);
    expect(idle).toBeLessThan(60);
  });

  it('gives each rule an id of its own, a text without places, and the same for the same seed', () =>
    fc.assert(
      fc.property(
        fc.nat(),
        fc.subarray<Twist>([
          { kind: 'forbidden_action', goal: 1 },
          { kind: 'forbidden_topic', topic: 'credentials', apart: false },
        ]),
        (seed, twists) => {
          const offered = [...hotelEndpoints(['hotels/book']).values()];
          const stated = policies(twists, offered, seed);
          expect(new Set(stated.map(({ id }) => id)).size).toBe(stated.length);
          for (const { text } of stated) expect(text).toMatch(/^[A-Z][^{}]*\.$/);
          expect(policies(twists, offered, seed)).toEqual(stated);
        },
      ),
    ));

  it('forbids nothing for a goal without steps', () => {
    const stated = policies([{ kind: 'forbidden_action', goal: 9 }]);
    expect(stated.filter(({ id }) => id === 'forbidden-action')).toEqual([]);
  });
});
