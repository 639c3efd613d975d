import type { NameReading } from '../data/language-data.js';

/** A verb as catalogs spell it and how many words of a name it takes. */
export type LeadingVerb = { readonly verb: string; readonly length: number };

/** The verb that words begin with, the longest there is: `sign up for` before `sign`; one written in one (`checkout`) in its words. */
export function leadingVerb(
  words: readonly string[],
  { verbs, gluedVerbs }: NameReading,
): LeadingVerb | null {
  for (let length = Math.min(longestVerb, words.length); length > 1; length -= 1) {
    const verb = words.slice(0, length).join(' ');
    if (verbs.has(verb)) return { verb, length };
  }
  const [first = ''] = words;
  const verb = gluedVerbs.get(first) ?? (verbs.has(first) ? first : null);
  return verb === null ? null : { verb, length: 1 };
}

const longestVerb = 3;

/**
 * Whether a description begins with the word as a verb: "Reissues a lost card" of `reissue_card`. What a catalog describes so is
 * a verb, though nobody knows it.
 */
export function isDescribedAs(word: string, description: string): boolean {
  const [first = ''] = /^[a-z]+/.exec(description.trimStart().slice(0, 40).toLowerCase()) ?? [];
  if (word.length < 3 || first.length < word.length) return false;
  if (!/^\s*\S+ (?:an?|the|your|all|one|some|this|new|each)\b/.test(description.slice(0, 60))) return false;
  return (
    first === word ||
    first === `${word}s` ||
    first === `${word}es` ||
    (word.endsWith('y') && first === `${word.slice(0, -1)}ies`)
  );
}
