import type { Random } from '../random/random.js';
import type { SlotQuestion, SlotValue } from './acts.js';
import { fillText, findTexts, type RuleSubject } from './apply-rules.js';
import { sayValue } from './say-value.js';
import type { Speech } from './speech.js';
import { joinPhrases, type Phrase } from './utterance.js';

/** `in Paris`, `for two people`: a value that the user brings, with its mention marked. */
export function slotPhrase(slot: SlotValue, speech: Speech, random: Random): Phrase {
  const text = random.pick(findTexts(speech.language.slotRules, subjectOf(slot), speech.language));
  return fillText(text, slot.label, slotValuePhrase(slot, speech, random));
}

/** `language Dutch`, `two seats`: the value in a list of details. */
export function detailPhrase(slot: SlotValue, speech: Speech, random: Random): Phrase {
  const text = random.pick(findTexts(speech.language.laterRules, subjectOf(slot), speech.language));
  return fillText(text, slot.label, slotValuePhrase(slot, speech, random));
}

/** `in the same city`: a hint at a value that was said for an earlier goal. */
export function keptPhrase(slot: SlotValue, speech: Speech, random: Random): Phrase {
  const text = random.pick(findTexts(speech.language.keptRules, subjectOf(slot), speech.language));
  return fillText(text, slot.label, []);
}

/** The bare value, as in an answer to a question. */
export function slotValuePhrase(slot: SlotValue, speech: Speech, random: Random): Phrase {
  const words = slot.values.map((value, element): Phrase => {
    const said = sayValue(
      { value, schema: slot.schema, concept: slot.concept },
      speech.language,
      speech.register,
      random,
    );
    const meaning = {
      kind: 'mention' as const,
      slot: slot.slot,
      element: slot.isList ? element : null,
      ...(said.normalization ? { normalization: said.normalization } : {}),
    };
    return [{ text: said.text, meaning }];
  });
  return joinPhrases(words, ', ', ' and ');
}

/** `which city should I look at`: asks for a value, without its question mark. */
export function questionPhrase(slot: SlotQuestion, speech: Speech, random: Random): Phrase {
  return fillText(
    random.pick(findTexts(speech.language.questionRules, subjectOf(slot), speech.language)),
    slot.label,
    [],
  );
}

function subjectOf(slot: SlotQuestion & Partial<Pick<SlotValue, 'values'>>): RuleSubject {
  const type = typeof slot.schema.type === 'string' ? slot.schema.type : 'string';
  const isProse =
    slot.values?.some(
      (value) => typeof value === 'string' && /[a-z]{2,}[.;!?](\s|$)|\w+(\s+\w+){5,}/.test(value),
    ) ?? false;
  const isOne = slot.values?.length === 1 && slot.values[0] === 1;
  return { concepts: slot.concepts, label: slot.label, type, intent: slot.intent, isProse, isOne };
}
