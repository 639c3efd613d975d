import type { Random } from '../random/random.js';
import type { Fact } from './acts.js';
import { findRule, labelWords, type RuleSubject } from './apply-rules.js';
import type { LanguageData, PhraseRule } from './data/language-data.js';
import { fillRule } from './fill-rule.js';
import type { Speech } from './speech.js';
import type { Phrase, Segment } from './utterance.js';
import { fillText } from './values/fill-text.js';
import { type SaidValue, sayValue } from './values/say-value.js';

/** `rated 4.6`, `price 129.50`: a field's value with the words that fit its concept. */
export function notePhrase(fact: Fact, speech: Speech, random: Random): Phrase {
  const { rule, value } = spoken(fact, speech, random);
  const texts = fact.value === 1 && rule.one.length > 0 ? rule.one : rule.say;
  return fillRule(random.pick(texts), rule, fact.label, [value], speech.language);
}

/** `is rated 4.6`: what is said of the thing; null where the locale has no such words for the field. */
export function predicatePhrase(fact: Fact, speech: Speech, random: Random): Phrase | null {
  const { rule, value } = spoken(fact, speech, random);
  if (rule.predicate.length === 0) return null;
  return fillRule(random.pick(rule.predicate), rule, fact.label, [value], speech.language);
}

/** A name that reads like a sentence is quoted; other names stand as they are. */
export function nameValue(fact: Fact, speech: Speech, random: Random): Phrase {
  const { segment } = factValue(fact, speech, random);
  const sentence =
    typeof fact.value === 'string' && /[.!?,。！？]$|[a-z]{3,}[.!?,;:] |(\S+ ){6,}/.test(fact.value);
  const [open, close] = speech.language.orthography.quotes;
  return sentence ? [open, segment, close] : [segment];
}

/** The value alone. */
export function valuePhrase(fact: Fact, speech: Speech, random: Random): Phrase {
  return [factValue(fact, speech, random).segment];
}

function spoken(
  fact: Fact,
  speech: Speech,
  random: Random,
): { readonly rule: PhraseRule; readonly value: Segment } {
  const { segment, said } = factValue(fact, speech, random);
  const subject: RuleSubject = {
    concepts: fact.concepts,
    label: fact.label,
    type:
      typeof fact.value !== 'number'
        ? typeof fact.value
        : Number.isInteger(fact.value)
          ? 'integer'
          : 'number',
    intent: null,
    values: [],
    isProse: false,
    said,
  };
  return { rule: findRule(speech.language.rules.fields, subject, speech.language), value: segment };
}

function factValue(
  fact: Fact,
  speech: Speech,
  random: Random,
): { readonly segment: Segment; readonly said: SaidValue['said'] } {
  const { source } = fact;
  if (fact.verbatim !== undefined)
    return { segment: { text: fact.verbatim, meaning: { kind: 'claim', source } }, said: 'plain' };
  const { text, normalization, said } = sayFact(fact, speech, random);
  const told =
    normalization && (source.kind === 'output' || source.kind === 'context' || source.kind === 'user')
      ? { ...source, normalization }
      : source;
  return { segment: { text, meaning: { kind: 'claim', source: told } }, said };
}

/** A value with what belongs to it: the currency of an amount, the unit that its label names. */
function sayFact(fact: Fact, speech: Speech, random: Random): SaidValue {
  const { language } = speech;
  const said = sayValue(
    { value: fact.value, schema: fact.schema, concept: null, label: fact.label },
    speech,
    random,
  );
  if (typeof fact.value !== 'number') return said;
  if (fact.currency !== undefined) {
    const text = fillText(random.pick(language.orthography.money), {
      amount: said.text,
      code: fact.currency,
    });
    return { text, normalization: { name: 'money' }, said: 'plain' };
  }
  const unit = unitOf(fact.label, language);
  const gap = language.orthography.spaces ? ' ' : '';
  return unit === undefined
    ? said
    : { text: `${said.text}${gap}${unit}`, normalization: { name: 'unit' }, said: 'plain' };
}

/** "Light years" are no years, and what is per minute is no number of minutes. */
function unitOf(label: string, { units }: LanguageData): string | undefined {
  const words = labelWords(label);
  if (words.length < 2 || words.at(-2) === 'per') return undefined;
  return units.get(words.slice(-2).join(' ')) ?? units.get(words.at(-1) ?? '');
}
