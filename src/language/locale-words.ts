import pluralize from 'pluralize';
import type { LanguageData } from './data/language-data.js';

/** Words of the longest entry of a dictionary. */
const longestEntry = 4;

/**
 * Words of a catalog in the words of a locale: the longest entries of its dictionary, from left to right. What no entry holds
 * stays as it is; a locale without a dictionary says all as it stands.
 */
export function toLocaleWords(text: string, language: LanguageData): string {
  if (language.words.size === 0) return text;
  const [thing, ...owners] = text.toLowerCase().split(' of ');
  if (owners.length > 0 && thing !== undefined) {
    const of = language.orthography.joins.get('of');
    if (of) return [...owners.reverse(), thing].map((part) => translate(part, language)).join(of.between);
  }
  return translate(text, language);
}

function translate(text: string, { words, orthography }: LanguageData): string {
  const parts = text.split(/[\s-]+/).filter((part) => part !== '');
  const translated: { readonly text: string; readonly isKnown: boolean }[] = [];
  for (let start = 0; start < parts.length; ) {
    let length = Math.min(longestEntry, parts.length - start);
    for (; length > 0; length -= 1) {
      const entry = find(
        parts
          .slice(start, start + length)
          .join(' ')
          .toLowerCase(),
        words,
      );
      if (entry === undefined) continue;
      translated.push({ text: entry, isKnown: true });
      break;
    }
    if (length === 0) translated.push({ text: parts[start] ?? '', isKnown: false });
    start += Math.max(1, length);
  }
  // Two words in Latin script stay apart even where the locale writes its own together.
  return translated
    .map(({ text: part, isKnown }, index) => {
      const apart = orthography.spaces || (!isKnown && translated[index - 1]?.isKnown === false);
      return index > 0 && apart ? ` ${part}` : part;
    })
    .join('');
}

function find(entry: string, words: ReadonlyMap<string, string>): string | undefined {
  return words.get(entry) ?? words.get(pluralize.singular(entry));
}
