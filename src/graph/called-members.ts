import { normalWords } from '../concepts/concept-index.js';
import { collectionOf, headPhrase, qualifiers } from '../concepts/name-nouns.js';
import { spelled } from '../concepts/spelled.js';
import type { Endpoint, Parameter, ResponseField } from '../types/tool-registry.js';
import type { ConceptIndex } from './concept-index.js';
import { isOwnIdField, type ValueIdentity } from './value-identity.js';

/**
 * What lists are for: "List of federations" gives the values of `federation`. The members of a list, by what people call
 * them, and the parameters that take one so, meet in a pseudo-entity; none for other fields.
 */
export function calledMember(endpoint: Endpoint, field: ResponseField): readonly ValueIdentity[] {
  const phrase = listedBy(endpoint);
  const head = phrase.at(-1);
  if (head === undefined) return [];
  if (field.schema.type !== 'string') return [];
  const isPlain = field.pointer.endsWith('/*') && !field.pointer.slice(0, -2).includes('*');
  const isOwn = field.object === 0 && !isOwnIdField(endpoint, field);
  const isName = isOwn && (nameAttributes.has(field.attribute) || normalWords(field.name).at(-1) === head);
  const code = codeNames.test(field.name) && (field.object === 0 || isPlain);
  const nouns = [...new Set([head, phrase.slice(-2).join(' ')])];
  // "Symbols" of a currency service are codes of currencies.
  const kind =
    field.concept?.id.endsWith('_code') === true ? field.concept.id.slice(0, -'_code'.length) : null;
  const codes = [...(code ? nouns : []), ...(kind !== null && (code || kind === head) ? [kind] : [])];
  if (codes.length > 0) return [...new Set(codes)].map((noun) => callable(noun, 0.85, 'code'));
  if (!isName && !(isPlain && endpoint.response.objects.length === 0)) return [];
  return nouns.map((noun) => callable(noun, isPlain ? 0.9 : 0.85));
}

/** What a parameter takes by name: the noun that ends its name. Null for identifiers and closed choices. */
export function calledParameter(
  parameter: Parameter,
  concepts: ConceptIndex,
  lists: ReadonlyMap<string, number> = noLists,
): ValueIdentity | null {
  if (parameter.role !== 'content' && parameter.role !== 'filter') return null;
  if (parameter.schema.type !== 'string' || parameter.schema.enum !== undefined) return null;
  const isMeasured = ['time', 'quantity', 'money'].some((kind) =>
    concepts.isA(parameter.concept?.id ?? '', kind),
  );
  if (isMeasured || /\bids?\b/i.test(parameter.description)) return null;
  if (parameter.examples.some((value) => /^\d+$/.test(spelled(value)))) return null;
  const noun = nounTaken(parameter.name, lists);
  if (noun.length < 3 || vague.has(noun) || /(?:date|time|year|month|day)$/.test(noun)) return null;
  return callable(noun, 0.85, /\b(?:codes?|slugs?)\b/i.test(parameter.description) ? 'code' : 'name');
}

const noLists: ReadonlyMap<string, number> = new Map();

/**
 * What a name says is taken, as words: `map` of `map_name`, `team` of `away_team1`. Of several words the last one, where one
 * list of the tool alone is of such: `weapon_category`, beside "All gun category".
 */
function nounTaken(name: string, lists: ReadonlyMap<string, number>): string {
  const words = normalWords(name).filter((word) => word.length > 1 && !/^\d+$/.test(word));
  while (words.length > 1 && called.has(words.at(-1) ?? '')) words.pop();
  while (words.length > 1 && qualifiers.has(words[0] ?? '')) words.shift();
  const last = words.at(-1) ?? '';
  const whole = words.join(' ');
  return words.length > 1 && !lists.has(whole) && lists.get(last) === 1 ? last : whole;
}

/** Ends of names that say by what a thing is taken. */
const called: ReadonlySet<string> = new Set(['name', 'title', 'slug', 'label']);

/** How many endpoints of a tool list things of a noun, or of two. */
export function listsOf(names: readonly string[]): ReadonlyMap<string, number> {
  const lists = new Map<string, number>();
  for (const name of names) {
    const phrase = headPhrase(name);
    for (const noun of new Set([phrase.at(-1) ?? '', phrase.slice(-2).join(' ')]))
      lists.set(noun, (lists.get(noun) ?? 0) + 1);
  }
  return lists;
}

/** `/exercises/equipment/{type}`: what a path names before a parameter that says nothing itself. */
export function calledByPath(
  path: string,
  parameter: Parameter,
  concepts: ConceptIndex,
): ValueIdentity | null {
  const noun = path.includes('{') ? collectionOf(path, parameter.name) : null;
  if (noun === null || normalWords(parameter.name).includes(noun)) return null;
  return calledParameter({ ...parameter, name: noun }, concepts);
}

/** The code by which people speak of one of a list: the `lang` of the answers, which "Language list" gives. */
export function codeParameter(
  { schema, concept, role }: Parameter,
  concepts: ConceptIndex,
): ValueIdentity | null {
  if (role !== 'content' && role !== 'filter' && role !== 'technical') return null;
  if (schema.type !== 'string' || schema.enum !== undefined || concept === null) return null;
  const noun = concept.id.endsWith('_code') ? concept.id.slice(0, -'_code'.length) : '';
  return noun !== '' && concepts.isA(concept.id, 'code') ? callable(noun, 0.85, 'code') : null;
}

/** Names of parameters that do not say what they take. */
const vague: ReadonlySet<string> = new Set(
  'type status name kind mode format value option filter sort order title query search term keyword text data item result'.split(
    ' ',
  ),
);

/** An endpoint that lists what it is about without being given anything that only a system knows. */
function listedBy({ name, intent, parameters, response }: Endpoint): readonly string[] {
  const isList =
    response.objects[0]?.at.endsWith('/*') ?? response.fields.some(({ pointer }) => pointer.endsWith('/*'));
  if (!isList || (intent !== 'search' && intent !== 'retrieve')) return [];
  return parameters.some(({ required, role }) => required && role === 'identifier') ? [] : headPhrase(name);
}

const nameAttributes: ReadonlySet<string> = new Set(['name', 'title']);

/** Names of properties that hold a short form by which things are asked for. */
const codeNames = /^(?:code|slug|key|symbol|abbreviation|iso_?code)$/i;

function callable(noun: string, confidence: number, by: 'name' | 'code' = 'name'): ValueIdentity {
  return {
    concept: null,
    entity: by === 'name' ? `one called ${noun}` : `code of ${noun}`,
    anchor: null,
    confidence,
    called: true,
  };
}
