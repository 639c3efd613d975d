import { normalWords } from '../concepts/concept-index.js';
import { collectionOf, headPhrase } from '../concepts/name-nouns.js';
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
  if (code || field.concept?.id === `${head}_code`) return nouns.map((noun) => callable(noun, 0.85, 'code'));
  if (!isName && !(isPlain && endpoint.response.objects.length === 0)) return [];
  return nouns.map((noun) => callable(noun, isPlain ? 0.9 : 0.85));
}

/** What a parameter takes by name: the noun that ends its name. Null for identifiers and closed choices. */
export function calledParameter(parameter: Parameter, concepts: ConceptIndex): ValueIdentity | null {
  if (parameter.role !== 'content' && parameter.role !== 'filter') return null;
  if (parameter.schema.type !== 'string' || parameter.schema.enum !== undefined) return null;
  const isMeasured = ['time', 'quantity', 'money'].some((kind) =>
    concepts.isA(parameter.concept?.id ?? '', kind),
  );
  if (isMeasured || /\bids?\b/i.test(parameter.description)) return null;
  if (parameter.examples.some((value) => /^\d+$/.test(spelled(value)))) return null;
  const noun = normalWords(parameter.name)
    .filter((word) => word.length > 1)
    .join(' ');
  if (noun.length < 3 || vague.has(noun) || /(?:date|time|year|month|day)$/.test(noun)) return null;
  return callable(noun, 0.85, /\b(?:codes?|slugs?)\b/i.test(parameter.description) ? 'code' : 'name');
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
