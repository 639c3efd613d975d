import pluralize from 'pluralize';
import { labelWords } from './apply-rules.js';
import type { LanguageData } from './data/language-data.js';
import type { Places } from './grammar.js';
import { toLocaleWords } from './locale-words.js';
import type { Phrase } from './utterance.js';

/** What stands in the places of a rule's text: the label, its parts, and the value. */
export function labelPlaces(label: string, value: Phrase, language: LanguageData): Places {
  const words = labelWords(label);
  const last = words.at(-1) ?? '';
  const counter = language.counters.get(pluralize.singular(last)) ?? language.counters.get('thing') ?? '';
  return {
    label: [toLocaleWords(label, language)],
    head: [toLocaleWords(words.slice(0, -1).join(' '), language)],
    unit: [language.units.get(last) ?? ''],
    counter: [counter],
    value,
  };
}
