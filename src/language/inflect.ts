import type { Inflection, LanguageData } from './data/language-data.js';
import { remembering } from './remember.js';
import { type Phrase, plainTextOf } from './utterance.js';

/** A word or several in a form of the locale's morphology. An unknown form is a defect of the grammar and throws. */
export function inflect(words: string, form: string, language: LanguageData): string {
  const inflection = language.morphology.get(form);
  if (!inflection) throw new RangeError(`The morphology of '${language.locale}' has no form '${form}'.`);
  let inflected = known.get(inflection);
  if (!inflected) {
    inflected = remembering((text) => inflectWords(text, inflection));
    known.set(inflection, inflected);
  }
  return inflected(words);
}

const known = new WeakMap<Inflection, (words: string) => string>();

/** The same for a phrase: its first or last plain text changes, values never. */
export function inflectPhrase(phrase: Phrase, form: string, language: LanguageData): Phrase {
  const index = language.morphology.get(form)?.on === 'first' ? 0 : phrase.length - 1;
  const segment = phrase[index];
  const words = segment === undefined ? null : plainTextOf(segment);
  if (words === null) return phrase;
  const changed = phrase.slice();
  changed[index] = inflect(words, form, language);
  return changed;
}

function inflectWords(words: string, inflection: Inflection): string {
  if (inflection.on === 'whole') return inflectWord(words, inflection);
  const parts = words.split(' ');
  const index = inflection.on === 'first' ? 0 : parts.length - 1;
  parts[index] = inflectWord(parts[index] ?? '', inflection);
  return parts.join(' ');
}

function inflectWord(word: string, { exceptions, rules }: Inflection): string {
  const exception = exceptions.get(word);
  if (exception !== undefined) return exception;
  for (const { pattern, replacement } of rules)
    if (pattern.test(word)) return word.replace(pattern, replacement);
  return word;
}
