import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fact,
  registers,
  slotValue,
  speechOf,
  stepRequest,
  topic,
  valueError,
  wordsAndIntent,
} from '../../test/support/act-arbitraries.js';
import { assistantAct, facts, traits, undone, userAct } from '../../test/support/whole-acts.js';
import { createRandom } from '../random/random.js';
import { realiseAssistant } from './assistant/realise-assistant.js';
import { realiseUser } from './user/realise-user.js';
import type { Utterance } from './utterance.js';

/** The text with a sign in the place of each value: what the grammar and the lexicon alone have said. */
function wordsAround({ text, marks }: Utterance): string {
  const points = [...text];
  for (const { start, end } of [...marks].reverse()) points.splice(start, end - start, '§');
  return points.join('');
}

function expectWellFormed(utterance: Utterance): void {
  const around = wordsAround(utterance);
  expect(utterance.text.trim()).not.toBe('');
  expect(around).not.toMatch(/[{}]/);
  expect(around).not.toMatch(/undefined|null|NaN|\[object/);
  expect(around).not.toMatch(/ {2}| [,.;:?!]/);
  expect(around).not.toMatch(/\b([A-Za-z]+) \1\b/);
}

function marked({ text, marks }: Utterance): string[] {
  const points = [...text];
  return marks.map(({ start, end }) => points.slice(start, end).join(''));
}

describe('realiseUser', () => {
  it('speaks in whole words, whatever is meant', () =>
    fc.assert(
      fc.property(userAct, registers, traits, fc.integer(), (act, register, own, seed) => {
        expectWellFormed(realiseUser(act, speechOf(register, own), createRandom(seed)));
      }),
      { numRuns: 400 },
    ));

  it('marks each value that it says, and as a text it marks exactly that', () =>
    fc.assert(
      fc.property(
        fc.array(slotValue, { minLength: 1, maxLength: 4 }),
        registers,
        fc.integer(),
        (slots, register, seed) => {
          const own = slots.map((slot, index) => ({ ...slot, slot: index }));
          const utterance = realiseUser(
            { kind: 'inform', slots: own },
            speechOf(register),
            createRandom(seed),
          );
          const texts = marked(utterance);
          const said = utterance.marks.map(({ meaning }, index) => {
            if (meaning.kind !== 'mention') return undefined;
            const value = own[meaning.slot]?.values[meaning.element ?? 0];
            if (meaning.normalization === undefined) expect(texts[index]).toBe(String(value));
            return `${meaning.slot}/${meaning.element ?? 0}`;
          });
          expect(said).toEqual(
            own.flatMap(({ slot, values }) => values.map((_, element) => `${slot}/${element}`)),
          );
        },
      ),
      { numRuns: 400 },
    ));

  it('marks each value that it puts right, once, and never the old one', () =>
    fc.assert(
      fc.property(
        slotValue,
        fc.constantFrom('', 'Porto'),
        fc.constantFrom('after_report' as const, 'at_confirmation' as const),
        registers,
        fc.integer(),
        (slot, old, when, register, seed) => {
          const act = { kind: 'correct' as const, slot, old, when };
          const utterance = realiseUser(act, speechOf(register), createRandom(seed));
          expect(utterance.marks.map(({ meaning }) => meaning)).toMatchObject(
            slot.values.map(() => ({ kind: 'mention', slot: slot.slot })),
          );
        },
      ),
      { numRuns: 400 },
    ));

  it('says no value where it names a thing vaguely and asks for what nobody may do', () =>
    fc.assert(
      fc.property(stepRequest, topic, registers, fc.integer(), (step, forbidden, register, seed) => {
        const bare = { ...step, shared: [], own: [], kept: [], reference: null };
        const base = { kind: 'request' as const, opening: true };
        const speech = speechOf(register);
        const vague = realiseUser(
          { ...base, manner: 'vague', steps: [bare], topic: null },
          speech,
          createRandom(seed),
        );
        const refused = realiseUser(
          { ...base, manner: 'plain', steps: [], topic: forbidden },
          speech,
          createRandom(seed),
        );
        expect([...vague.marks, ...refused.marks]).toEqual([]);
      }),
    ));
});

describe('realiseAssistant', () => {
  it('speaks in whole words, whatever is meant', () =>
    fc.assert(
      fc.property(assistantAct, registers, traits, fc.integer(), (act, register, own, seed) => {
        expectWellFormed(realiseAssistant(act, speechOf(register, own), createRandom(seed)));
      }),
      { numRuns: 400 },
    ));

  it('claims each value of a report with its source, on exactly the text that says it', () =>
    fc.assert(
      fc.property(facts, registers, fc.integer(), (told, register, seed) => {
        const sourced = told.map((each, index) => ({
          ...each,
          source: { kind: 'output' as const, call: 'call00001', pointer: `/${index}` },
        }));
        const words = {
          verbs: ['get'],
          noun: 'thing',
          singular: 'thing',
          plural: 'things',
          isPlural: false,
          isCountable: true,
          counter: '',
          mine: false,
          into: null,
          changes: false,
          saysLittle: false,
          isDetailsOf: null,
          sphere: null,
          branch: null,
        };
        const utterance = realiseAssistant(
          { kind: 'report', parts: [{ kind: 'values', words, values: sourced }], undone: [] },
          speechOf(register),
          createRandom(seed),
        );
        const texts = marked(utterance);
        utterance.marks.forEach(({ meaning }, index) => {
          expect(meaning).toMatchObject({ kind: 'claim', source: { pointer: `/${index}` } });
          const plain = meaning.kind === 'claim' && !('normalization' in meaning.source);
          if (plain) expect(texts[index]).toBe(String(sourced[index]?.value));
        });
        expect(texts).toHaveLength(told.length);
      }),
      { numRuns: 300 },
    ));

  it('claims the value that it asks for again, on exactly the text that says it', () =>
    fc.assert(
      fc.property(
        fc.tuple(valueError, slotValue, fact, wordsAndIntent),
        registers,
        fc.integer(),
        ([error, question, value, { words }], register, seed) => {
          const utterance = realiseAssistant(
            { kind: 'ask_again', error, question, value, words },
            speechOf(register),
            createRandom(seed),
          );
          const claims = utterance.marks.map(({ meaning }) => meaning);
          expect(claims).toMatchObject([{ kind: 'claim', source: { call: 'call00001', pointer: '/x' } }]);
          expect(utterance.text.endsWith('?')).toBe(true);
        },
      ),
    ));

  it('says of everything that was not done that it was not, without claiming a value', () =>
    fc.assert(
      fc.property(
        fc.array(undone, { minLength: 1, maxLength: 2 }),
        registers,
        fc.integer(),
        (left, register, seed) => {
          const act = { kind: 'report' as const, parts: [], undone: left };
          const { text, marks } = realiseAssistant(act, speechOf(register), createRandom(seed));
          expect(marks).toEqual([]);
          expect(
            text.split(/[.!?](?=\s|$)/).filter((sentence) => sentence.trim() !== '').length,
          ).toBeGreaterThanOrEqual(left.length);
        },
      ),
    ));
});
