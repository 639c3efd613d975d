import { isBareId } from '../concepts/bare-id.js';
import { normalWords } from '../concepts/concept-index.js';
import { byNoun, contentWords, headOf, nounOf, wholeNounOf } from '../concepts/name-nouns.js';
import type { Endpoint, Parameter, ResponseField } from '../types/tool-registry.js';
import { isOwnIdField, type ValueIdentity } from './value-identity.js';

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
  facts: NounFacts,
): boolean {
  if (wanted.entity === null || wanted.anchor !== null || wanted.pointed === true) return false;
  if (wanted.called === true) return false;
  const given = nounOf(field.name);
  const asked =
    (wanted.described === true ? wanted.entity : nounOf(parameter.name)) ??
    saidNoun(parameter) ??
    otherThing(target, parameter, wanted) ??
    byNoun(target.name);
  // The noun is the name of a code (`imdb_id`), not of another thing.
  if (asked !== null && wanted.concept === `${asked}_id` && wanted.entity !== asked) return false;
  const [ours, theirs] = [wholeNounOf(field.name), wholeNounOf(parameter.name)];
  // An edge is no cluster edge where the tool takes either.
  if (
    ours !== null &&
    theirs !== null &&
    ours !== theirs &&
    facts.wholes.has(ours) &&
    facts.wholes.has(theirs)
  )
    return true;
  if (given !== null && asked !== null) return given !== asked && !isOwnNoun(given, source, field, asked);
  if (given === null && asked !== null) {
    // A code is no UUID of the same thing.
    if (!isBareId(field.name)) return /(?:uuid|guid)s?$/i.test(parameter.name) && nounOf(field.name) === null;
    const head = field.object === 0 ? facts.head : null;
    // A guessed answer shows what the endpoint's name is about, and nothing else.
    if (source.response.origin === 'inferred' && head === null && facts.calls(asked, source.entity))
      return false;
    if (source.response.origin === 'inferred' && head !== null && head !== asked)
      return (
        facts.nouns.has(head) || !(facts.calls(head, source.entity) && facts.calls(asked, source.entity))
      );
    // Members of a group, channels of a team: the name holds the noun, but is about another one.
    const isOther =
      head !== null && head !== asked && (facts.nouns.has(head) || contentWords(source.name).includes(asked));
    const shown = objectWords(source, field);
    return isOther || !asked.split('_').every((word) => shown.has(word));
  }
  if (given !== null) return !isBareId(parameter.name) ? false : !textWords(target, parameter).has(given);
  if (!isBareId(field.name) || !isBareId(parameter.name)) return false;
  if (source.response.origin === 'inferred' && field.object === 0 && facts.head !== null)
    return !isAboutOne(facts.head, source, target, facts);
  const things = contentWords(target.name);
  const own = field.object === 0 ? contentWords(source.name) : [];
  const shown = own.length > 0 ? new Set([...own, ...keyWords(source, field)]) : objectWords(source, field);
  return things.length > 0 && !things.some((word) => shown.has(word));
}

/** True where the bare `id` that a target takes may be one of what the source's name is about: it is about that, or finds by it. */
function isAboutOne(head: string, source: Endpoint, target: Endpoint, { calls }: NounFacts): boolean {
  const about = headOf(target.name);
  if (about === null || about === head) return true;
  const words = contentWords(target.name);
  // "Followers of a trader", "reviews for a product".
  const isFoundBy = words.includes(head) && words.at(-1) === head;
  return isFoundBy || (calls(head, source.entity) && calls(about, source.entity));
}

/** What tells nouns apart: those that identifiers of the tool carry, and whether a word is one for an entity of the knowledge. */
export type NounFacts = {
  /** What the source's name is about. */
  readonly head: string | null;
  readonly nouns: ReadonlySet<string>;
  /** The same nouns with all that stands before them. */
  readonly wholes: ReadonlySet<string>;
  readonly calls: (word: string, entity: string | null) => boolean;
};

/** A bare `id` that is another thing's than what the endpoint is about: the trader's, of whom it gives the positions. */
function otherThing(target: Endpoint, parameter: Parameter, wanted: ValueIdentity): string | null {
  const isOther =
    isBareId(parameter.name) && wanted.entity !== target.entity && parameter.name !== target.idParameter;
  return isOther ? wanted.entity : null;
}

/** `hotel_id` of a hotel is what others call `property_id`: the object's own id under a name of its own. */
function isOwnNoun(given: string, source: Endpoint, field: ResponseField, asked: string): boolean {
  return isOwnIdField(source, field) && objectWords(source, field).has(asked) && given !== asked;
}

/** The noun of a bare `id` whose description is but a name: "team ID". */
function saidNoun({ name, description }: Parameter): string | null {
  return isBareId(name) && description.length < 24 ? nounOf(description) : null;
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

/** Keys of what holds an answer, and says nothing of it. */
export const envelopes: ReadonlySet<string> = new Set([
  'data',
  'result',
  'results',
  'item',
  'record',
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
