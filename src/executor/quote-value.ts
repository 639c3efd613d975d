import { stableHash } from '../values/stable-hash.js';
import type { Instance } from './instance.js';
import type { Siblings } from './sibling-values.js';

/** Prices of a trading day around the last one: open, high, low, the close before and the change since. */
export function quoteValue(
  { key, entity }: Instance,
  attribute: string,
  { number, attributes }: Siblings,
): number | undefined {
  if (!/stock|quote|share|crypto|coin|etf|commodity/.test(entity) || !quoteAttributes.test(attribute))
    return undefined;
  if (!attributes.has('price')) return undefined;
  const price = number('price');
  if (price === undefined) return undefined;
  const percent = number('change_percent', 'change_percent_24h', 'percent_change');
  const before = price / (1 + (percent ?? (stableHash(key) % 80) / 10 - 4) / 100);
  const open = before * (1 + ((stableHash(`${key}/open`) % 20) - 10) / 1000);
  const rounded = (value: number): number => Number(value.toFixed(price < 1 ? 4 : 2));
  if (/^open/.test(attribute)) return rounded(open);
  if (/^previous|^prev/.test(attribute)) return rounded(before);
  if (/change/.test(attribute)) return rounded(price - before);
  const [low, high] = [Math.min(price, open, before), Math.max(price, open, before)];
  return /high/.test(attribute) ? rounded(high * 1.006) : rounded(low * 0.994);
}

export const quoteAttributes =
  /^(open|open_price|previous_close|prev_close|change|price_change|(day_)?high|(day_)?low)$/;
