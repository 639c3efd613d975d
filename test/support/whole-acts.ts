import fc from 'fast-check';
import { compareItems } from '../../src/agents/compare-items.js';
import type { AssistantAct, Fact, ListReport, UndonePart, UserAct } from '../../src/language/acts.js';
import type { EndpointWords } from '../../src/language/reading/endpoint-words.js';
import {
  fact,
  item,
  lastingError,
  reference,
  slotValue,
  stepRequest,
  topic,
  valueError,
  wordsAndIntent,
} from './act-arbitraries.js';

const countSource = {
  kind: 'derived' as const,
  function: 'count' as const,
  inputs: [{ kind: 'output' as const, call: 'call00001', pointer: '/all' }],
  options: {},
};

export const traits = fc
  .tuple(
    fc.constantFrom('calm', 'cheerful', 'irritable'),
    fc.constantFrom('young', 'adult', 'senior'),
    fc.constantFrom('novice', 'regular', 'expert'),
    fc.constantFrom('patient', 'impatient'),
  )
  .map((own) => [...own]);
type Step = Extract<UserAct, { kind: 'request' }>['steps'][number];

/** Things are looked for, and what follows is about one of them. */
function aboutOneThing([first, others, pointed]: [Step, Step[], Step['reference'] & object]): Step[] {
  const { singular, plural } = first.words;
  const rest = others.map(
    (step, index): Step => ({
      ...step,
      ...(index === 0 && step.shared.length < 2 ? { words: first.words, intent: 'retrieve' } : {}),
      reference: { ...pointed, singular, plural },
    }),
  );
  return [{ ...first, intent: 'search', reference: null }, ...rest];
}

/** What users mean. */
export const userAct: fc.Arbitrary<UserAct> = fc.oneof(
  fc.record({
    kind: fc.constant('request' as const),
    opening: fc.boolean(),
    manner: fc.constantFrom('plain' as const, 'plain' as const, 'vague' as const, 'specify' as const),
    steps: fc.oneof(
      fc.array(stepRequest, { minLength: 1, maxLength: 3 }),
      stepRequest.map((step) => [step]),
      stepRequest.map((step) => [{ ...step, own: [], reference: null }]),
      fc
        .tuple(stepRequest, fc.array(stepRequest, { minLength: 1, maxLength: 4 }), reference)
        .map(aboutOneThing),
    ),
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

/** Some targets are called what the thing is called: `hotel` of a hotel. */
function calledAfter({ singular }: EndpointWords, target: Fact): Fact {
  return target.label === 'status' ? { ...target, label: singular } : target;
}

/** Two things with the same told of each. */
const pair = fc
  .tuple(fact, fact, fact, fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 900 }))
  .map(([name, other, told, one, two]) => [
    { name, facts: [{ ...told, value: one }] },
    { name: { ...other, value: `${String(other.value)}2` }, facts: [{ ...told, value: two }] },
  ]);
const list: fc.Arbitrary<ListReport> = fc
  .tuple(
    wordsAndIntent,
    fc.option(fact),
    fc.oneof(
      fc.array(item, { minLength: 1, maxLength: 5 }),
      fc.array(item, { minLength: 1, maxLength: 1 }),
      pair,
    ),
    fc.nat({ max: 20 }),
  )
  .map(([{ words }, about, items, more]) => ({
    kind: 'list',
    words,
    about,
    count: { value: items.length + more, source: countSource },
    items,
    isComparison: more % 2 === 1,
    comparisons: compareItems(items),
  }));
export const facts = fc.array(fact, { minLength: 1, maxLength: 4 });
const part = fc.oneof(
  list,
  fc.tuple(wordsAndIntent, fact, fc.constantFrom(1, 2, 12)).map(([{ words }, name, value]) => ({
    kind: 'picked' as const,
    words,
    count: { value, source: countSource },
    name,
  })),
  fc
    .tuple(wordsAndIntent, fc.option(fact, { freq: 2 }), item)
    .map(([{ words }, about, told]) => ({ kind: 'object' as const, words, about, item: told })),
  fc
    .tuple(wordsAndIntent, facts)
    .map(([{ words }, told]) => ({ kind: 'values' as const, words, values: told })),
  fc
    .tuple(wordsAndIntent, fc.option(fact, { freq: 2 }), item)
    .map(([asked, target, told]) => ({ kind: 'written' as const, ...asked, target, item: told })),
);
/** Which member was taken, and what was asked of it. */
const pickedAndAsked = fc
  .tuple(wordsAndIntent, fact, fc.constantFrom(1, 1, 2, 12), fc.option(fact, { freq: 2 }), facts)
  .map(([{ words }, name, value, other, told]) => [
    { kind: 'picked' as const, words, count: { value, source: countSource }, name },
    {
      kind: 'object' as const,
      words,
      about: other ? name : null,
      item: { name: other ? null : name, facts: told },
    },
    {
      kind: 'object' as const,
      words,
      about: value % 2 === 0 ? name : null,
      item: { name: value % 2 === 0 ? null : name, facts: told },
    },
  ]);
const parts = fc
  .array(
    fc.oneof(
      part.map((one) => [one]),
      pickedAndAsked,
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((groups) => groups.flat());
export const undone: fc.Arbitrary<UndonePart> = fc.oneof(
  fc
    .tuple(wordsAndIntent, fc.constantFrom('no_tool' as const, 'policy' as const, 'not_confirmed' as const))
    .map(([asked, kind]) => ({ after: 1, kind, ...asked, error: null })),
  fc
    .tuple(wordsAndIntent, lastingError)
    .map(([asked, error]) => ({ after: 0, kind: 'error' as const, ...asked, error })),
  topic.map((forbidden) => ({ after: 3, kind: 'topic' as const, topic: forbidden })),
);
export const assistantAct: fc.Arbitrary<AssistantAct> = fc.oneof(
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
        .map(([asked, target, details]) => ({
          ...asked,
          target: target && calledAfter(asked.words, target),
          details,
        })),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  { arbitrary: report(1, 0), weight: 8 },
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
    parts: told > 0 ? parts : fc.constant([]),
    undone: fc.array(undone, { minLength: leftUndone, maxLength: 2 }),
  });
}
