import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  agentContext,
  bookingChain,
  makeBrief,
  makeExecutor,
  play,
  playToTheEnd,
} from '../../test/support/make-conversation.js';
import { createOfflineUserProxy } from '../agents/create-offline-user-proxy.js';
import { plainSpeech } from '../language/speech.js';
import { createRandom } from '../random/random.js';
import { putIntoWords } from './put-into-words.js';
import { simulateConversation } from './simulate-conversation.js';

const registers = fc.constantFrom('terse' as const, 'chatty' as const, 'formal' as const, 'rushed' as const);
const options = fc.record({
  seed: fc.nat(),
  register: registers,
  withheld: fc.constantFrom<readonly number[]>([], [0], [1, 3], [0, 2]),
  irreversible: fc.constantFrom<readonly string[]>([], ['hotels/book']),
  chain: fc.constantFrom(bookingChain(), bookingChain([[0], [1]])),
});

const inWords = (agents: Parameters<typeof putIntoWords>[0]) =>
  putIntoWords(
    agents,
    { ...plainSpeech(agentContext.language), register: 'terse' },
    createRandom(1).fork('wording'),
  );

describe('simulateConversation', () => {
  it('ends with every step called once and every call answered once', () =>
    fc.assert(
      fc.property(options, (made) => {
        const { messages, executed } = playToTheEnd(made);
        expect([...executed.keys()].sort()).toEqual([0, 1]);
        const calls = messages.flatMap((message) =>
          message.role === 'assistant' ? (message.tool_calls ?? []).map(({ id }) => id) : [],
        );
        const answers = messages.flatMap((message) =>
          message.role === 'tool' ? [message.tool_call_id] : [],
        );
        expect(calls).toHaveLength(2);
        expect(answers).toEqual(calls);
      }),
    ));

  it('keeps the place of everything that was said: each source is the text of its value', () =>
    fc.assert(
      fc.property(options, (made) => {
        const state = playToTheEnd(made);
        for (const mentions of state.mentions.values())
          for (const { message, start, end, text } of mentions)
            expect([...(state.messages[message]?.content ?? '')].slice(start, end).join('')).toBe(text);
        for (const { message, start, end } of state.answerSources) {
          const length = [...(state.messages[message]?.content ?? '')].length;
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(length);
        }
      }),
    ));

  it('gives the same conversation for the same seed', () =>
    fc.assert(
      fc.property(options, (made) => {
        expect(playToTheEnd(made).messages).toEqual(playToTheEnd(made).messages);
      }),
      { numRuns: 20 },
    ));

  it('gives call ids of nine alphanumerics, each once', () => {
    const ids = playToTheEnd({ seed: 4 }).messages.flatMap((message) =>
      message.role === 'assistant' ? (message.tool_calls ?? []).map(({ id }) => id) : [],
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9]{9}$/);
  });

  it('returns an error of a tool as a failure with its reason', () => {
    const outcome = play(
      {},
      {
        execute: ({ id, name }) => ({ id, name, output: { error: { type: 'unavailable', message: 'no' } } }),
      },
    );
    expect(outcome).toMatchObject({ ok: false, reason: 'tool-error' });
  });

  it('returns an empty list as a failure with its reason', () => {
    const outcome = play(
      {},
      { execute: ({ id, name }) => ({ id, name, output: { total: 0, results: [] } }) },
    );
    expect(outcome).toMatchObject({ ok: false, reason: 'too-few-members' });
  });

  it('lets a defect of the program through', () => {
    const executor = {
      execute: () => {
        throw new TypeError('a defect');
      },
    };
    expect(() => play({}, executor)).toThrow(TypeError);
  });

  it.each([
    ['an assistant that calls for ever', 'call'],
    ['an assistant that never answers', 'say'],
  ] as const)('ends with %s', (_, kind) => {
    const brief = makeBrief();
    const call = {
      ...{ step: 0, detour: false, name: 'hotels::search' },
      ...{ parameters: { city: 'Lisbon' }, sources: [] },
    };
    const outcome = simulateConversation(
      brief,
      {
        ...inWords({
          user: {
            next: () => ({ act: { kind: 'confirm' }, opens: null, picks: new Map(), revises: null }),
          },
          assistant: {
            next: () =>
              kind === 'call'
                ? { kind, calls: [call], picks: new Map() }
                : { kind, act: { kind: 'welcome' }, pending: null, shown: new Map() },
          },
        }),
        executor: makeExecutor(brief, 1),
      },
      createRandom(1),
    );
    expect(outcome).toMatchObject({ ok: false, reason: 'too-long' });
  });

  it('ends when an assistant asks for what no user can say', () => {
    const brief = { ...makeBrief(), slots: [] };
    const outcome = simulateConversation(
      brief,
      {
        ...inWords({
          user: createOfflineUserProxy(agentContext, createRandom(1)),
          assistant: {
            next: () => ({
              kind: 'say',
              act: { kind: 'welcome' },
              pending: { kind: 'values', slots: [0] },
              shown: new Map(),
            }),
          },
        }),
        executor: makeExecutor(brief, 1),
      },
      createRandom(1),
    );
    expect(outcome).toMatchObject({ ok: false });
  });
});
