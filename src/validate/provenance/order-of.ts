import type { JsonValue } from '../../types/json.js';

/** Negative, zero or positive as numbers, numeric strings, or dates and times in ISO form compare; null where they do not. */
export function orderOf(left: JsonValue | undefined, right: JsonValue | undefined): number | null {
  const [a, b] = [comparable(left), comparable(right)];
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return null;
}

function comparable(value: JsonValue | undefined): number | string | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return null;
  if (/^[+-]?\d+(?:\.\d+)?$/.test(value)) return Number(value);
  const money = /^[^\d\s]{0,3} ?(\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?)(?: [A-Z]{3})?$/.exec(value);
  if (money !== null) return Number((money[1] ?? '').replaceAll(',', ''));
  return value;
}
