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
import type { Endpoint, Parameter } from '../../types/tool-registry.js';
import { findDetour } from './find-detour.js';

const detourOf = (
  step: number,
  made: MadeBrief = {},
  change: (other: Endpoint) => Endpoint = (other) => other,
) => {
  const endpoints = new Map(
    [...hotelEndpoints()].map(([id, endpoint]) => [
      id,
      id === 'stays/search' || id === 'stays/get' ? change(endpoint) : endpoint,
    ]),
  );
  return findDetour(step, makeAttempt(made), makeTwistContext(endpoints), createRandom(1));
};
const changeCity =
  (change: Partial<Parameter>) =>
  (other: Endpoint): Endpoint => ({
    ...other,
    parameters: other.parameters.map((parameter) =>
      parameter.name === 'city' ? { ...parameter, ...change } : parameter,
    ),
  });

describe('findDetour', () => {
  it('finds the other tool that reads the same by the same values, under its own names', () => {
    expect(detourOf(0)).toEqual({
      endpointId: 'stays/search',
      arguments: [{ parameter: 'city', from: { kind: 'slot', slot: 0 } }],
    });
    expect(detourOf(0, {}, changeCity({ name: 'town' }))?.arguments).toEqual([
      { parameter: 'town', from: { kind: 'slot', slot: 0 } },
    ]);
  });

  it('leaves out what the step takes from the schema', () => {
    const chain = makeChain([makeStep('hotels/search', { city: 0, limit: { kind: 'default', value: 5 } })]);
    expect(detourOf(0, { chain, bindings: ['Lisbon'] })?.arguments.map(({ parameter }) => parameter)).toEqual(
      ['city'],
    );
  });

  it.each<[string, (other: Endpoint) => Endpoint]>([
    ['does other work', (other) => ({ ...other, intent: 'retrieve' })],
    [
      'answers with one thing instead of a list',
      (other) => ({ ...other, response: { ...other.response, objects: [] } }),
    ],
    [
      'wants more than the step has',
      (other) => ({
        ...other,
        parameters: other.parameters.map((parameter) => ({ ...parameter, required: true })),
      }),
    ],
    ['takes another type', changeCity({ schema: { type: 'integer' } })],
    ['takes a member of a list only', changeCity({ schema: { type: 'string', enum: ['Lisbon'] } })],
    ['takes a pattern only', changeCity({ schema: { type: 'string', pattern: '^[A-Z]' } })],
    ['means something else by it', changeCity({ concept: { id: 'country', confidence: 1, evidence: [] } })],
    ['does not say what it means by it', changeCity({ concept: null })],
  ])('finds none in a tool that %s', (_, change) => {
    expect(detourOf(0, {}, change)).toBeNull();
  });

  it('finds none in what is called or offered already', () => {
    expect(detourOf(0, { distractors: ['stays/search'] })).toBeNull();
  });

  it('finds none for a write, or beside a sibling', () => {
    expect(detourOf(1)).toBeNull();
    const chain = makeChain([
      makeStep('hotels/search', { city: 0 }, 0),
      makeStep('hotels/search', { city: 1 }, 0),
    ]);
    expect(detourOf(0, { chain, bindings: ['Lisbon', 'Porto'] })).toBeNull();
  });

  it('takes no identifier of one tool to another', () => {
    const chain = makeChain([
      makeStep('hotels/search', { city: 0 }),
      makeStep('hotels/get', { hotel_id: link(0, '/results/*/hotel_id') }),
    ]);
    const endpoints = new Map(hotelEndpoints());
    const get = endpoints.get('hotels/get') as Endpoint;
    const identified = (id: string, toolId: string): Endpoint => ({
      ...{ ...get, id, toolId, callName: id.replace('/', '::') },
      parameters: get.parameters.map((parameter) => ({ ...parameter, role: 'identifier' })),
    });
    endpoints.set('hotels/get', identified('hotels/get', 'hotels'));
    const attempt = makeAttempt({ chain, bindings: ['Lisbon'] });
    const find = (other: Endpoint) =>
      findDetour(1, attempt, makeTwistContext(new Map([...endpoints, [other.id, other]])), createRandom(1));
    expect(find(identified('stays/get', 'stays'))).toBeNull();
    expect(find(identified('hotels/look_up', 'hotels'))?.endpointId).toBe('hotels/look_up');
  });

  it('finds none for a step that is not there', () => {
    expect(detourOf(7, { chain: bookingChain() })).toBeNull();
  });
});
