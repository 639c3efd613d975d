import type { LanguageData } from './data/language-data.js';
import type { Phrase, Segment } from './utterance.js';

/** Puts phrases in a row the way the locale does for this kind of list (`and`, `or`, `items` …). An unknown kind throws. */
export function join(phrases: readonly Phrase[], kind: string, language: LanguageData): Phrase {
  const joined = language.orthography.joins.get(kind);
  if (!joined) throw new RangeError(`The orthography of '${language.locale}' has no join '${kind}'.`);
  const separator = phrases.length === 2 ? joined.lastOfTwo : joined.last;
  const row: Segment[] = [];
  for (let index = 0; index < phrases.length; index += 1) {
    if (index > 0) row.push(index === phrases.length - 1 ? separator : joined.between);
    row.push(...(phrases[index] ?? []));
  }
  return row;
}
