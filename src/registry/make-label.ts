import { createMemory } from '../concepts/create-memory.js';
import { tokenizeName } from '../concepts/tokenize-name.js';
import type { Knowledge } from '../types/knowledge.js';

/**
 * A few words for speech: `check_in_date` → `check-in date`, `departure_id` → `departure`, `q` → `search terms`. Empty where
 * the name says nothing to a person.
 */
export function makeLabel(name: string, knowledge: Knowledge, conceptId?: string | null): string {
  const key = conceptId === undefined ? name : JSON.stringify([name, conceptId]);
  return labels(knowledge, key, () => wordLabel(name, knowledge, conceptId));
}

const labels = createMemory<string>();

function wordLabel(name: string, knowledge: Knowledge, conceptId?: string | null): string {
  const tokens = tokenizeName(name);
  const edge =
    tokens.length === 1 && conceptId != null ? edgeLabel(tokens[0] ?? '', conceptId, knowledge) : null;
  if (edge !== null) return edge;
  const whole = knowledge.labels.get(tokens.join(' ')) ?? knowledge.labels.get(tokens.join(''));
  if (whole !== undefined)
    return whole === 'search terms' && conceptId != null && !textual.has(conceptId)
      ? conceptWords(conceptId)
      : whole;
  const kept = tokens.filter(
    (token, index) =>
      !noise.has(token) &&
      !(index === 0 && tokens.length > 1 && token === 'q') &&
      !(index === tokens.length - 1 && /^\d+$/.test(token)),
  );
  const named = withoutId(kept);
  const lone = named.length === 1 ? (named[0] ?? '') : '';
  // What a parameter is called is asked for; a field is only shown.
  if (conceptId !== undefined && edges.has(lone)) return edgeLabel(lone, conceptId ?? '', knowledge) ?? '';
  const words = withoutDigits(named).map((token) => spoken(token, knowledge));
  if (words.length === 0) return '';
  const label = words
    .join(' ')
    .replace(/\bcheck (in|out)\b/g, 'check-$1')
    .replace(/\b(pick|drop) (up|off)\b/g, '$1-$2')
    .replace(/\bcheck(in|out)\b/g, 'check-$1')
    // `zip` is said as "ZIP code", and so is `zip code`.
    .replace(/\b(\w{3,}) \1\b/gi, '$1');
  if (words.length > 6) return words.slice(0, 6).join(' ');
  return isSpeakable(label) ? label : '';
}

const noise = new Set(['filter', 'filters', 'param', 'params', 'str', 'input', 'x', 'cont', 'eq']);

const textual = new Set(['search_query', 'keyword', 'title', 'message_text', '#journey', '#range', '#text']);

/** A `q` that takes a city is asked for as a city. */
function conceptWords(conceptId: string): string {
  return conceptId.replace(/_id$/, '').replace(/_/g, ' ');
}

/** `from` says nothing alone: it is a start date, a departure airport or a currency to convert from. */
function edgeLabel(token: string, conceptId: string, knowledge: Knowledge): string | null {
  const side = edges.get(token);
  if (side === undefined) return null;
  const concept = conceptId
    .replace(/_id$/, '')
    .replace(/^(?:departure|arrival|date)_(?:.*)$/, (whole) =>
      whole.startsWith('date') ? 'date' : whole.replace(/^[a-z]+_/, ''),
    )
    .replace(/_(?:code|name)$/, '')
    .replace(/_/g, ' ');
  if (knowledge.isA(conceptId, 'time')) return `${side === 'start' ? 'start' : 'end'} ${concept}`;
  if (knowledge.isA(conceptId, 'currency_code'))
    return side === 'start' ? 'currency to convert from' : 'currency to convert to';
  if (knowledge.isA(conceptId, 'language_code'))
    return side === 'start' ? 'source language' : 'target language';
  if (concept === '' || concept === 'identifier' || concept === 'keyword' || edges.has(concept))
    return bareEdges.get(token)?.['#text'] ?? token;
  if (concept.startsWith('#')) return bareEdges.get(token)?.[concept] ?? token;
  if (concept === 'place') return side === 'start' ? 'starting point' : 'destination';
  return `${side === 'start' ? 'departure' : 'destination'} ${concept}`;
}

const bareEdges = new Map<string, { readonly [kind: string]: string }>([
  ['from', { '#journey': 'departure', '#range': 'start', '#text': 'source' }],
  ['to', { '#journey': 'destination', '#range': 'end', '#text': 'target' }],
]);

const edges = new Map<string, 'start' | 'end'>([
  ['from', 'start'],
  ['start', 'start'],
  ['begin', 'start'],
  ['since', 'start'],
  ['after', 'start'],
  ['to', 'end'],
  ['end', 'end'],
  ['until', 'end'],
  ['before', 'end'],
]);

/** Numbers inside a name are no words (`address_2_line`), except in the names of chemicals. */
function withoutDigits(tokens: readonly string[]): readonly string[] {
  return tokens.filter(
    (token, index) =>
      !/^\d+$/.test(token) ||
      /^(?:pm|co|so|no|o|h|top)$/.test(tokens[index - 1] ?? '') ||
      /^[a-z]$/.test(tokens[index + 1] ?? ''),
  );
}

/** An id is spoken of by what it identifies; a name that is nothing but `id` stays `ID`. */
function withoutId(tokens: readonly string[]): readonly string[] {
  if (tokens.length > 1 && /^(?:id|ids|sid|uid|uuid|guid)$/.test(tokens[tokens.length - 1] ?? ''))
    return tokens.slice(0, -1);
  return tokens;
}

const upper = new Set([
  'id',
  'url',
  'ip',
  'isbn',
  'vin',
  'iata',
  'icao',
  'sku',
  'usd',
  'gps',
  'utc',
  'api',
  'sms',
  'dns',
  'ssl',
  'seo',
  'nft',
  'bmi',
  'tv',
  'pdf',
  'html',
  'ean',
  'upc',
  'asin',
  'imdb',
  'tmdb',
  'ui',
]);

function spoken(token: string, knowledge: Knowledge): string {
  if (upper.has(token)) return token.toUpperCase();
  return knowledge.abbreviations.get(token) ?? token;
}

function isSpeakable(label: string): boolean {
  if (/[^\u0000-\u024f]/.test(label)) return true;
  if (label.length < 2) return false;
  return (
    label.split(' ').some((word) => /[aeiouy]/i.test(word) || /^[A-Z]{2,5}$/.test(word)) &&
    !/^[\d .]+$/.test(label)
  );
}
