import pluralize from 'pluralize';
import type { Dictionary, LanguageData } from './data/language-data.js';

/** Texts said before, by locale: labels and names of a catalog come again and again. */
const said = new WeakMap<Dictionary, Map<string, string>>();
const mostSaid = 50_000;

/**
 * Words of a catalog in the words of a locale: an entry of its dictionary for the whole, else the longest entries from left to
 * right. What no entry holds stays as it is; a locale without a dictionary says all as it stands.
 */
export function wordsInLocale(text: string, { dictionary, orthography }: LanguageData): string {
  if (dictionary.words.size === 0) return text;
  let known = said.get(dictionary);
  if (!known || known.size > mostSaid) {
    known = new Map();
    said.set(dictionary, known);
  }
  const before = known.get(text);
  if (before !== undefined) return before;
  const words = dropEnd(
    wholeEntry(text, dictionary) ?? translateParts(fold(text), dictionary, orthography),
    dictionary.droppedEnds,
  );
  known.set(text, words === '' ? text : words);
  return words === '' ? text : words;
}

/** What the dictionary says for a label as a whole, undefined where it has only its words. */
export function wholeEntry(text: string, { alone, words }: Dictionary): string | undefined {
  if (words.size === 0 && alone.size === 0) return undefined;
  const folded = fold(text);
  return alone.get(folded) ?? find(folded, words);
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .trim();
}

/** `number of rooms` by the entries `number of` and `rooms`, in the locale's order. */
function translateParts(
  text: string,
  dictionary: Dictionary,
  orthography: LanguageData['orthography'],
): string {
  const of = orthography.joins.get('of');
  if (!of) return translate(text, dictionary, orthography.spaces);
  const parts = text.split(' of ');
  const said = parts.map(
    (part, index) =>
      (index < parts.length - 1 ? dictionary.words.get(`${part} of`) : undefined) ??
      translate(part, dictionary, orthography.spaces),
  );
  return said.reverse().join(of.between.text);
}

function translate(text: string, { words, alone, longest }: Dictionary, spaces: boolean): string {
  const whole = alone.get(text);
  if (whole !== undefined) return whole;
  const parts = text.split(' ');
  const pieces: { readonly text: string; readonly isKnown: boolean }[] = [];
  for (let start = 0; start < parts.length; ) {
    let length = Math.min(longest, parts.length - start);
    let entry: string | undefined;
    for (; length > 0 && entry === undefined; length -= entry === undefined ? 1 : 0)
      entry = find(parts.slice(start, start + length).join(' '), words);
    if (entry !== '') pieces.push({ text: entry ?? parts[start] ?? '', isKnown: entry !== undefined });
    start += Math.max(1, length);
  }
  // Two words in a foreign script stay apart even where the locale writes its own together.
  return pieces
    .map(({ text: piece, isKnown }, index) => {
      const before = pieces[index - 1];
      const isForeign = /[A-Za-z0-9]$/.test(before?.text ?? '') && /^[A-Za-z0-9]/.test(piece);
      const apart = spaces || isForeign || (!isKnown && before?.isKnown === false);
      return index > 0 && apart ? ` ${piece}` : piece;
    })
    .join('');
}

function find(entry: string, words: ReadonlyMap<string, string>): string | undefined {
  return words.get(entry) ?? words.get(pluralize.singular(entry));
}

function dropEnd(text: string, ends: readonly string[]): string {
  const end = ends.find((each) => text.endsWith(each) && text.length > each.length);
  return end === undefined ? text : text.slice(0, -end.length);
}
