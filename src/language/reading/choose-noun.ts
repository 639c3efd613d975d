import pluralize from 'pluralize';
import type { Intent } from '../../types/tool-registry.js';
import type { NameReading } from '../data/language-data.js';

export type EntityNouns = { readonly singular: string; readonly plural: string };

/** `noun`: what is asked for (`hotel details`); `thing`: what it is about (`hotel`). */
export type ChosenNoun = { readonly noun: string; readonly thing: string };

/** Most words, and letters of a word, that still read as a noun. */
const longestNoun = 5;
const longestWord = 18;

/** The noun of an endpoint's name without its verb, helped out by the entity's nouns where it says too little. */
export function chooseNoun(
  name: readonly string[],
  entity: EntityNouns | null,
  intent: Intent,
  names: NameReading,
): ChosenNoun {
  const words = trimWords(name, names);
  const details = words.length > 0 && names.details.has(words.at(-1) ?? '');
  const core = details ? words.slice(0, -1) : words;
  const meaningful = core.filter((word) => !names.generic.has(word) && !names.adjectives.has(word));
  if (meaningful.length > 0 || (entity === null && core.length > 0)) {
    const thing = adjectivesFirst(core, names).join(' ');
    return { noun: details ? `${thing} details` : thing, thing };
  }
  if (entity === null) return { noun: 'information', thing: 'information' };
  // `get_home_details` of a real estate home: the last word of what it is about is enough.
  if (core.length > 0 && entity.singular.endsWith(` ${core.join(' ')}`)) {
    const thing = intent === 'search' ? pluralize.plural(core.join(' ')) : core.join(' ');
    return { noun: details ? `${thing} details` : thing, thing };
  }
  const adjectives = core.filter((word) => names.adjectives.has(word));
  const trailing = core.filter((word) => !names.adjectives.has(word));
  const head = intent === 'search' && trailing.length === 0 ? entity.plural : entity.singular;
  const thing = [...adjectives, head, ...trailing].join(' ');
  const lone = core.length === 0 && intent === 'retrieve';
  return { noun: details || lone ? `${thing} details` : thing, thing };
}

/** Verbs that no noun holds. */
const innerVerbs: ReadonlySet<string> = new Set(['get', 'fetch', 'retrieve', 'find', 'search']);

/** What a noun does not end in: the method of a request stands there. */
const closing: ReadonlySet<string> = new Set(['and', 'get', 'fetch', 'put']);

/** `location location`, `hotels hotel`: a path says again what its last part is about. */
function withoutRepeats(words: readonly string[]): string[] {
  return words.filter((word, index) => {
    const next = words[index + 1];
    return next === undefined || pluralize.singular(next) !== pluralize.singular(word);
  });
}

/** Drops articles, everything from the first `by` or `for` on, and names that are no noun at all. */
function trimWords(name: readonly string[], names: NameReading): string[] {
  const named = name[0] === 'list' && name[1] === 'of' ? name.slice(2) : name;
  const end = named.findIndex((word, index) => index > 0 && names.stops.has(word));
  const kept = named.slice(0, end === -1 ? undefined : end).filter((word) => !names.articles.has(word));
  // `tournaments get matches`: what is got stands behind the verb.
  const inner = kept.findLastIndex((word, index) => index < kept.length - 1 && innerVerbs.has(word));
  let words = kept.slice(inner + 1);
  while (words.length > 0 && (names.stops.has(words[0] ?? '') || words[0] === 'and')) words = words.slice(1);
  while (words.length > 1 && closing.has(words.at(-1) ?? '')) words = words.slice(0, -1);
  words = withoutRepeats(words);
  const unreadable = words.length > longestNoun || words.some((word) => word.length > longestWord);
  return unreadable ? [] : words;
}

/** `forecast hourly` → `hourly forecast`. */
function adjectivesFirst(words: readonly string[], names: NameReading): string[] {
  const isAdjective = (word: string): boolean => names.adjectives.has(word);
  return [...words.filter(isAdjective), ...words.filter((word) => !isAdjective(word))];
}
