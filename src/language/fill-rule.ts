import pluralize from 'pluralize';
import { labelWords } from './apply-rules.js';
import type { LanguageData, PhraseRule } from './data/language-data.js';
import type { Template } from './data/template.js';
import { inflectPhrase } from './inflect.js';
import { wholeEntry, wordsInLocale } from './locale-words.js';
import { remembering } from './remember.js';
import { type Phrase, type Segment, textOf } from './utterance.js';
import { Words } from './words.js';

/** Puts a value and the parts of its label into a rule's text. A place that no rule knows throws. */
export function fillRule(
  text: Template,
  rule: Pick<PhraseRule, 'words'>,
  label: string,
  value: Phrase,
  language: LanguageData,
): Phrase {
  const segments: Segment[] = [];
  for (const piece of text) {
    if (piece instanceof Words) {
      segments.push(piece);
      continue;
    }
    let phrase: Phrase = piece.place === 'value' ? value : [partOf(piece.place, label, rule, language)];
    for (const form of piece.forms) phrase = inflectPhrase(phrase, form, language);
    for (const segment of phrase) segments.push(segment);
  }
  return language.orthography.spaces ? segments : withGaps(segments);
}

/**
 * `label`: all of it; `head` and `unit`: before its last word, and that, but for the whole label where the dictionary
 * says it ("reading minutes": 読む時間); `rest`: without the words that the rule asks for
 * (`rest_or_label`: all of it where nothing is left; `rest_head`: without its unit either); `counter`: what stands behind a number of them.
 */
function partOf(
  place: string,
  label: string,
  rule: Pick<PhraseRule, 'words'>,
  language: LanguageData,
): string {
  if (place === 'label') return wordsInLocale(label, language);
  const words = labelWords(label);
  const last = words.at(-1) ?? '';
  switch (place) {
    case 'rest':
      return wordsInLocale(restOf(words, rule), language);
    case 'rest_or_label':
      return wordsInLocale(restOf(words, rule) || label, language);
    case 'rest_head': {
      const rest = restOf(words, rule);
      return headOf(rest.split(' '), rest, language);
    }
    case 'head':
      return headOf(words, label, language);
    case 'unit':
      return language.units.get(last) ?? '';
    case 'counter':
      return language.counters.get(singularOf(last)) ?? '';
    default:
      throw new RangeError(`A rule of '${language.locale}' names the place '${place}', which no label has.`);
  }
}

/** What is measured: all but the unit. */
function headOf(words: readonly string[], label: string, language: LanguageData): string {
  return wholeEntry(label, language.dictionary) ?? wordsInLocale(words.slice(0, -1).join(' '), language);
}

/** Where words stand together, foreign ones and numbers still stand apart: `bearing 8`, and no `bearing8`. */
function withGaps(phrase: readonly Segment[]): Phrase {
  const apart: Segment[] = [];
  for (const segment of phrase) {
    const before = apart.at(-1);
    if (before !== undefined && endsForeign(textOf(before)) && beginsForeign(textOf(segment)))
      apart.push(' ');
    apart.push(segment);
  }
  return apart;
}

function beginsForeign(text: string): boolean {
  return isForeign(text.charCodeAt(0));
}

function endsForeign(text: string): boolean {
  return isForeign(text.charCodeAt(text.length - 1));
}

/** A digit or a letter from A to Z. */
function isForeign(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function restOf(words: readonly string[], rule: Pick<PhraseRule, 'words'>): string {
  return words.filter((word) => !rule.words.includes(word)).join(' ');
}

const singularOf = remembering((word) => pluralize.singular(word));
