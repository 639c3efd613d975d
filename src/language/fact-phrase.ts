import type { Random } from '../random/random.js';
import type { Fact } from './acts.js';
import { findRule, labelWords, type RuleSubject, unitOf } from './apply-rules.js';
import type { PhraseRule } from './data/language-data.js';
import type { Template } from './data/template.js';
import { fillRule } from './fill-rule.js';
import { inflect } from './inflect.js';
import { join } from './join.js';
import { habitOf, type Speech, type SpokenFact, settle } from './speech.js';
import type { Phrase, Segment } from './utterance.js';
import { mayBeSentence } from './values/may-be-sentence.js';
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
  const kind = kindOf(rule, random);
  if (rule[kind].length === 0) return null;
  return { kind, phrase: inWords(rule[kind], rule, fact, value, speech, random) };
}

function kindOf({ predicate, clause }: PhraseRule, random: Random): Statement['kind'] {
  if (predicate.length > 0) return random.pick(clause.length > 0 ? eitherKind : onlyPredicate);
  return clause.length > 0 ? random.pick(onlyClause) : 'adverbial';
}

const eitherKind = ['predicate', 'clause'] as const;
const onlyPredicate = ['predicate'] as const;
const onlyClause = ['clause'] as const;

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
  if (fact.family !== undefined) return valuePhrase(fact, speech);
  const { value } = factValue(fact, speech);
  const isSentence =
    typeof fact.value === 'string' && mayBeSentence(fact.value, 6) && sentence.test(fact.value);
  const { quotes, quotedNames } = speech.language.orthography;
  const concept = quotedNames.size === 0 ? undefined : fact.concepts.find((each) => quotedNames.has(each));
  const around = concept === undefined ? (isSentence ? quotes : null) : quotedNames.get(concept);
  return around ? [around[0], value, around[1]] : [value];
}

const sentence = /[.!?,。！？]$|[a-z]{3,}[.!?,;:] |(\S+ ){6,}/;

/** The value alone; of a person the first name and the family name. */
export function valuePhrase(fact: Fact, speech: Speech): Phrase {
  const { value } = factValue(fact, speech);
  return fact.family === undefined ? [value] : [value, ' ', factValue(fact.family, speech).value];
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
  const known = factValue(fact, speech);
  known.rule ??= findRule(speech.language.rules.fields, subjectOf(fact, known), speech.language);
  return { rule: known.rule, value: known.value };
}

function subjectOf({ value, label, concepts }: Fact, { said }: SpokenFact): RuleSubject {
  return {
    concepts,
    label,
    type: typeof value !== 'number' ? typeof value : Number.isInteger(value) ? 'integer' : 'number',
    intent: null,
    values: [],
    isProse: typeof value === 'string' && mayBeSentence(value, 9) && prose.test(value),
    said: said === 'plain' && value === 1 ? 'one' : said,
  };
}

/** A sentence that goes on, or ten words in a row. */
const prose = /[a-z]{3,}\)?[.;!?](\s|$)|\w+(\s+\w+){9,}|[。！？]/;

function factValue(fact: Fact, speech: Speech): SpokenFact {
  let known = speech.memory?.spoken.get(fact);
  if (!known) {
    known = sayFactValue(fact, speech);
    speech.memory?.spoken.set(fact, known);
  }
  return known;
}

function sayFactValue(fact: Fact, speech: Speech): SpokenFact {
  const { source } = fact;
  if (fact.verbatim !== undefined)
    return { value: verbatimSegment(fact, fact.verbatim, speech), said: 'plain', rule: null };
  const { text, normalization, said } = sayFact(fact, speech);
  const told =
    normalization && (source.kind === 'output' || source.kind === 'context' || source.kind === 'user')
      ? { ...source, normalization }
      : source;
  return { value: { text, meaning: { kind: 'claim', source: told } }, said, rule: null };
}

/** The user's own words; a bare number with the unit that its label names. */
function verbatimSegment({ label, source }: Fact, text: string, { language }: Speech): Segment {
  const unit =
    /^\d[\d.,]*$/.test(text) && source.kind === 'user'
      ? unitOf(labelWords(label), language.units)
      : undefined;
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
  const units = unitOf(labelWords(label), language.units);
  const unit =
    units !== undefined && value === 1 && language.morphology.has('singular')
      ? inflect(units, 'singular', language)
      : units;
  const code =
    currency === undefined ? undefined : (language.codes.get('currency')?.get(currency)?.[0] ?? currency);
  return sayQuantity(value, { code, unit }, language.orthography, () => habitOf(speech));
}
