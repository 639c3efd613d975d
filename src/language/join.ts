import type { LanguageData } from './data/language-data.js';
import { type Phrase, plainTextOf, type Segment } from './utterance.js';

/** Puts phrases in a row the way the locale does for this kind of list (`and`, `or`, `items` …). An unknown kind throws. */
export function join(phrases: readonly Phrase[], kind: string, language: LanguageData): Phrase {
  const joined = language.orthography.joins.get(kind);
  if (!joined) throw new RangeError(`The orthography of '${language.locale}' has no join '${kind}'.`);
  const members = joined.shares.size === 0 ? phrases : share(phrases, joined.shares, language);
  const [first] = members;
  if (first && members.length === 1) return first;
  const last = members.length === 2 ? joined.lastOfTwo : joined.last;
  const segments: Segment[] = [];
  for (let index = 0; index < members.length; index += 1) {
    const phrase = members[index] as Phrase;
    if (index > 0) segments.push(index === members.length - 1 ? last : joined.between);
    for (const segment of phrase) segments.push(segment);
  }
  return segments;
}

/** Members in a row that begin with the same of these words become one, which says it once. */
function share(
  phrases: readonly Phrase[],
  words: ReadonlySet<string>,
  language: LanguageData,
): readonly Phrase[] {
  const groups: { readonly word: string | null; readonly members: Phrase[] }[] = [];
  for (const phrase of phrases) {
    const [word, rest] = splitFirst(phrase, words);
    const last = groups.at(-1);
    if (word !== null && last?.word === word) last.members.push(rest);
    else groups.push({ word, members: [rest] });
  }
  return groups.map(({ word, members }) => [
    ...(word === null ? [] : [`${word} `]),
    ...join(members, 'and', language),
  ]);
}

function splitFirst(phrase: Phrase, words: ReadonlySet<string>): [string | null, Phrase] {
  const [head, ...rest] = phrase;
  const first = head === undefined ? null : plainTextOf(head);
  if (first === null) return [null, phrase];
  const end = first.indexOf(' ');
  const word = end < 0 ? first : first.slice(0, end);
  return words.has(word) && end > 0 ? [word, [first.slice(end + 1), ...rest]] : [null, phrase];
}
