import pluralize from 'pluralize';
import type { Endpoint, Intent } from '../types/tool-registry.js';
import type { LanguageData } from './language-data.js';

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
  /** True of things that belong to the user: `list_my_orders`. */
  readonly mine: boolean;
};

export type EntityNouns = { readonly singular: string; readonly plural: string };

const generic = new Set([
  'details',
  'detail',
  'info',
  'information',
  'data',
  'search',
  'list',
  'item',
  'items',
  'index',
  'results',
  'result',
  'overview',
  'status',
  'summary',
  'lookup',
  'query',
  'all',
  'one',
  'single',
  'main',
  'home',
  'default',
  'full',
  'availability',
  'history',
  'price',
  'prices',
  'statistics',
  'stats',
  'metadata',
  'profile',
]);
/** Words that say which, not what: `hourly`, `popular`. Alone they need the entity's noun behind them. */
const adjectives = new Set([
  'hourly',
  'daily',
  'weekly',
  'monthly',
  'current',
  'latest',
  'popular',
  'trending',
  'top',
  'new',
  'recent',
  'upcoming',
  'live',
  'realtime',
  'real',
  'time',
  'historical',
  'random',
  'featured',
  'nearby',
  'local',
  'best',
  'available',
  'active',
  'future',
  'past',
  'three',
  'hot',
  'open',
  'public',
  'related',
  'similar',
]);
const stops = new Set([
  'by',
  'with',
  'from',
  'for',
  'using',
  'via',
  'in',
  'on',
  'at',
  'to',
  'given',
  'based',
  'near',
  'of',
]);
const uncountable = new Set([
  'weather',
  'news',
  'information',
  'info',
  'data',
  'traffic',
  'music',
  'history',
  'availability',
  'metadata',
  'progress',
  'content',
  'text',
  'status',
  'advice',
  'money',
  'spending',
  'balance',
]);
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
  const tokens = verbFirst(nameTokens(endpoint.name, language));
  const first = tokens[0];
  const known = first === undefined ? undefined : language.verbs.find((rule) => rule.verb === first);
  const fallback = language.verbs.find((rule) => rule.verb === intentVerbs[endpoint.intent]);
  const verbs = known?.say ?? fallback?.say ?? [intentVerbs[endpoint.intent]];
  const rest = known ? tokens.slice(1) : tokens;
  const noun = chooseNoun(
    rest.filter((token) => token !== 'my'),
    entity,
    endpoint.intent,
  );
  const last = noun.split(' ').at(-1) ?? noun;
  const isPlural = !uncountable.has(last) && pluralize.isPlural(last) && !pluralize.isSingular(last);
  const singular = isPlural ? pluralize.singular(noun) : noun;
  const plural = isPlural || uncountable.has(last) ? noun : pluralize.plural(noun);
  return {
    verbs,
    noun: endpoint.intent === 'search' && !isPlural ? plural : noun,
    singular,
    plural,
    isPlural: endpoint.intent === 'search' || isPlural,
    mine: rest.includes('my'),
  };
}

/** `the`, `a`, `an` or nothing, as the noun and what is done to it ask for. */
export function withArticle(
  words: EndpointWords,
  intent: Intent,
  speaker: 'user' | 'assistant' = 'user',
): string {
  if (words.mine) return `${speaker === 'user' ? 'my' : 'your'} ${words.noun}`;
  const last = words.noun.split(' ').at(-1) ?? '';
  if (intent === 'create' && !words.isPlural && !uncountable.has(last)) {
    return `${/^[aeiou]/.test(words.noun) && !/^(uni|use|eu|one)/.test(words.noun) ? 'an' : 'a'} ${words.noun}`;
  }
  if (intent === 'search') return words.noun;
  return `the ${words.noun}`;
}

export function isUncountable(noun: string): boolean {
  return uncountable.has(noun.split(' ').at(-1) ?? noun);
}

const trailingVerbs = new Map([
  ['search', 'search'],
  ['lookup', 'lookup'],
  ['finder', 'find'],
  ['list', 'list'],
  ['autocomplete', 'search'],
]);

/** `location search` is read as `search location`. */
function verbFirst(tokens: readonly string[]): readonly string[] {
  const verb = tokens.length > 1 ? trailingVerbs.get(tokens.at(-1) ?? '') : undefined;
  return verb === undefined ? tokens : [verb, ...tokens.slice(0, -1)];
}

function nameTokens(name: string, language: LanguageData): string[] {
  const path = name.includes('/')
    ? name
        .split('/')
        .filter((part) => part !== '' && !/[{}:<>]/.test(part))
        .slice(-2)
        .join(' ')
    : name;
  const tail = /^[\w.]+$/.test(path) ? (path.split('.').at(-1) ?? path) : path;
  return tail
    .replace(/\([^)]*\)/g, ' ')
    .replace(/I[Dd]s?\b/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((token) => token !== '' && !language.noise.has(token) && !language.unsayable.has(token));
}

function chooseNoun(tokens: readonly string[], entity: EntityNouns | null, intent: Intent): string {
  const end = tokens.findIndex((token, index) => index > 0 && stops.has(token));
  let words = (
    tokens[0] === 'list' && tokens[1] === 'of'
      ? tokens.slice(2)
      : tokens.slice(0, end === -1 ? undefined : end)
  ).filter((token) => !['the', 'a', 'an', 'all', 'list', 'single', 'and'].includes(token));
  while (words.length > 0 && stops.has(words[0] ?? '')) words = words.slice(1);
  const meaningful = words.filter((word) => !generic.has(word) && !adjectives.has(word));
  if (words.length > 5 || words.some((word) => word.length > 18)) words = [];
  if (entity === null) return words.length > 0 ? adjectivesFirst(words).join(' ') : 'information';
  if (words.length === 0)
    return intent === 'search'
      ? entity.plural
      : intent === 'retrieve'
        ? `${entity.singular} details`
        : entity.singular;
  if (meaningful.length > 0) return adjectivesFirst(words).join(' ');
  const leading = words.filter((word) => adjectives.has(word));
  const trailing = words.filter((word) => !adjectives.has(word));
  const noun = intent === 'search' && trailing.length === 0 ? entity.plural : entity.singular;
  return [...leading, noun, ...trailing].join(' ');
}

/** `forecast hourly` → `hourly forecast`. */
function adjectivesFirst(words: readonly string[]): string[] {
  return [...words.filter((word) => adjectives.has(word)), ...words.filter((word) => !adjectives.has(word))];
}
