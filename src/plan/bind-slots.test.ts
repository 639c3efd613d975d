import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EndpointSketch, makeEndpoint } from '../../test/support/make-registry.js';
import { loadKnowledge } from '../concepts/load-knowledge.js';
import { configDirectory } from '../config/package-paths.js';
import { createRandom } from '../random/random.js';
import type { JsonValue } from '../types/json.js';
import type { Slot, ToolChain } from '../types/tool-chain.js';
import { type BindingContext, bindSlots } from './bind-slots.js';

const knowledge = loadKnowledge(configDirectory);
type Taken = NonNullable<EndpointSketch['parameters']>[number];

/** Binds one slot for each parameter given; the same parameter twice makes twins. */
function bind(seed: number, taken: readonly Taken[], again: readonly string[] = []): JsonValue[] {
  const endpoint = makeEndpoint({ id: 'trips/search', parameters: taken });
  const context: BindingContext = {
    endpoints: new Map([[endpoint.id, endpoint]]),
    knowledge,
    locale: 'en',
    now: '2026-04-09T10:15:00',
  };
  const slots = [...endpoint.parameters.map(({ name }) => name), ...again].map((name): Slot => {
    const parameter = endpoint.parameters.find((candidate) => candidate.name === name);
    return {
      concept: parameter?.concept?.id ?? null,
      label: parameter?.label ?? '',
      endpointId: endpoint.id,
      parameter: name,
    };
  });
  return bindSlots({ steps: [], slots, goals: [] }, context, createRandom(seed));
}

describe('bindSlots', () => {
  it('gives the same values for the same seed', () =>
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const taken = [
          { name: 'city', concept: 'city' },
          { name: 'date', concept: 'date_future' },
        ];
        expect(bind(seed, taken)).toEqual(bind(seed, taken));
      }),
    ));

  it('puts the start of a stay before its end', () =>
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom('date_check_in', 'date', 'date_future'), (seed, concept) => {
        const [start, end] = bind(seed, [
          { name: 'check_in', label: 'check-in date', concept },
          { name: 'check_out', label: 'check-out date', concept },
        ]);
        expect(String(start) < String(end)).toBe(true);
      }),
    ));

  it('puts a written date before a later one, whatever its pattern', () =>
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom('DD.MM.YYYY', 'MM/DD/YYYY', 'DD-MM-YYYY'),
        (seed, pattern) => {
          const description = `Date in ${pattern}`;
          const values = bind(seed, [
            { name: 'from', label: 'start date', concept: 'date', description },
            { name: 'to', label: 'end date', concept: 'date', description },
          ]);
          const [start = '', end = ''] = values.map((value) => {
            const [one = '', two = '', year = ''] = String(value).split(/[./-]/);
            return pattern.startsWith('MM') ? year + one + two : year + two + one;
          });
          expect(start < end).toBe(true);
        },
      ),
    ));

  it('puts the start of a stay before its end where both slots were opened by other calls', () =>
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const film = makeEndpoint({ id: 'films/day', parameters: [{ name: 'date', concept: 'date' }] });
        const stay = makeEndpoint({
          id: 'trips/stay',
          parameters: [
            { name: 'check_in', label: 'check-in date', concept: 'date' },
            { name: 'check_out', label: 'check-out date', concept: 'date' },
          ],
        });
        const passed = (parameter: string, slot: number) => ({
          parameter,
          from: { kind: 'slot' as const, slot },
        });
        const chain: ToolChain = {
          steps: [
            { endpointId: film.id, arguments: [passed('date', 0)], parallelGroup: null },
            {
              endpointId: stay.id,
              arguments: [passed('check_in', 0), passed('check_out', 1)],
              parallelGroup: null,
            },
          ],
          slots: [
            { concept: 'date', label: 'date', endpointId: film.id, parameter: 'date' },
            { concept: 'date', label: 'check-out date', endpointId: stay.id, parameter: 'check_out' },
          ],
          goals: [],
        };
        const endpoints = new Map([film, stay].map((endpoint) => [endpoint.id, endpoint]));
        const context = { endpoints, knowledge, locale: 'en', now: '2026-04-09T10:15:00' };
        const [start, end] = bindSlots(chain, context, createRandom(seed));
        expect(String(start) < String(end)).toBe(true);
      }),
    ));

  it('puts a lower bound below its upper bound', () =>
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const schema = { type: 'integer' as const, minimum: 1, maximum: 5 };
        const [low, high] = bind(seed, [
          { name: 'min_stars', label: 'minimum stars', schema },
          { name: 'max_stars', label: 'maximum stars', schema },
        ]);
        expect(Number(low)).toBeLessThan(Number(high));
      }),
    ));

  it('leaves names at the ends of a journey in the order in which they were drawn', () => {
    const journeys = Array.from({ length: 60 }, (_, seed) =>
      bind(seed, [
        { name: 'from_city', label: 'departure city', concept: 'city' },
        { name: 'to_city', label: 'return city', concept: 'city' },
      ]).map(String),
    );
    const backwards = journeys.filter(([from = '', to = '']) => from > to);
    expect(journeys.filter(([from, to]) => from === to)).toEqual([]);
    expect(backwards.length).toBeGreaterThan(10);
  });

  it('gives two slots of one parameter two values, even of an enum with two members', () =>
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom<Taken>(
          { name: 'city', concept: 'city' },
          { name: 'kind', schema: { type: 'string', enum: ['a', 'b'] } },
          { name: 'rate', schema: { type: 'integer', minimum: 1, maximum: 3 } },
        ),
        (seed, taken) => {
          const [first, second] = bind(seed, [taken], [taken.name]);
          expect(second).not.toEqual(first);
        },
      ),
    ));

  it('repeats the only value of a parameter that has one', () => {
    const kind: Taken = { name: 'kind', schema: { type: 'string', enum: ['only'] } };
    expect(bind(1, [kind], ['kind'])).toEqual(['only', 'only']);
  });

  it('does not pass the default off as the wish of the user', () => {
    const values = Array.from({ length: 20 }, (_, seed) =>
      bind(seed, [{ name: 'unit', schema: { type: 'string', enum: ['c', 'f'], default: 'c' } }]),
    );
    expect(new Set(values.flat())).toEqual(new Set(['c', 'f']));
  });
});
