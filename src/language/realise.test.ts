import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fact,
  item,
  language,
  lastingError,
  reference,
  registers,
  slotValue,
  stepRequest,
  topic,
  valueError,
  wordsAndIntent,
} from '../../test/support/act-arbitraries.js';
import { createRandom } from '../random/random.js';
import type { AssistantAct, ListReport, UndonePart, UserAct } from './acts.js';
import { realiseAssistant } from './realise-assistant.js';
import { realiseUser } from './realise-user.js';
import type { Utterance } from './utterance.js';

const countSource = {
  kind: 'derived' as const,
  function: 'count' as const,
  inputs: [{ kind: 'output' as const, call: 'call00001', pointer: '/all' }],
  options: {},
};

const traits = fc.constantFrom(['calm'], ['cheerful'], ['irritable']);
const userAct: fc.Arbitrary<UserAct> = fc.oneof(
  fc.record({
    kind: fc.constant('request' as const),
    opening: fc.boolean(),
    manner: fc.constantFrom('plain' as const, 'vague' as const, 'specify' as const),
    steps: fc.array(stepRequest, { minLength: 1, maxLength: 3 }),
    topic: fc.option(topic),
  }),
  fc.record({
    kind: fc.constant('request' as const),
    opening: fc.boolean(),
    manner: fc.constant('plain' as const),
    steps: fc.constant([]),
    topic,
  }),
  fc.record({
    kind: fc.constant('inform' as const),
    slots: fc.array(slotValue, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('choose' as const),
    references: fc.array(reference, { minLength: 1, maxLength: 3 }),
  }),
  fc.constant({ kind: 'confirm' as const }),
  fc.constant({ kind: 'refuse' as const }),
  fc.constant({ kind: 'digress' as const }),
  fc.record({
    kind: fc.constant('correct' as const),
    slot: slotValue,
    old: fc.constantFrom('', 'Porto', '12 May'),
    when: fc.constantFrom('after_report' as const, 'at_confirmation' as const),
  }),
  wordsAndIntent.map(({ words }) => ({ kind: 'thank' as const, thing: words })),
);

const list: fc.Arbitrary<ListReport> = fc
  .tuple(wordsAndIntent, fc.option(fact), fc.array(item, { minLength: 1, maxLength: 5 }), fc.nat({ max: 20 }))
  .map(([{ words }, about, items, more]) => ({
    kind: 'list',
    words,
    about,
    count: { value: items.length + more, source: countSource },
    items,
  }));
const facts = fc.array(fact, { minLength: 1, maxLength: 4 });
const part = fc.oneof(
  list,
  fc.tuple(wordsAndIntent, fact, fc.integer({ min: 1, max: 12 })).map(([{ words }, name, value]) => ({
    kind: 'picked' as const,
    words,
    count: { value, source: countSource },
    name,
  })),
  fc
    .tuple(wordsAndIntent, fc.option(fact), item)
    .map(([{ words }, about, told]) => ({ kind: 'object' as const, words, about, item: told })),
  fc
    .tuple(wordsAndIntent, facts)
    .map(([{ words }, told]) => ({ kind: 'values' as const, words, values: told })),
  fc.tuple(wordsAndIntent, item).map(([asked, told]) => ({ kind: 'written' as const, ...asked, item: told })),
);
const undone: fc.Arbitrary<UndonePart> = fc.oneof(
  fc
    .tuple(wordsAndIntent, fc.constantFrom('no_tool' as const, 'policy' as const, 'not_confirmed' as const))
    .map(([asked, kind]) => ({ kind, ...asked, error: null })),
  fc
    .tuple(wordsAndIntent, lastingError)
    .map(([asked, error]) => ({ kind: 'error' as const, ...asked, error })),
  topic.map((forbidden) => ({ kind: 'topic' as const, topic: forbidden })),
);
const assistantAct: fc.Arbitrary<AssistantAct> = fc.oneof(
  fc.record({
    kind: fc.constant('ask' as const),
    slots: fc.array(slotValue, { minLength: 1, maxLength: 3 }),
    again: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('offer_choice' as const),
    list,
    singular: fc.constant('thing'),
    several: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('ask_confirmation' as const),
    steps: fc.array(
      fc
        .tuple(wordsAndIntent, fc.option(fact), fc.array(fact, { maxLength: 3 }))
        .map(([asked, target, details]) => ({ ...asked, target, details })),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  report(1, 0),
  report(0, 1),
  fc.record({
    kind: fc.constant('ask_intent' as const),
    readings: fc.array(wordsAndIntent, { minLength: 2, maxLength: 2 }),
  }),
  fc
    .tuple(valueError, slotValue, fc.option(fact), wordsAndIntent)
    .map(([error, question, value, { words }]) => ({
      ...{ kind: 'ask_again' as const, error, question, value, words },
    })),
  fc.constant({ kind: 'welcome' as const }),
);

/** At least so many things told, and so many of which it is told that they were not done. */
function report(told: number, leftUndone: number): fc.Arbitrary<AssistantAct> {
  return fc.record({
    kind: fc.constant('report' as const),
    parts: fc.array(part, { minLength: told, maxLength: 3 }),
    undone: fc.array(undone, { minLength: leftUndone, maxLength: 2 }),
  });
}

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
        expectWellFormed(realiseUser(act, { language, register, traits: own }, createRandom(seed)));
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
            { language, register },
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
          const utterance = realiseUser(act, { language, register }, createRandom(seed));
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
        const speech = { language, register };
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
        expectWellFormed(realiseAssistant(act, { language, register, traits: own }, createRandom(seed)));
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
          mine: false,
          into: null,
        };
        const utterance = realiseAssistant(
          { kind: 'report', parts: [{ kind: 'values', words, values: sourced }], undone: [] },
          { language, register },
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
            { language, register },
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
          const { text, marks } = realiseAssistant(act, { language, register }, createRandom(seed));
          expect(marks).toEqual([]);
          expect(
            text.split(/[.!?](?=\s|$)/).filter((sentence) => sentence.trim() !== '').length,
          ).toBeGreaterThanOrEqual(left.length);
        },
      ),
    ));
});
