import type { LanguageData } from './data/language-data.js';
import type { Phrase } from './utterance.js';

/** Puts phrases in a row the way the locale does for this kind of list (`and`, `or`, `items` …). An unknown kind throws. */
export function join(phrases: readonly Phrase[], kind: string, language: LanguageData): Phrase {
  const joined = language.orthography.joins.get(kind);
  if (!joined) throw new RangeError(`The orthography of '${language.locale}' has no join '${kind}'.`);
  const last = phrases.length === 2 ? joined.lastOfTwo : joined.last;
  return phrases.flatMap((phrase, index) => {
    if (index === 0) return [...phrase];
    return [index === phrases.length - 1 ? last : joined.between, ...phrase];
  });
}
