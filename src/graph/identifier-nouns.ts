import { normalWords } from '../concepts/concept-index.js';
import { rememberByText } from '../concepts/remember-by-text.js';
import type { Endpoint, Parameter, ResponseField } from '../types/tool-registry.js';
import { isBareId, isOwnIdField, type ValueIdentity } from './value-identity.js';

/**
 * True where the nouns of two identifiers tell them apart although one word of the knowledge covers both: a season is no
 * league in a tool that speaks of either, and the `id` of arenas is nobody's `match_id`.
 */
export function tellsApart(
  source: Endpoint,
  field: ResponseField,
  target: Endpoint,
  parameter: Parameter,
  wanted: ValueIdentity,
  toolNouns: ReadonlySet<string>,
): boolean {
  if (wanted.entity === null || wanted.anchor !== null || wanted.pointed === true) return false;
  const given = nounOf(field.name);
  const asked = nounOf(parameter.name) ?? saidNoun(parameter) ?? byNoun(target.name);
  // The noun is the name of a code (`imdb_id`), not of another thing.
  if (asked !== null && wanted.concept === `${asked}_id` && wanted.entity !== asked) return false;
  if (given !== null && asked !== null) return given !== asked && !isOwnNoun(given, source, field, asked);
  if (given === null && asked !== null) {
    if (!isBareId(field.name)) return false;
    const head = field.object === 0 ? headOf(source.name) : null;
    // Members of a group, channels of a team: the name holds the noun, but is about another one.
    const isOther =
      head !== null && head !== asked && (toolNouns.has(head) || contentWords(source.name).includes(asked));
    return isOther || !objectWords(source, field).has(asked);
  }
  if (given !== null) return !isBareId(parameter.name) ? false : !textWords(target, parameter).has(given);
  if (!isBareId(field.name) || !isBareId(parameter.name)) return false;
  const things = contentWords(target.name);
  const own = field.object === 0 ? contentWords(source.name) : [];
  const shown = own.length > 0 ? new Set([...own, ...keyWords(source, field)]) : objectWords(source, field);
  return things.length > 0 && !things.some((word) => shown.has(word));
}

/** `hotel_id` of a hotel is what others call `property_id`: the object's own id under a name of its own. */
function isOwnNoun(given: string, source: Endpoint, field: ResponseField, asked: string): boolean {
  return isOwnIdField(source, field) && objectWords(source, field).has(asked) && given !== asked;
}

/** Last noun before the `id` of an identifier's name, numbers and `from`, `second` … aside; null for a bare `id` and other names. */
export const nounOf: (name: string) => string | null = rememberByText((name) => {
  const words = normalWords(name).filter((word) => word.length > 1 && !/^\d+$/.test(word));
  const last = words.at(-1) ?? '';
  if (idEnds.has(last)) return words.slice(0, -1).findLast((word) => !qualifiers.has(word)) ?? null;
  if (words[0] === 'id' && words.length > 1) return last;
  return /^(.{3,30}?)(?:u?u?id)$/.exec(last)?.[1] ?? null;
});

const qualifiers: ReadonlySet<string> = new Set(
  'from to origin destination start end first second source target departure arrival outbound inbound parent new old next last my own'.split(
    ' ',
  ),
);

const idEnds: ReadonlySet<string> = new Set(['id', 'uid', 'uuid', 'guid', 'iid', 'pk', 'identifier']);

/** The noun of a bare `id` whose description is but a name: "team ID". */
function saidNoun({ name, description }: Parameter): string | null {
  return isBareId(name) && description.length < 24 ? nounOf(description) : null;
}

/** "Last 5 Events by Team Id" asks for a team. */
export function byNoun(name: string): string | null {
  const words = normalWords(name);
  const by = words.lastIndexOf('by');
  return by >= 0 && words.length === by + 3 && words[by + 2] === 'id' ? (words[by + 1] ?? null) : null;
}

/** Words that say what the object is that holds a field: its key, and for the endpoint's own object all that is said of it. */
export function objectWords(endpoint: Endpoint, field: ResponseField): ReadonlySet<string> {
  const words = new Set(keyWords(endpoint, field));
  const key = keyOf(endpoint, field);
  if (field.object > 0 && words.size > 0 && !envelopes.has(key.toLowerCase())) return words;
  for (const text of [endpoint.name, endpoint.description.slice(0, 200), endpoint.toolId.split('/')[1] ?? ''])
    for (const word of normalWords(text)) words.add(word);
  return words;
}

function keyWords(endpoint: Endpoint, field: ResponseField): readonly string[] {
  return normalWords(keyOf(endpoint, field));
}

function keyOf({ response }: Endpoint, field: ResponseField): string {
  const segments = (response.objects[field.object]?.at ?? '').split('/');
  return segments.filter((segment) => segment !== '*').at(-1) ?? '';
}

/** The thing that an endpoint's name is about: its last noun before `by`, `of`, `for` …; null where it names none. */
export const headOf: (name: string) => string | null = rememberByText((name) => {
  const words = normalWords(name);
  const stop = words.findIndex((word, place) => place > 0 && prepositions.has(word));
  return contentWords(words.slice(0, stop < 0 ? undefined : stop).join(' ')).at(-1) ?? null;
});

const prepositions: ReadonlySet<string> = new Set([
  'by',
  'of',
  'for',
  'in',
  'from',
  'with',
  'on',
  'at',
  'without',
]);

const envelopes: ReadonlySet<string> = new Set([
  'data',
  'result',
  'results',
  'response',
  'items',
  'info',
  'content',
  'list',
  'records',
  'body',
]);

function textWords(target: Endpoint, parameter: Parameter): ReadonlySet<string> {
  const texts = [
    target.name,
    target.description.slice(0, 200),
    parameter.description.slice(0, 200),
    target.toolId.split('/')[1] ?? '',
  ];
  return new Set(texts.flatMap((text) => [...normalWords(text)]));
}

/** What an endpoint's name speaks of: its words without verbs and fillers. */
export const contentWords: (name: string) => readonly string[] = rememberByText((name) =>
  normalWords(name).filter((word) => word.length > 2 && !/^\d/.test(word) && !fillers.has(word)),
);

const fillers: ReadonlySet<string> = new Set(
  (
    'get list all by id ids find search query fetch read show lookup look up retrieve return detail details detailed info information data single one specific given ' +
    'the for from with and of in on at to api endpoint v1 v2 v3 new latest popular top trending random recent available number name more full basic additional result deprecated legacy view auto complete autocomplete suggest suggestion active nearby all'
  ).split(' '),
);
