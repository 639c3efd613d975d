import type { JsonValue } from '../types/json.js';

/**
 * What tells which of two values of one kind comes first: numbers, dates and times; null for names and other words, which
 * have no order. `description` tells `MM/DD/YYYY` from `DD/MM/YYYY`.
 */
export function orderKey(value: JsonValue | undefined, description: string): number | string | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return null;
  if (/^\d{4}-\d{2}(-\d{2})?([T ]|$)/.test(value) || /^\d{2}:\d{2}/.test(value)) return value;
  if (/^(\d{8}|\d{10}|\d{13})$/.test(value)) return Number(value);
  const [, first = '', second = '', year = ''] = /^(\d{2})[-/.](\d{2})[-/.](\d{4})$/.exec(value) ?? [];
  if (year === '') return null;
  return /\bMM[-/.]?DD/i.test(description) ? `${year}-${first}-${second}` : `${year}-${second}-${first}`;
}
