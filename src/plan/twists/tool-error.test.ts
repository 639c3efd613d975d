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
import { isWrite } from '../../sampler/draft.js';
import type { Parameter } from '../../types/tool-registry.js';
import type { ToolErrorTwist } from '../../types/twist.js';
import { planToolError } from './tool-error.js';

const endpoints = hotelEndpoints();

function errors(made: MadeBrief, nights: Partial<Parameter> = { schema: { type: 'integer' } }) {
  const changed = new Map(
    [...endpoints].map(([id, endpoint]) => [
      id,
      {
        ...endpoint,
        parameters: endpoint.parameters.map((parameter) =>
          parameter.name === 'nights' ? { ...parameter, ...nights } : parameter,
        ),
      },
    ]),
  );
  return Array.from({ length: 200 }, (_, seed) => {
    const twist = planToolError(makeAttempt(made), makeTwistContext(changed), createRandom(seed));
    return twist?.kind === 'tool_error' ? twist : null;
  });
}
const recoveries = (made: MadeBrief, nights?: Partial<Parameter>) =>
  errors(made, nights).filter((twist): twist is ToolErrorTwist => twist !== null);
const askedAbout = (made: MadeBrief, nights?: Partial<Parameter>) =>
  new Map(
    recoveries(made, nights).flatMap(({ error, recovery }) =>
      recovery.by === 'asking' ? [[recovery.slot, { error, first: recovery.first }] as const] : [],
    ),
  );

describe('planToolError', () => {
  it('knows every way on, and takes the one that teaches most oftenest', () => {
    const taken = recoveries({}).map(({ recovery }) => recovery.by);
    expect(new Set(taken)).toEqual(new Set(['retry', 'asking', 'other_tool', 'telling']));
    const count = (by: string) => taken.filter((each) => each === by).length;
    for (const other of ['retry', 'other_tool', 'telling'])
      expect(count('asking')).toBeGreaterThan(count(other));
  });

  it('sends a write again after a rate limit only', () => {
    for (const { step, error, recovery } of recoveries({})) {
      const { intent } = endpoints.get(bookingChain().steps[step]?.endpointId ?? '') ?? { intent: 'search' };
      if (recovery.by !== 'retry') continue;
      if (isWrite(intent)) expect(error).toBe('rate_limit');
      else expect(['rate_limit', 'unavailable']).toContain(error);
    }
  });

  it('gives up the last goal alone: a write in conflict, a read that cannot be reached', () => {
    const ended = (made: MadeBrief) =>
      new Set(
        recoveries(made).flatMap(({ step, error, recovery }) =>
          recovery.by === 'telling' ? [`${step} ${error}`] : [],
        ),
      );
    expect(ended({ chain: bookingChain([[0], [1]]) })).toEqual(new Set(['1 conflict']));
    const chain = makeChain(
      [makeStep('hotels/search', { city: 0 }), makeStep('weather/forecast', { city: 1 })],
      [[0], [1]],
    );
    expect(ended({ chain, bindings: ['Lisbon', 'Porto'] })).toEqual(new Set(['1 unavailable']));
    expect(ended({ chain: bookingChain([[0], [1]]), withheld: [3] })).toEqual(new Set());
  });

  it('has the user say a wrong value that the schema takes and the service does not', () => {
    const asked = askedAbout({});
    expect([...asked.keys()].sort()).toEqual([0, 2, 3]);
    expect(asked.get(0)).toMatchObject({ error: 'not_found' });
    expect(String(asked.get(0)?.first)).toHaveLength('Lisbon'.length);
    expect(asked.get(2)).toEqual({ error: 'invalid_value', first: '2025-05-11' });
    expect(asked.get(3)).toEqual({ error: 'invalid_value', first: 31 });
  });

  it.each<[string, number, MadeBrief, Partial<Parameter>?]>([
    ['that is held back', 0, { withheld: [0] }],
    ['that the schema spells out', 3, {}, { schema: { type: 'integer', enum: [3, 31] } }],
    ['whose wrong form breaks the schema', 3, {}, { schema: { type: 'integer', maximum: 9 } }],
    ['too short to misspell', 0, { bindings: ['Rio', 'Ana Costa', '2026-05-11', 3] }],
    ['of a day gone by', 2, { bindings: ['Lisbon', 'Ana Costa', '2026-01-11', 3] }],
    ['of a leap day', 2, { bindings: ['Lisbon', 'Ana Costa', '2028-02-29', 3] }],
    ['that is not whole', 3, { bindings: ['Lisbon', 'Ana Costa', '2026-05-11', 2.5] }],
    ['that is written as a name', 1, {}],
    [
      'that is put right otherwise',
      0,
      { twists: [{ kind: 'user_correction', slot: 0, first: 'Rome', when: 'after_report' }] },
    ],
  ])('asks about no value %s', (_, slot, made, nights) => {
    expect(askedAbout(made, nights).has(slot)).toBe(false);
  });

  it('asks about a value at the first step that takes it', () => {
    const chain = makeChain(
      [makeStep('hotels/search', { city: 0 }), makeStep('weather/forecast', { city: 0 })],
      [[0], [1]],
    );
    for (const { step, recovery } of recoveries({ chain, bindings: ['Lisbon'], distractors: [] }))
      if (recovery.by === 'asking') expect(step).toBe(0);
  });

  it('has siblings fail in a way that passes, and nothing else', () => {
    const chain = makeChain([
      makeStep('hotels/search', { city: 0 }, 0),
      makeStep('hotels/search', { city: 1 }, 0),
    ]);
    for (const twist of recoveries({ chain, bindings: ['Lisbon', 'Porto'] }))
      expect(twist.recovery.by).toBe('retry');
  });

  it('has nothing fail that is not called', () => {
    const apart = { chain: bookingChain([[0], [1]]) };
    for (const kind of ['missing_tool', 'forbidden_action', 'not_confirmed'] as const)
      for (const { step, recovery } of recoveries({ ...apart, twists: [{ kind, goal: 1 }] })) {
        expect(step).toBe(0);
        expect(recovery.by).not.toBe('telling');
      }
  });

  it('has nothing fail beside a value that is put right', () => {
    const chain = makeChain([
      makeStep('hotels/search', { city: 0 }),
      makeStep('hotels/get', { hotel_id: link(0, '/results/*/hotel_id') }),
    ]);
    const twists = [
      { kind: 'user_correction' as const, slot: 0, first: 'Rome', when: 'after_report' as const },
    ];
    for (const { step } of recoveries({ chain, bindings: ['Lisbon'], twists })) expect(step).toBe(1);
  });
});
