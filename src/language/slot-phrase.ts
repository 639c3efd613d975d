import type { Random } from '../random/random.js';
import type { JsonPrimitive } from '../types/json.js';
import type { SlotQuestion, SlotValue } from './acts.js';
import { findRule, type RuleSubject } from './apply-rules.js';
import type { LanguageData, PhraseRule } from './data/language-data.js';
import type { Template } from './data/template.js';
import { fillRule } from './fill-rule.js';
import { join } from './join.js';
import type { Speech } from './speech.js';
import type { Phrase } from './utterance.js';
import { mayBeSentence } from './values/may-be-sentence.js';
import { type SaidValue, sayValue } from './values/say-value.js';

/** Where a value stands: behind the thing, there before a value of the next rank (`linked`), before it, at the head of the sentence, or in a sentence of its own. */
export type SlotPlace = 'say' | 'linked' | 'before' | 'front' | 'state';

/** A value that the user brings, settled in its words, to be put where it fits. */
export type SpokenSlot = {
  readonly value: Phrase;
  /** Place among the values that stand together; null: anywhere. */
  readonly rank: number | null;
  /** Whether the locale can say it there. */
  can(place: SlotPlace): boolean;
  /**
   * `in Paris`, `for two people`; where the place has no text of its own, as behind the thing. `value`: what is said instead of
   * the value alone (`Paris and Rome`).
   */
  at(place: SlotPlace, value?: Phrase): Phrase;
};

export function speakSlot(slot: SlotValue, speech: Speech, random: Random): SpokenSlot {
  const { language } = speech;
  const said = sayValues(slot, speech, random);
  const rule = findRule(language.rules.slots, subjectOf(slot, said), language);
  const isOne = slot.values.length === 1 && slot.values[0] === 1;
  const textsAt = (place: SlotPlace): readonly Template[] =>
    place === 'say' && isOne && rule.one.length > 0 ? rule.one : rule[place];
  const bare = mentions(slot, said, null, language);
  const spoken = rule.as === null ? bare : mentions(slot, said, rule, language);
  return {
    value: bare,
    rank: rule.rank,
    can: (place) => textsAt(place).length > 0,
    at(place, value) {
      const sayable = textsAt(place).length > 0 ? place : fallbacks.find((each) => textsAt(each).length > 0);
      const texts = sayable === undefined ? [] : textsAt(sayable);
      return fillRule(random.pick(texts), rule, slot.label, value ?? spoken, language);
    },
  };
}

/** Where the texts of a place come from that has none of its own. */
const fallbacks = ['say', 'before', 'front'] as const;

/** `in Paris`: a value that the user brings, with its mention marked. */
export function slotPhrase(slot: SlotValue, speech: Speech, random: Random): Phrase {
  return speakSlot(slot, speech, random).at('say');
}

/** `language Dutch`, `two seats`: the value in a list of details. */
export function detailPhrase(slot: SlotValue, speech: Speech, random: Random): Phrase {
  const { language } = speech;
  const said = sayValues(slot, speech, random);
  const rule = findRule(language.rules.later, subjectOf(slot, said), language);
  return fillRule(random.pick(rule.say), rule, slot.label, mentions(slot, said, rule, language), language);
}

/** How details stand in a row, where the locale parts them otherwise than things. */
export function detailsJoin({ orthography }: LanguageData): string {
  return orthography.joins.has('details') ? 'details' : 'and';
}

/** `in the same city`: a hint at a value that was said for an earlier goal. */
export function keptPhrase(slot: SlotValue, { language }: Speech, random: Random): Phrase {
  return unvalued(slot, language.rules.kept, language, random);
}

/** `in the same city`: points at a value of an earlier answer by what it is called. */
export function sameValuePhrase(label: string, { language }: Speech, random: Random): Phrase {
  return unvalued(
    { label, concepts: [], schema: {}, intent: 'search' },
    language.rules.kept,
    language,
    random,
  );
}

/** The bare value, as in an answer to a question. */
export function slotValuePhrase(slot: SlotValue, speech: Speech, random: Random): Phrase {
  return speakSlot(slot, speech, random).value;
}

/** `which city should I look at`: asks for a value, without its question mark. */
export function questionPhrase(slot: SlotQuestion, { language }: Speech, random: Random): Phrase {
  return unvalued(slot, language.rules.questions, language, random);
}

function unvalued(
  slot: SlotQuestion,
  rules: readonly PhraseRule[],
  language: LanguageData,
  random: Random,
): Phrase {
  const rule = findRule(rules, subjectOf(slot, []), language);
  return fillRule(random.pick(rule.say), rule, slot.label, [], language);
}

function sayValues(slot: SlotValue, speech: Speech, random: Random): SaidValue[] {
  return slot.values.map((value) =>
    sayValue({ value, schema: slot.schema, concept: slot.concept, label: slot.label }, speech, random),
  );
}

/** The values in a row, each marked; in the words of the rule, where it has its own. */
function mentions(
  slot: SlotValue,
  said: readonly SaidValue[],
  rule: PhraseRule | null,
  language: LanguageData,
): Phrase {
  const phrases = said.map((each, element) => {
    const isSwitch = each.said === 'yes' || each.said === 'no';
    const isMeant = isSwitch || rule?.values.includes(each.text.toLowerCase());
    if (rule === null || rule.as === null || !isMeant) return mention(slot, each, element);
    const normalization = { name: isSwitch ? ('boolean' as const) : ('enum_label' as const) };
    return mention(slot, { ...each, text: rule.as, normalization }, element);
  });
  return join(phrases, 'and', language);
}

function mention(slot: SlotValue, { text, normalization }: SaidValue, element: number): Phrase {
  const kind = 'mention' as const;
  const place = slot.isList ? element : null;
  const meaning = normalization
    ? { kind, slot: slot.slot, element: place, normalization }
    : { kind, slot: slot.slot, element: place };
  return [{ text, meaning }];
}

function subjectOf(
  slot: SlotQuestion & Partial<Pick<SlotValue, 'values'>>,
  said: readonly SaidValue[],
): RuleSubject {
  const values = slot.values ?? [];
  return {
    concepts: slot.concepts,
    label: slot.label,
    type: typeof slot.schema.type === 'string' ? slot.schema.type : 'string',
    intent: slot.intent,
    values: asAsked(values, said),
    isProse: values.some(
      (value) => typeof value === 'string' && mayBeSentence(value, 5) && prose.test(value),
    ),
    said: said.length === 1 ? (said[0]?.said ?? 'plain') : 'plain',
  };
}

/** The values and what is said for them, in lower case. */
function asAsked(values: readonly JsonPrimitive[], said: readonly SaidValue[]): string[] {
  const texts: string[] = [];
  for (const value of values) texts.push(String(value).toLowerCase());
  for (const { text } of said) texts.push(text.toLowerCase());
  return texts;
}

/** A sentence that goes on, many words in a row, or a sentence of a locale that writes them together. */
const prose = /[a-z]{2,}[.;!?](\s|$)|\w+(\s+\w+){5,}|[。！？]/;
