import { normalWords } from '../concepts/concept-index.js';

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

/** `min_price`, `priceMin`, `price_gte` bound from below; `date_from` and `start_date` too, for dates, and a day called `from`. */
export function boundOf(name: string, isDate = false): 'at_least' | 'at_most' | null {
  const words = normalWords(name);
  if (words.length < 2) return isDate ? (bareEnds.get(words[0] ?? '') ?? null) : null;
  if (words.some((word) => lower.has(word))) return 'at_least';
  if (words.some((word) => upper.has(word))) return 'at_most';
  const edges = [words[0], words.at(-1)];
  const ranged = words.some((word) => rangeNouns.has(word));
  if (ranged && (edges.includes('from') || edges.includes('start'))) return 'at_least';
  if (ranged && (edges.includes('to') || edges.includes('end'))) return 'at_most';
  return null;
}

/** Of days, where an end is all that the name says. */
const bareEnds = new Map([
  ...['from', 'since', 'after', 'start'].map((word) => [word, 'at_least'] as const),
  ...['to', 'until', 'before', 'end'].map((word) => [word, 'at_most'] as const),
]);

const rangeNouns = new Set(['date', 'price', 'year', 'day', 'time', 'amount', 'salary', 'rating', 'age']);
export const boundWords = new Set([
  ...lower,
  ...upper,
  'from',
  'to',
  'start',
  'end',
  'filter',
  'by',
  'only',
  'at',
]);
