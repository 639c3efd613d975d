import type { Random } from '../random/random.js';
import type { SlotQuestion, SlotValue } from './acts.js';
import { findRule, type RuleSubject } from './apply-rules.js';
import type { PhraseRule } from './data/language-data.js';
import type { Template } from './data/template.js';
import { fillRule } from './fill-rule.js';
import { join } from './join.js';
import type { Speech } from './speech.js';
import type { Phrase } from './utterance.js';
import { type SaidValue, sayValue } from './values/say-value.js';

/** Where a value stands: behind the thing, before it, at the head of the sentence, or in a sentence of its own. */
export type SlotPlace = 'say' | 'before' | 'front' | 'state';

/** A value that the user brings, settled in its words, to be put where it fits. */
export type SpokenSlot = {
  readonly value: Phrase;
  /** Whether the locale can say it there. */
  can(place: SlotPlace): boolean;
  /** `in Paris`, `for two people`; where the place has no text of its own, as behind the thing. */
  at(place: SlotPlace): Phrase;
};

export function speakSlot(slot: SlotValue, speech: Speech, random: Random): SpokenSlot {
  const said = slot.values.map((value) =>
    sayValue({ value, schema: slot.schema, concept: slot.concept, label: slot.label }, speech, random),
  );
  const value = join(
    said.map((each, element) => mention(slot, each, element)),
    'and',
    speech.language,
  );
  const rule = findRule(speech.language.rules.slots, subjectOf(slot, said), speech.language);
  const isOne = slot.values.length === 1 && slot.values[0] === 1;
  const textsAt = (place: SlotPlace): readonly Template[] =>
    place === 'say' && isOne && rule.one.length > 0 ? rule.one : rule[place];
  return {
    value,
    can: (place) => textsAt(place).length > 0,
    at(place) {
      const texts = [textsAt(place), textsAt('say'), textsAt('before'), textsAt('front')].find(
        (each) => each.length > 0,
      );
      return fillRule(random.pick(texts ?? []), slot.label, value, speech.language);
    },
  };
}

/** `in Paris`: a value that the user brings, with its mention marked. */
export function slotPhrase(slot: SlotValue, speech: Speech, random: Random): Phrase {
  return speakSlot(slot, speech, random).at('say');
}

/** `language Dutch`, `two seats`: the value in a list of details. */
export function detailPhrase(slot: SlotValue, speech: Speech, random: Random): Phrase {
  const value = slotValuePhrase(slot, speech, random);
  return ruled(speech.language.rules.later, subjectOf(slot, []), value, speech, random);
}

/** `in the same city`: a hint at a value that was said for an earlier goal. */
export function keptPhrase(slot: SlotValue, speech: Speech, random: Random): Phrase {
  return ruled(speech.language.rules.kept, subjectOf(slot, []), [], speech, random);
}

/** The bare value, as in an answer to a question. */
export function slotValuePhrase(slot: SlotValue, speech: Speech, random: Random): Phrase {
  return speakSlot(slot, speech, random).value;
}

/** `which city should I look at`: asks for a value, without its question mark. */
export function questionPhrase(slot: SlotQuestion, speech: Speech, random: Random): Phrase {
  return ruled(speech.language.rules.questions, subjectOf(slot, []), [], speech, random);
}

function ruled(
  rules: readonly PhraseRule[],
  subject: RuleSubject,
  value: Phrase,
  speech: Speech,
  random: Random,
): Phrase {
  const { say } = findRule(rules, subject, speech.language);
  return fillRule(random.pick(say), subject.label, value, speech.language);
}

function mention(slot: SlotValue, { text, normalization }: SaidValue, element: number): Phrase {
  const meaning = {
    kind: 'mention' as const,
    slot: slot.slot,
    element: slot.isList ? element : null,
    ...(normalization ? { normalization } : {}),
  };
  return [{ text, meaning }];
}

function subjectOf(
  slot: SlotQuestion & Partial<Pick<SlotValue, 'values'>>,
  said: readonly SaidValue[],
): RuleSubject {
  const isProse =
    slot.values?.some(
      (value) => typeof value === 'string' && /[a-z]{2,}[.;!?](\s|$)|\w+(\s+\w+){5,}|[。！？]/.test(value),
    ) ?? false;
  return {
    concepts: slot.concepts,
    label: slot.label,
    type: typeof slot.schema.type === 'string' ? slot.schema.type : 'string',
    intent: slot.intent,
    isProse,
    said: said.length === 1 ? (said[0]?.said ?? 'plain') : 'plain',
  };
}
