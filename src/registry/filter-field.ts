import { ownNameOf } from '../arguments/own-name.js';
import { normalWords } from '../concepts/concept-index.js';
import type { Knowledge } from '../types/knowledge.js';
import type { Parameter, ResponseField } from '../types/tool-registry.js';
import { boundWords } from './filter-bound.js';

export function fieldFor(
  parameter: Parameter,
  bound: string | null,
  fields: readonly ResponseField[],
  parameters: readonly Parameter[],
  knowledge: Knowledge,
): ResponseField | undefined {
  const words = normalWords(ownNameOf(parameter));
  const plain = bound === null ? words : words.filter((word) => !boundWords.has(word));
  const named =
    fields.find((field) => sameWords(normalWords(field.name), words)) ??
    fields.find(
      (field) => sameWords(normalWords(field.name), plain) || sameWords(field.attribute.split('_'), plain),
    ) ??
    fields.find((field) => field.schema.type === 'string' && isItsName(plain, normalWords(field.name)));
  if (named !== undefined) return named;
  const concept = parameter.concept?.id;
  if (concept === undefined || (parameter.concept?.confidence ?? 0) < 0.7 || generic.has(concept))
    return undefined;
  const alike = (id: string | undefined): boolean =>
    id !== undefined &&
    !generic.has(id) &&
    (id === concept ||
      knowledge.isA(id, concept) ||
      knowledge.isA(concept, id) ||
      (bound !== null && sibling(id, concept, knowledge)));
  const candidates = fields.filter(
    (field) => alike(field.concept?.id) && (bound !== null || sameDirection(words, normalWords(field.name))),
  );
  const exact = candidates.filter((field) => field.concept?.id === concept);
  const chosen = exact.length === 1 ? exact : candidates;
  // A span of time is one of when things came about, which is the first date that they show.
  if (bound !== null && chosen.length > 1 && knowledge.isA(concept, 'date')) return chosen[0];
  if (chosen.length !== 1) return undefined;
  // Two parameters of one meaning (from and to) cannot both be the one field, unless they bound it.
  const rivals = parameters.filter((other) => other !== parameter && alike(other.concept?.id));
  return bound === null && rivals.length > 0 ? undefined : chosen[0];
}

/** `min_price` bounds an amount, a `date_from` a publication date. */
function sibling(a: string, b: string, knowledge: Knowledge): boolean {
  return ['money', 'date', 'rating'].some(
    (ancestor) => knowledge.isA(a, ancestor) && knowledge.isA(b, ancestor),
  );
}

/** Meanings too wide to say that two things are the same. */
const generic = new Set([
  'search_query',
  'keyword',
  'place',
  'number',
  'boolean',
  'text',
  'count_small',
  'count_large',
  'score_points',
  'percentage',
  'status_word',
  'identifier',
  'paragraph',
  'sentence',
  'short_text',
  'message_text',
  'note',
  'title',
  'time',
  'duration',
  'image_url',
  'people_count',
  'amount',
  'distance',
  'tag',
  'quantity',
  'url',
  'nights_count',
  'person_name',
  'company_name',
]);

/** A `station` is not the `to_station`, a `from` not the arrival. */
function sameDirection(a: readonly string[], b: readonly string[]): boolean {
  const sideOf = (words: readonly string[]): string => {
    for (const word of words) {
      const side = directions.get(word);
      if (side !== undefined) return side;
    }
    return '';
  };
  return sideOf(a) === sideOf(b);
}

const directions = new Map([
  ['from', 'start'],
  ['departure', 'start'],
  ['origin', 'start'],
  ['source', 'start'],
  ['start', 'start'],
  ['pickup', 'start'],
  ['outbound', 'start'],
  ['base', 'start'],
  ['min', 'start'],
  ['to', 'end'],
  ['arrival', 'end'],
  ['destination', 'end'],
  ['target', 'end'],
  ['end', 'end'],
  ['dropoff', 'end'],
  ['return', 'end'],
  ['max', 'end'],
  ['home', 'home'],
  ['away', 'away'],
  ['birth', 'birth'],
  ['death', 'death'],
]);

/** A `customer_name` is what a field `customer` shows, and the other way round. */
function isItsName(a: readonly string[], b: readonly string[]): boolean {
  return sameWords(a, [...b, 'name']) || sameWords([...a, 'name'], b);
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && a.length === b.length && a.every((word, index) => word === b[index]);
}
