import type { Random } from '../random/random.js';
import type { Fact } from './acts.js';
import { fillText, findTexts } from './apply-rules.js';
import { type SaidValue, sayValue } from './say-value.js';
import type { Speech } from './speech.js';
import { joinPhrases, type Phrase, type Segment } from './utterance.js';

export function joinFacts(facts: readonly Fact[], speech: Speech, random: Random): Phrase {
  return joinPhrases(
    facts.map((fact) => fieldPhrase(fact, speech, random)),
    ', ',
    facts.length > 2 ? ', and ' : ' and ',
  );
}

/** `rated 4.6`, `price 129.50`: a field's value with the words that fit its concept. */
export function fieldPhrase(fact: Fact, speech: Speech, random: Random): Phrase {
  const type =
    typeof fact.value !== 'number' ? typeof fact.value : Number.isInteger(fact.value) ? 'integer' : 'number';
  const subject = {
    concepts: fact.concepts,
    label: fact.label,
    type,
    intent: null,
    isProse: false,
    isOne: fact.value === 1,
  };
  const texts = findTexts(speech.language.fieldRules, subject, speech.language);
  return fillText(random.pick(texts), fact.label, [factValue(fact, speech, random)]);
}

/** A name that reads like a sentence is quoted; other names stand as they are. */
export function nameValue(fact: Fact, speech: Speech, random: Random): Phrase {
  const value = factValue(fact, speech, random);
  const sentence = typeof fact.value === 'string' && /[.!?,]$|[a-z]{3,}[.!?,;:] |(\S+ ){6,}/.test(fact.value);
  return sentence ? ['"', value, '"'] : [value];
}

export function factValue(fact: Fact, speech: Speech, random: Random): Segment {
  const { source } = fact;
  if (fact.verbatim !== undefined) return { text: fact.verbatim, meaning: { kind: 'claim', source } };
  const said = sayFact(fact, speech, random);
  const told =
    said.normalization && (source.kind === 'output' || source.kind === 'context')
      ? { ...source, normalization: said.normalization }
      : source;
  return { text: said.text, meaning: { kind: 'claim', source: told } };
}

/** A value with what belongs to it: the currency of an amount, the unit that its label names. */
function sayFact(fact: Fact, speech: Speech, random: Random): SaidValue {
  const { language } = speech;
  const said = sayValue(
    { value: fact.value, schema: fact.schema, concept: null },
    language,
    speech.register,
    random,
  );
  if (typeof fact.value !== 'number') return said;
  if (fact.currency !== undefined)
    return { text: `${said.text} ${fact.currency}`, normalization: { name: 'money' } };
  const words = fact.label.toLowerCase().split(' ');
  // "Light years" are no years, and what is per minute is no number of minutes.
  const unit =
    words.length > 1 && words.at(-2) !== 'per'
      ? (language.units.get(words.slice(-2).join(' ')) ?? language.units.get(words.at(-1) ?? ''))
      : undefined;
  return unit === undefined ? said : { text: `${said.text} ${unit}`, normalization: { name: 'unit' } };
}
