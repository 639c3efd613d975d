import type { Random } from '../random/random.js';
import type { Fact } from './acts.js';
import { findRule, labelWords, type RuleSubject } from './apply-rules.js';
import type { LanguageData, PhraseRule } from './data/language-data.js';
import type { Template } from './data/template.js';
import { fillRule } from './fill-rule.js';
import { inflect } from './inflect.js';
import { join } from './join.js';
import { habitOf, type Speech, settle } from './speech.js';
import type { Phrase, Segment } from './utterance.js';
import { sayQuantity } from './values/say-quantity.js';
import { type SaidValue, sayValue } from './values/say-value.js';

/** `rated 4.6`, `price 129.50`: a field's value with the words that fit its concept. */
export function notePhrase(fact: Fact, speech: Speech, random: Random): Phrase {
  const { rule, value } = spoken(fact, speech);
  const texts = fact.value === 1 && rule.one.length > 0 ? rule.one : rule.say;
  return inWords(texts, rule, fact, value, speech, random);
}

/** `predicate`: finite, of the thing (`is rated 4.6`). `adverbial`: where or when it is. `clause`: with its own subject. */
export type Statement = {
  readonly kind: 'predicate' | 'adverbial' | 'clause';
  readonly phrase: Phrase;
};

/** What is said of the thing in a sentence; null where the locale has no such words for the field. */
export function statementOf(fact: Fact, speech: Speech, random: Random): Statement | null {
  const { rule, value } = spoken(fact, speech);
  const kinds = (['predicate', 'clause'] as const).filter((kind) => rule[kind].length > 0);
  const kind = kinds.length > 0 ? random.pick(kinds) : 'adverbial';
  if (rule[kind].length === 0) return null;
  return { kind, phrase: inWords(rule[kind], rule, fact, value, speech, random) };
}

function inWords(
  texts: readonly Template[],
  rule: PhraseRule,
  { label }: Fact,
  value: Segment,
  speech: Speech,
  random: Random,
): Phrase {
  return fillRule(settle(texts, speech, random), rule, label, [value], speech.language);
}

/** A name that reads like a sentence is quoted; other names stand as they are. */
export function nameValue(fact: Fact, speech: Speech): Phrase {
  const { segment } = factValue(fact, speech);
  const sentence =
    typeof fact.value === 'string' && /[.!?,。！？]$|[a-z]{3,}[.!?,;:] |(\S+ ){6,}/.test(fact.value);
  const { quotes, quotedNames } = speech.language.orthography;
  const concept = fact.concepts.find((each) => quotedNames.has(each));
  const around = concept === undefined ? (sentence ? quotes : null) : quotedNames.get(concept);
  return around ? [around[0], segment, around[1]] : [segment];
}

/** The value alone. */
export function valuePhrase(fact: Fact, speech: Speech): Phrase {
  return [factValue(fact, speech).segment];
}

/** Values in a clause: where and when (`on 4 May at 7 pm`) in a row, the others as notes (`two seats and seat 12A`). */
export function detailsOf(
  facts: readonly Fact[],
  speech: Speech,
  random: Random,
): { readonly adverbials: Phrase; readonly notes: Phrase } {
  const { language } = speech;
  const [placed, others] = [facts.filter(isPlaced), facts.filter((fact) => !isPlaced(fact))];
  const adverbials = placed.map((fact) => {
    const { rule, value } = spoken(fact, speech);
    return inWords(rule.adverbial, rule, fact, value, speech, random);
  });
  const notes = others.map((fact) => notePhrase(fact, speech, random));
  return {
    adverbials: adverbials.length === 0 ? [] : join(adverbials, 'adverbials', language),
    notes: join(notes, 'and', language),
  };

  function isPlaced(fact: Fact): boolean {
    return ruleOf(fact, speech).adverbial.length > 0;
  }
}

/** The first rule for a field's values that fits. */
export function ruleOf(fact: Fact, speech: Speech): PhraseRule {
  return spoken(fact, speech).rule;
}

function spoken(fact: Fact, speech: Speech): { readonly rule: PhraseRule; readonly value: Segment } {
  const { segment, said } = factValue(fact, speech);
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
    isProse:
      typeof fact.value === 'string' && /[a-z]{3,}\)?[.;!?](\s|$)|\w+(\s+\w+){9,}|[。！？]/.test(fact.value),
    said: said === 'plain' && fact.value === 1 ? 'one' : said,
  };
  return { rule: findRule(speech.language.rules.fields, subject, speech.language), value: segment };
}

function factValue(
  fact: Fact,
  speech: Speech,
): { readonly segment: Segment; readonly said: SaidValue['said'] } {
  const { source } = fact;
  if (fact.verbatim !== undefined)
    return { segment: verbatimSegment(fact, fact.verbatim, speech), said: 'plain' };
  const { text, normalization, said } = sayFact(fact, speech);
  const told =
    normalization && (source.kind === 'output' || source.kind === 'context' || source.kind === 'user')
      ? { ...source, normalization }
      : source;
  return { segment: { text, meaning: { kind: 'claim', source: told } }, said };
}

/** The user's own words; a bare number with the unit that its label names. */
function verbatimSegment({ label, source }: Fact, text: string, { language }: Speech): Segment {
  const unit = /^\d[\d.,]*$/.test(text) && source.kind === 'user' ? unitOf(label, language) : undefined;
  if (unit === undefined) return { text, meaning: { kind: 'claim', source } };
  const gap = language.orthography.spaces ? ' ' : '';
  const told = { ...source, normalization: { name: 'unit' as const } };
  return { text: `${text}${gap}${unit}`, meaning: { kind: 'claim', source: told as Fact['source'] } };
}

/** A value with what belongs to it: the currency of an amount, the unit that its label names. One speaker writes all alike. */
function sayFact({ value, schema, label, currency }: Fact, speech: Speech): SaidValue {
  const { language } = speech;
  if (typeof value !== 'number')
    return sayValue({ value, schema, concept: null, label }, speech, habitOf(speech));
  const units = unitOf(label, language);
  const unit =
    units !== undefined && value === 1 && language.morphology.has('singular')
      ? inflect(units, 'singular', language)
      : units;
  const code =
    currency === undefined ? undefined : (language.codes.get('currency')?.get(currency)?.[0] ?? currency);
  return sayQuantity(value, { code, unit }, language.orthography, () => habitOf(speech));
}

/** "Light years" are no years, and what is per minute is no number of minutes. */
function unitOf(label: string, { units }: LanguageData): string | undefined {
  const words = labelWords(label);
  if (words.length < 2 || words.at(-2) === 'per') return undefined;
  return units.get(words.slice(-2).join(' ')) ?? units.get(words.at(-1) ?? '');
}
