import { describe, expect, it } from 'vitest';
import { bookingChain, link, makeBrief, makeChain, makeStep } from '../../test/support/make-conversation.js';
import { ConversationFailure } from '../errors/conversation-failure.js';
import type { ConversationBrief } from '../planner/conversation-brief.js';
import {
  type ConversationState,
  createConversationState,
  type Mention,
} from '../simulation/conversation-state.js';
import type { JsonValue } from '../types/json.js';
import { resolveArguments } from './resolve-arguments.js';

const mention = (value: Mention['value'], message = 1, text = String(value)): Mention => ({
  message,
  start: 5,
  end: 5 + text.length,
  text,
  value,
});

function stateOf(
  brief: ConversationBrief,
  mentions: readonly (readonly [number, readonly Mention[]])[] = [],
) {
  const state = createConversationState(brief);
  for (const [slot, said] of mentions) state.mentions.set(slot, [...said]);
  return state;
}

function answered(state: ConversationState, step: number, output: JsonValue): ConversationState {
  const call = { id: 'call00001', name: 'hotels::search', parameters: {} };
  state.executed.set(step, { call, output, message: 2 });
  return state;
}

const found = { results: [{ hotel_id: 'H1' }, { hotel_id: 'H2' }] };

describe('resolveArguments', () => {
  it('takes what the user said before what the system message states', () => {
    const brief = { ...makeBrief(), context: new Map([[0, '/profile/city']]) };
    const said = resolveArguments(0, stateOf(brief, [[0, [mention('Lisbon')]]]));
    expect(said.sources[0]?.source.kind).toBe('user');
    const stated = resolveArguments(0, stateOf(brief));
    expect(stated.sources).toEqual([
      { pointer: '/city', source: { kind: 'context', pointer: '/profile/city' } },
    ]);
    expect(stated.parameters).toEqual(said.parameters);
  });

  it('keeps the place at which a value was first said, however late it is used', () => {
    const state = stateOf(makeBrief(), [[0, [mention('Lisbon', 3)]]]);
    state.messages.push(...Array.from({ length: 9 }, () => ({ role: 'user' as const, content: 'Paris' })));
    expect(resolveArguments(0, state).sources).toEqual([
      { pointer: '/city', source: { kind: 'user', message: 3, start: 5, end: 11 } },
    ]);
  });

  it('names what is missing and passes nothing for it', () => {
    const state = answered(stateOf(makeBrief(), [[2, [mention('2026-05-11')]]]), 0, found);
    const resolved = resolveArguments(1, state);
    expect(resolved.missing).toEqual([1, 3]);
    expect(Object.keys(resolved.parameters)).toEqual(['hotel_id', 'check_in_date']);
  });

  it('counts a list of which only a part was said as missing', () => {
    const brief = makeBrief({ bindings: [['Lisbon', 'Porto'], 'Ana', '2026-05-11', 3] });
    expect(resolveArguments(0, stateOf(brief, [[0, [mention('Lisbon')]]])).missing).toEqual([0]);
    const whole = resolveArguments(0, stateOf(brief, [[0, [mention('Lisbon'), mention('Porto')]]]));
    expect(whole.parameters).toEqual({ city: ['Lisbon', 'Porto'] });
    expect(whole.sources.map(({ pointer }) => pointer)).toEqual(['/city/0', '/city/1']);
  });

  it('follows a link to the member that was picked', () => {
    const state = answered(stateOf(makeBrief()), 0, found);
    state.picked.set(0, [1]);
    const { parameters, sources } = resolveArguments(1, state);
    expect(parameters).toEqual({ hotel_id: 'H2' });
    expect(sources[0]).toEqual({
      pointer: '/hotel_id',
      source: { kind: 'output', call: 'call00001', pointer: '/results/1/hotel_id' },
    });
  });

  it('passes a number of an answer as text where text is wanted, and says so', () => {
    const state = answered(stateOf(makeBrief()), 0, { results: [{ hotel_id: 812 }] });
    const { parameters, sources } = resolveArguments(1, state);
    expect(parameters).toEqual({ hotel_id: '812' });
    expect(sources[0]?.source).toMatchObject({ normalization: { name: 'text' } });
  });

  it.each([
    ['no such member', { results: [] }],
    ['no such field', { results: [{ name: 'x' }] }],
    ['null', { results: [{ hotel_id: null }] }],
    ['an object', { results: [{ hotel_id: { id: 1 } }] }],
  ])('fails rather than invent where the answer holds %s', (_, output) => {
    expect(() => resolveArguments(1, answered(stateOf(makeBrief()), 0, output))).toThrow(ConversationFailure);
  });

  it('fails where the supplier was never called', () => {
    expect(() => resolveArguments(1, stateOf(makeBrief()))).toThrow(/not called/);
  });

  it('fails where an answer does not fit the type that is wanted', () => {
    const chain = makeChain([
      makeStep('hotels/search', { city: 0 }),
      makeStep('hotels/change_booking', { nights: link(0, '/results/*/hotel_id') }),
    ]);
    const state = answered(stateOf(makeBrief({ chain, bindings: ['Lisbon'] })), 0, found);
    expect(() => resolveArguments(1, state)).toThrow(/does not fit/);
  });

  it('names the rule of a value that the schema gives', () => {
    const chain = makeChain([makeStep('hotels/search', { city: 0, limit: { kind: 'default', value: 5 } })]);
    const { parameters, sources } = resolveArguments(0, stateOf(makeBrief({ chain, bindings: ['Lisbon'] })));
    expect(parameters).toEqual({ limit: 5 });
    expect(sources[0]?.source).toEqual({ kind: 'schema', rule: 'const' });
  });

  it('passes a parameter named __proto__ like any other', () => {
    const chain = makeChain([{ endpointId: 'hotels/search', parallelGroup: null, arguments: [] }]);
    const brief = makeBrief({ chain, bindings: [] });
    const odd = {
      ...brief,
      chain: {
        ...bookingChain(),
        steps: [
          {
            endpointId: 'hotels/search',
            parallelGroup: null,
            arguments: [{ parameter: '__proto__', from: { kind: 'default' as const, value: 'x' } }],
          },
        ],
      },
    };
    expect(Object.keys(resolveArguments(0, stateOf(odd)).parameters)).toEqual(['__proto__']);
  });
});
