import pluralize from 'pluralize';
import type { Endpoint } from '../../types/tool-registry.js';
import type { LanguageData, NameReading } from '../data/language-data.js';
import { wordsInLocale } from '../locale-words.js';
import { chooseNoun, type EntityNouns } from './choose-noun.js';
import { isDescribedAs, type LeadingVerb, leadingVerb } from './leading-verb.js';
import { nameWords } from './name-words.js';

/** An endpoint as a person would name it in their locale: `find` + `hotels`, `cancel` + `booking`. */
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
  /** What stands behind a number of them, in locales that count so; empty elsewhere. */
  readonly counter: string;
  /** True of things that belong to the user: `list_my_orders`. */
  readonly mine: boolean;
  /** What the thing is put into: `playlist` of `add_song_to_playlist`; null otherwise. */
  readonly into: string | null;
  /** True where something that is there gets other values: `move_visit`, and not `log_session`. */
  readonly changes: boolean;
  /** True where the noun is no more than "details" or "information". */
  readonly saysLittle: boolean;
  /** The thing whose details are asked for; null where it is not details. */
  readonly isDetailsOf: string | null;
  /** Part of life that it belongs to (`travel`); null where nobody can say. */
  readonly sphere: string | null;
  /** Its branch of that part of life (`pets`); null where there is none to tell. */
  readonly branch: string | null;
};

/** What is known of the entity that an endpoint acts on. */
export type EntityWords = EntityNouns & { readonly category: string | null };

/** By locale, then by endpoint: conversations ask for the same endpoints again and again. */
const read = new WeakMap<LanguageData, WeakMap<Endpoint, Read>>();
type Read = { readonly entity: EntityWords | null; readonly words: EndpointWords };

/**
 * Reads the endpoint's name, in English as catalogs are, and puts it into words of the locale. The same endpoint with the same
 * entity gives the same object.
 */
export function toEndpointWords(
  endpoint: Endpoint,
  entity: EntityWords | null,
  language: LanguageData,
): EndpointWords {
  let ofLocale = read.get(language);
  if (!ofLocale) {
    ofLocale = new WeakMap();
    read.set(language, ofLocale);
  }
  const known = ofLocale.get(endpoint);
  if (known && isSame(known.entity, entity)) return known.words;
  const words = readEndpoint(endpoint, entity, language);
  ofLocale.set(endpoint, { entity, words });
  return words;
}

function isSame(one: EntityWords | null, other: EntityWords | null): boolean {
  if (one === null || other === null) return one === other;
  return one.singular === other.singular && one.plural === other.plural && one.category === other.category;
}

function readEndpoint(endpoint: Endpoint, entity: EntityWords | null, language: LanguageData): EndpointWords {
  const { names } = language;
  const words = nameWords(endpoint.name, names, findsOut(endpoint));
  const lead = verbOf(words, endpoint, names);
  const known = lead?.verb ?? null;
  const rest = words.slice(lead?.length ?? 0);
  const { noun, thing } = chooseNoun(
    withoutPossessor(
      rest.filter((word) => word !== 'my'),
      endpoint,
      names,
    ),
    entity,
    endpoint.intent,
    names,
  );
  const into = known !== null && names.puttingVerbs.has(words[0] ?? '') ? intoOf(rest) : null;
  const isCountable = !names.uncountable.has(lastWord(thing));
  const singular = isCountable && isPluralWord(thing) ? pluralize.singular(thing) : thing;
  const plural = isCountable && !isPluralWord(thing) ? pluralize.plural(thing) : thing;
  const isSearch = endpoint.intent === 'search';
  const say = (text: string): string => wordsInLocale(text, language);
  return {
    verbs: verbsOf(
      known ?? names.intentVerbs.get(endpoint.intent) ?? endpoint.intent,
      say(isSearch ? plural : noun),
      endpoint,
      language,
    ),
    noun: say(isSearch ? plural : noun),
    singular: say(singular),
    plural: say(plural),
    isPlural: isCountable && (isSearch || isPluralWord(noun)),
    isCountable,
    counter: counterOf(singular, language),
    mine: rest.includes('my'),
    into: into === null ? null : say(into),
    changes: endpoint.intent === 'update' && (known === null || names.changingVerbs.has(known)),
    saysLittle: names.details.has(noun),
    isDetailsOf: noun === thing ? null : say(thing),
    sphere: ofCategory(names.spheres, endpoint, entity),
    branch: ofCategory(names.branches, endpoint, entity),
  };
}

/**
 * The verb that a name begins with. Where things are only found out, a word that may be a noun is one unless the description
 * begins with it as well: `rate_on_date` rates nothing.
 */
function verbOf(words: readonly string[], endpoint: Endpoint, names: NameReading): LeadingVerb | null {
  const { description, method } = endpoint;
  const [first = ''] = words;
  const lead = leadingVerb(words, names);
  const isDescribed =
    words.length > 1 && !names.stops.has(words[1] ?? '') && isDescribedAs(first, description);
  if (lead === null) return isDescribed ? { verb: first, length: 1 } : null;
  // An email checker emails nobody.
  const isAgent = method === 'GET' && agents.test(words.at(-1) ?? '');
  const reads = findsOut(endpoint) || isAgent;
  return names.readingVerbs.has(lead.verb) || names.readingVerbs.has(first) || !reads || isDescribed
    ? lead
    : null;
}

const agents =
  /^(?:check|generat|convert|validat|detect|find|pars|verifi|scrap|extract|calculat|translat|analy[sz]|download|encod|decod|shorten)(?:er|or)$/;

function findsOut({ intent }: Endpoint): boolean {
  return intent === 'search' || intent === 'retrieve' || intent === 'compare' || intent === 'summarize';
}

/**
 * `get-an-artists-albums` gets albums: the apostrophe of the one whose they are is lost in names. So it is where the endpoint
 * takes the id of one, and with users, who are whoever speaks.
 */
function withoutPossessor(
  words: readonly string[],
  { parameters, intent }: Endpoint,
  names: NameReading,
): readonly string[] {
  const at = words.findIndex((word) => word !== 'a' && word !== 'an' && word !== 'the');
  const first = words[at] ?? '';
  const rest = words.slice(at + 1);
  const next = rest[0] ?? 'of';
  if (!isPluralWord(first) || names.stops.has(next) || /^(?:and|or|ids?|ve|details?)$/.test(next))
    return words;
  const owner = pluralize.singular(first);
  const isOwner =
    owner === 'user' ||
    ((intent === 'search' || intent === 'retrieve') &&
      parameters.some(
        ({ concept, required, name }) =>
          required &&
          (concept?.id === `${owner}_id` || name.toLowerCase().replace(/[^a-z]/g, '') === `${owner}id`),
      ));
  return isOwner ? rest : words;
}

/** How members of a list are counted; "collection days" are things, and no number of days. */
export function counterOf(noun: string, { counters, defaultCounter, units }: LanguageData): string {
  const last = lastWord(noun);
  return counters.get(noun) ?? (units.has(last) ? undefined : counters.get(last)) ?? defaultCounter;
}

/** The verbs of an endpoint, without those that say what its noun says already, unless all do. */
function verbsOf(
  verb: string,
  noun: string,
  { intent }: Endpoint,
  { verbs, names, orthography, dictionary }: LanguageData,
): readonly string[] {
  // A locale that has no words of its own for names says verbs as they stand.
  const all =
    verbs.get(verb) ??
    (dictionary.words.size === 0 ? [verb] : (verbs.get(names.intentVerbs.get(intent) ?? '') ?? [verb]));
  const others = all.filter((each) => !repeats(each, noun, orthography.spaces ? each.length : 2));
  return others.length > 0 ? others : all;
}

/** `予約する` of a `窓口の予約`: whether a noun ends as a verb begins, in so many letters or more. */
function repeats(verb: string, noun: string, least: number): boolean {
  for (let length = Math.min(verb.length, noun.length); length >= least; length -= 1)
    if (noun.endsWith(verb.slice(0, length))) return true;
  return false;
}

/** The entity knows better than a catalog's catch-all category. */
function ofCategory(
  names: ReadonlyMap<string, string>,
  endpoint: Endpoint,
  entity: EntityWords | null,
): string | null {
  const category = endpoint.id.split('/', 1)[0] ?? '';
  return names.get(entity?.category ?? '') ?? names.get(category) ?? null;
}

function intoOf(words: readonly string[]): string | null {
  const place = words.indexOf('to');
  return place === -1 || place === words.length - 1 ? null : words.slice(place + 1).join(' ');
}

function isPluralWord(noun: string): boolean {
  const last = lastWord(noun);
  return pluralize.isPlural(last) && !pluralize.isSingular(last);
}

function lastWord(noun: string): string {
  return noun.split(' ').at(-1) ?? noun;
}
