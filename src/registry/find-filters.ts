import { normalWords } from '../concepts/concept-index.js';
import type { Knowledge } from '../types/knowledge.js';
import type { Filter, Parameter, ResponseField, ResponseObject } from '../types/tool-registry.js';

/**
 * Which parameters restrict what is returned, by which field of the endpoint's own object. Only where the object really
 * shows that field and both mean the same.
 */
export function findFilters(
  parameters: readonly Parameter[],
  fields: readonly ResponseField[],
  own: ResponseObject | undefined,
  idParameter: string | null,
  knowledge: Knowledge,
): Filter[] {
  if (own === undefined) return [];
  const direct = fields.filter(
    (field) => field.object === 0 && !field.pointer.slice(own.at.length + 1).includes('/'),
  );
  const filters: Filter[] = [];
  for (const parameter of parameters) {
    if (parameter.name === idParameter) continue;
    if (parameter.role !== 'content' && parameter.role !== 'identifier' && parameter.role !== 'filter')
      continue;
    const type = parameter.schema.type;
    if (type === 'object' || type === 'array') continue;
    if (parameter.schema.enum?.some(meansEverything)) continue;
    const bound = boundOf(parameter.name);
    const field = fieldFor(parameter, bound, direct, parameters, knowledge);
    if (field === undefined || !comparable(parameter, field)) continue;
    // Related to the one named, not it: "similar videos" by video id.
    if (field.attribute === 'id' && parameter.required) continue;
    const ordered =
      field.schema.type === 'number' ||
      field.schema.type === 'integer' ||
      knowledge.isA(field.concept?.id ?? '', 'date') ||
      knowledge.isA(field.concept?.id ?? '', 'date_time');
    if (bound !== null && !ordered) continue;
    filters.push({
      parameter: parameter.name,
      field: field.name,
      operator: bound ?? (isFreeText(parameter, field, knowledge) ? 'contains' : 'equals'),
    });
  }
  return filters;
}

const lower = new Set(['min', 'minimum', 'gte', 'gt', 'least', 'above', 'lowest', 'since', 'after']);
const upper = new Set([
  'max',
  'maximum',
  'lte',
  'lt',
  'most',
  'below',
  'under',
  'highest',
  'until',
  'before',
]);

/** `min_price`, `priceMin`, `price_gte` bound from below; `date_from` and `start_date` too, for dates. */
function boundOf(name: string): 'at_least' | 'at_most' | null {
  const words = normalWords(name);
  if (words.length < 2) return null;
  if (words.some((word) => lower.has(word))) return 'at_least';
  if (words.some((word) => upper.has(word))) return 'at_most';
  const edges = [words[0], words.at(-1)];
  const ranged = words.some((word) => rangeNouns.has(word));
  if (ranged && (edges.includes('from') || edges.includes('start'))) return 'at_least';
  if (ranged && (edges.includes('to') || edges.includes('end'))) return 'at_most';
  return null;
}

const rangeNouns = new Set(['date', 'price', 'year', 'day', 'time', 'amount', 'salary', 'rating', 'age']);
const boundWords = new Set([...lower, ...upper, 'from', 'to', 'start', 'end', 'filter', 'by', 'only', 'at']);

function fieldFor(
  parameter: Parameter,
  bound: string | null,
  fields: readonly ResponseField[],
  parameters: readonly Parameter[],
  knowledge: Knowledge,
): ResponseField | undefined {
  const words = normalWords(parameter.name);
  const plain = bound === null ? words : words.filter((word) => !boundWords.has(word));
  const named =
    fields.find((field) => sameWords(normalWords(field.name), words)) ??
    fields.find(
      (field) => sameWords(normalWords(field.name), plain) || sameWords(field.attribute.split('_'), plain),
    );
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

function comparable(parameter: Parameter, field: ResponseField): boolean {
  const numeric = (type: unknown): boolean => type === 'number' || type === 'integer';
  const a = parameter.schema;
  const b = field.schema;
  if (numeric(a.type) !== numeric(b.type) || (a.type === 'boolean') !== (b.type === 'boolean')) return false;
  if (a.format === 'date' && b.format !== undefined && b.format !== 'date') return false;
  if (a.enum !== undefined && (b.format !== undefined || knowledgeOfTime.has(field.concept?.id ?? '')))
    return false;
  if (a.enum !== undefined && b.enum !== undefined) return a.enum.every((member) => b.enum?.includes(member));
  return true;
}

const knowledgeOfTime = new Set([
  'date',
  'date_past',
  'date_start',
  'date_end',
  'date_time',
  'date_time_past',
  'timestamp',
]);

/** `all` of a status is no status. */
function meansEverything(member: unknown): boolean {
  return typeof member === 'string' && /^(?:all|any|\*|both|none)$/i.test(member);
}

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

function isFreeText(parameter: Parameter, field: ResponseField, knowledge: Knowledge): boolean {
  if (
    parameter.schema.type !== 'string' ||
    parameter.schema.enum !== undefined ||
    field.schema.enum !== undefined
  )
    return false;
  const concept = field.concept?.id ?? '';
  return (
    /^(?:name|title)$/.test(field.attribute) || textual.some((ancestor) => knowledge.isA(concept, ancestor))
  );
}

const textual = ['media', 'paragraph', 'sentence', 'short_text', 'message_text', 'street_address'];

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && a.length === b.length && a.every((word, index) => word === b[index]);
}
