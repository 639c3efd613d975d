import type { Random } from '../../random/random.js';
import type { Reference } from '../acts.js';
import type { Condition } from '../compile-grammar.js';
import { join } from '../join.js';
import { phraseOf, type Speech } from '../speech.js';
import type { Phrase } from '../utterance.js';

/**
 * `it`, `the second one`, `that hotel`: how the user points at something that an answer brought. `around`: what the grammar may
 * know of the text before (`listed`, `just_named`).
 */
export function referencePhrase(
  reference: Reference,
  around: readonly Condition[],
  speech: Speech,
  random: Random,
): Phrase {
  const { language } = speech;
  const { singular, by, count, places, extreme } = reference;
  const { ordinals } = language.orthography;
  const numerals = places.map((place): Phrase => [ordinals[place] ?? ordinals.at(-1) ?? '']);
  return phraseOf(
    'reference',
    speech,
    {
      singular: [shortNoun(singular, speech)],
      plural: [reference.plural],
      name: [reference.name],
      ordinals: join(numerals, 'and_the', language),
    },
    [
      by,
      count > 2 ? 'three' : count > 1 ? 'two' : 'one',
      by === 'extreme' && extreme ? extreme : null,
      ...around,
    ],
    random,
  );
}

/** Words of a noun up to which it is said in full where it is only pointed at. */
const longestNoun = 2;

/** `season` of `team statistics season`: what was named once needs only its last word, unless that means nothing alone. */
export function shortNoun(noun: string, { language: { names } }: Speech): string {
  // Most nouns are a word or two, and nobody needs them apart.
  if (noun.indexOf(' ') === noun.lastIndexOf(' ')) return noun;
  const words = noun.split(' ');
  if (words.length <= longestNoun) return noun;
  const last = words.at(-1) ?? '';
  const saysLittle = names.generic.has(last) || names.details.has(last);
  return words.slice(saysLittle ? -longestNoun : -1).join(' ');
}
