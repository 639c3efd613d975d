import pluralize from 'pluralize';
import type { LanguageData } from '../data/language-data.js';
import { wordsInLocale } from '../locale-words.js';
import { counterOf, type EndpointWords } from './endpoint-words.js';
import { nameWords } from './name-words.js';

/**
 * Words for the members of a list that stands inside one thing: the songs of a playlist are songs, no playlists. `name` is that
 * of the list's field; where it says nothing of its own (`results`), the thing's words stay.
 */
export function toMemberWords(words: EndpointWords, name: string, language: LanguageData): EndpointWords {
  const { names } = language;
  const said = nameWords(name, names);
  const last = said.at(-1) ?? '';
  const isTelling =
    said.length > 0 &&
    said.length <= 3 &&
    !names.generic.has(last) &&
    !names.generic.has(pluralize.singular(last));
  const isMany = pluralize.isPlural(last) && !pluralize.isSingular(last) && !names.uncountable.has(last);
  if (!isTelling || !isMany) return words;
  const plural = said.join(' ');
  const singular = pluralize.singular(plural);
  const noun = wordsInLocale(plural, language);
  return {
    ...words,
    noun,
    plural: noun,
    singular: wordsInLocale(singular, language),
    isPlural: true,
    isCountable: true,
    counter: counterOf(singular, language),
    mine: false,
    into: null,
    saysLittle: false,
    isDetailsOf: null,
  };
}
