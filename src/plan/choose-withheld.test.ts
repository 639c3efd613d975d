import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeEndpoint } from '../../test/support/make-registry.js';
import { createRandom } from '../random/random.js';
import type { ChainStep, Slot, ToolChain } from '../types/tool-chain.js';
import { chooseWithheld } from './choose-withheld.js';

const search = makeEndpoint({
  id: 'hotels/search',
  parameters: [{ name: 'city' }, { name: 'from' }, { name: 'to' }, { name: 'limit', required: false }],
});
const ping = makeEndpoint({ id: 'hotels/ping' });
const endpoints = new Map([search, ping].map((endpoint) => [endpoint.id, endpoint]));

const step = (endpointId: string, parameters: readonly (readonly [string, number])[]): ChainStep => ({
  endpointId,
  parallelGroup: null,
  arguments: parameters.map(([parameter, slot]) => ({ parameter, from: { kind: 'slot', slot } })),
});
const slot = (parameter: string): Slot => ({
  concept: null,
  label: parameter,
  endpointId: search.id,
  parameter,
});
const chainOf = (steps: readonly ChainStep[], slots: readonly Slot[]): ToolChain => ({
  steps,
  slots,
  goals: [{ steps: steps.map((_, index) => index) }],
});
const full = chainOf(
  [
    step(search.id, [
      ['city', 0],
      ['from', 1],
      ['to', 2],
      ['limit', 3],
    ]),
  ],
  ['city', 'from', 'to', 'limit'].map(slot),
);

describe('chooseWithheld', () => {
  it('withholds one or two values that a required parameter needs, each once, in order', () =>
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom('mixed' as const, 'clarification_first' as const),
        (seed, mode) => {
          const withheld = chooseWithheld(full, endpoints, mode, createRandom(seed));
          expect([1, 2]).toContain(withheld.length);
          expect([...new Set(withheld)].sort()).toEqual(withheld);
          expect(withheld).not.toContain(3);
        },
      ),
    ));

  it('says something where the request has several values', () =>
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const two = chainOf(
          [
            step(search.id, [
              ['city', 0],
              ['from', 1],
            ]),
          ],
          [slot('city'), slot('from')],
        );
        expect(chooseWithheld(two, endpoints, 'mixed', createRandom(seed))).toHaveLength(1);
      }),
    ));

  it('never withholds one of two values of one parameter', () => {
    const twins = chainOf(
      [step(search.id, [['city', 0]]), step(search.id, [['city', 1]])],
      [slot('city'), slot('city')],
    );
    for (let seed = 0; seed < 20; seed += 1)
      expect(chooseWithheld(twins, endpoints, 'mixed', createRandom(seed))).toEqual([]);
  });

  it('asks first only about what the first calls need under clarification_first', () => {
    const later = chainOf([step(ping.id, []), step(search.id, [['city', 0]])], [slot('city')]);
    expect(chooseWithheld(later, endpoints, 'clarification_first', createRandom(1))).toEqual([]);
    expect(chooseWithheld(later, endpoints, 'mixed', createRandom(1))).toEqual([0]);
  });
});
