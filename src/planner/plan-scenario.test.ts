import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  agentContext,
  bookingChain,
  hotelEndpoints,
  makeAttempt,
  makeBrief,
  makeRow,
} from '../../test/support/make-conversation.js';
import { createRandom } from '../random/random.js';
import type { ToolChain } from '../types/tool-chain.js';
import { planScenario } from './plan-scenario.js';
import { writeSystemMessage } from './system-message.js';

/** Endpoints whose booking takes a guest by a concept that a product may know. */
const endpoints = new Map(
  [...hotelEndpoints()].map(([id, endpoint]) => [
    id,
    {
      ...endpoint,
      parameters: endpoint.parameters.map((parameter) =>
        parameter.name === 'guest'
          ? { ...parameter, concept: { id: 'person_name', confidence: 1, evidence: [] } }
          : parameter,
      ),
    },
  ]),
);
const chain: ToolChain = bookingChain();

const planned = fc
  .record({ seed: fc.nat(), withheld: fc.subarray([0, 1, 2, 3]) })
  .map(({ seed, withheld }) => {
    const attempt = makeAttempt({ chain, withheld });
    return {
      attempt,
      brief: planScenario(makeRow(attempt), attempt, { ...agentContext, endpoints }, createRandom(seed)),
    };
  });

describe('planScenario', () => {
  it('lets the user know each value once, unless the product states it, and hold back only what they know', () =>
    fc.assert(
      fc.property(planned, ({ brief, attempt }) => {
        const { knows, holds_back: heldBack, profile } = brief.scenario;
        const stated = [...brief.context.keys()];
        expect(knows.map(({ value }) => value)).toEqual(
          attempt.bindings.filter((_, slot) => !stated.includes(slot)),
        );
        for (const held of heldBack) expect(knows).toContainEqual(held);
        expect([...brief.withheld].sort()).toEqual([...attempt.withheld]);
        expect(Object.keys(profile)).toHaveLength(stated.length);
      }),
    ));

  it('states every value that it takes from the profile, and never a withheld one', () => {
    const briefs = fc.sample(planned, { numRuns: 100, seed: 7 });
    expect(briefs.filter(({ brief }) => brief.context.size > 0).length).toBeGreaterThan(10);
    for (const { brief, attempt } of briefs)
      for (const slot of brief.context.keys()) {
        expect(attempt.withheld).not.toContain(slot);
        expect(brief.systemMessage).toContain(String(attempt.bindings[slot]));
      }
  });

  it('changes nothing that the row fixes', () =>
    fc.assert(
      fc.property(planned, ({ brief, attempt }) => {
        const row = makeRow(attempt);
        expect(brief.chain).toBe(attempt.chain);
        expect(brief.scenario).toMatchObject({ now: row.now, locale: row.locale });
        expect(brief.scenario.persona).toMatchObject({
          register: row.style.register,
          age_band: row.style.ageBand,
        });
        expect(brief.slots.map(({ values }) => values)).toEqual(attempt.bindings.map((value) => [value]));
      }),
    ));

  it('states a policy only where something offered cannot be undone', () => {
    expect(makeBrief().scenario.policies).toEqual([]);
    const { scenario, systemMessage } = makeBrief({ irreversible: ['hotels/book', 'hotels/cancel_booking'] });
    expect(scenario.policies.map(({ endpoints: names }) => names)).toEqual([['hotels::book']]);
    for (const { text } of scenario.policies) expect(systemMessage).toContain(text);
    const distracted = makeBrief({ irreversible: ['hotels/get'], distractors: ['hotels/get'] });
    expect(distracted.scenario.policies).toHaveLength(1);
  });

  it('offers what is needed once, with the distractors; without the needed where nothing is to serve', () => {
    const ids = (served: boolean) =>
      makeBrief({ served, distractors: ['weather/forecast', 'hotels/get'] })
        .offered.map(({ id }) => id)
        .sort();
    expect(ids(true)).toEqual(['hotels/book', 'hotels/get', 'hotels/search', 'weather/forecast']);
    expect(ids(false)).toEqual(['hotels/get', 'weather/forecast']);
  });

  it('names an endpoint that the registry does not hold', () => {
    const attempt = makeAttempt();
    const plan = () =>
      planScenario(makeRow(attempt), attempt, { ...agentContext, endpoints: new Map() }, createRandom(1));
    expect(plan).toThrow(/hotels\/search/);
  });
});

describe('writeSystemMessage', () => {
  it('holds every value verbatim, however it is spelled', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('ana.costa@mail.example', 'St. john  Smith', '. lower', 'x , y', 'O’Neil {name}'),
        fc.nat(),
        (value, seed) => {
          const scenario = { ...makeBrief().scenario, profile: { email: value, name: 'Dr. de Boer' } };
          const text = writeSystemMessage(scenario, agentContext.language, createRandom(seed));
          expect(text).toContain(`email ${value}`);
          expect(text).toContain('Dr. de Boer');
          expect(text).toContain(scenario.time_zone);
          expect(text).toContain('Thursday, 2026-04-09, 10:15');
        },
      ),
    ));
});
