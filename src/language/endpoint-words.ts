import pluralize from 'pluralize';
import type { Endpoint, Intent } from '../types/tool-registry.js';
import { chooseNoun, type EntityNouns } from './choose-noun.js';
import type { LanguageData } from './language-data.js';
import { nameWords } from './name-words.js';

/** An endpoint as a person would name it: `find` + `hotels`, `cancel` + `booking`. */
export type EndpointWords = {
  /** What a user asks the assistant to do; alternatives. */
  readonly verbs: readonly string[];
  /** What it is about, without article: `hotels`, `weather forecast`. */
  readonly noun: string;
  /** One of the things: `hotel`. */
  readonly singular: string;
  readonly plural: string;
  readonly isPlural: boolean;
  readonly isCountable: boolean;
  /** True of things that belong to the user: `list_my_orders`. */
  readonly mine: boolean;
  /** What the thing is put into: `playlist` of `add_song_to_playlist`; null otherwise. */
  readonly into: string | null;
};

const intentVerbs: { readonly [intent in Intent]: string } = {
  search: 'search',
  retrieve: 'get',
  create: 'create',
  update: 'update',
  delete: 'delete',
  execute: 'run',
  compare: 'compare',
  summarize: 'summarize',
};

/** Reads the endpoint's name; where it says too little, the entity's nouns help out. */
export function toEndpointWords(
  endpoint: Endpoint,
  entity: EntityNouns | null,
  language: LanguageData,
): EndpointWords {
  const words = nameWords(endpoint.name, language);
  const known = language.verbs.find((rule) => rule.verb === words[0]);
  const fallback = language.verbs.find((rule) => rule.verb === intentVerbs[endpoint.intent]);
  const rest = known ? words.slice(1) : words;
  const into = known && puttingVerbs.has(known.verb) ? intoOf(rest) : null;
  const { noun, thing } = chooseNoun(
    rest.filter((word) => word !== 'my'),
    entity,
    endpoint.intent,
    language,
  );
  const isCountable = !language.names.uncountable.has(lastWord(thing));
  const plural = isCountable && !isPluralWord(thing) ? pluralize.plural(thing) : thing;
  const isSearch = endpoint.intent === 'search';
  return {
    verbs: known?.say ?? fallback?.say ?? [intentVerbs[endpoint.intent]],
    noun: isSearch ? plural : noun,
    singular: isCountable && isPluralWord(thing) ? pluralize.singular(thing) : thing,
    plural,
    isPlural: isCountable && (isSearch || isPluralWord(noun)),
    isCountable,
    mine: rest.includes('my'),
    into,
  };
}

/** Verbs that put one thing into another. */
const puttingVerbs = new Set(['add', 'move', 'save', 'invite', 'assign', 'attach', 'post']);

function intoOf(words: readonly string[]): string | null {
  const place = words.indexOf('to');
  return place === -1 || place === words.length - 1 ? null : words.slice(place + 1).join(' ');
}

/** `the`, `a`, `an` or nothing, as the noun and what is done to it ask for. */
export function withArticle(
  words: EndpointWords,
  intent: Intent,
  speaker: 'user' | 'assistant' = 'user',
): string {
  if (words.mine) return `${speaker === 'user' ? 'my' : 'your'} ${words.noun}`;
  if (intent === 'search') return words.noun;
  if (intent === 'create' && words.isCountable && !words.isPlural) return withIndefinite(words.noun);
  return `the ${words.noun}`;
}

/** The things as a kind: `bookings`, `weather`. */
export function thingsOf({ isCountable, plural, noun }: EndpointWords): string {
  return isCountable ? plural : noun;
}

/** `a hotel`, `an order`, `a university`. */
export function withIndefinite(noun: string): string {
  return `${/^[aeiou]/i.test(noun) && !/^(uni|use|eu|one)/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

function isPluralWord(noun: string): boolean {
  const last = lastWord(noun);
  return pluralize.isPlural(last) && !pluralize.isSingular(last);
}

function lastWord(noun: string): string {
  return noun.split(' ').at(-1) ?? noun;
}
