import type { JsonValue } from '../../types/json.js';
import { foldText } from './fold-text.js';
import { readNumbers } from './read-number.js';
import { type Quantity, readQuantities } from './read-quantity.js';
import type { ReadingContext } from './reading-context.js';

export function agreeInUnit(
  given: JsonValue,
  value: JsonValue,
  unit: JsonValue | undefined,
  context: ReadingContext,
): boolean {
  return quantitiesOf(given, context).some(
    (quantity) =>
      quantitiesOf(value, context).some((other) => other.value === quantity.value) &&
      (unit === undefined || foldText(String(unit)) === `${quantity.before}${quantity.after}`.trim()),
  );
}

export function agreeInMoney(
  given: JsonValue,
  value: JsonValue,
  currency: JsonValue | undefined,
  context: ReadingContext,
): boolean {
  return quantitiesOf(given, context).some((quantity) => {
    const sameAmount = quantitiesOf(value, context).some(
      (other) => Math.abs(other.value - quantity.value) < 1e-9,
    );
    if (!sameAmount || currency === undefined) return sameAmount;
    const codes = currenciesOf(`${quantity.before} ${quantity.after}`.trim(), context);
    return codes === null || codes.includes(String(currency).toUpperCase());
  });
}

/** Codes that a sign, code or name may mean; null where it names no currency. */
export function currenciesOf(word: string, { facts }: ReadingContext): readonly string[] | null {
  const folded = foldText(word);
  return facts.currencySigns.get(folded) ?? facts.currencies.get(folded) ?? null;
}

export function agreeRounded(
  given: JsonValue,
  value: JsonValue,
  digits: JsonValue | undefined,
  context: ReadingContext,
): boolean {
  const places =
    typeof digits === 'number' && Number.isInteger(digits) && digits >= -12 && digits <= 12 ? digits : 0;
  const [source] = quantitiesOf(value, context);
  if (source === undefined) return false;
  const step = 10 ** -places;
  return quantitiesOf(given, context).some(
    (quantity) =>
      Math.abs(quantity.value - source.value) <= step / 2 + 1e-9 * Math.max(1, Math.abs(source.value)) &&
      Math.abs(quantity.value / step - Math.round(quantity.value / step)) < 1e-6,
  );
}

/** Numbers that a value is or reads as. */
export function numbersOf(value: JsonValue, { facts }: ReadingContext): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'string' ? readNumbers(value, facts) : [];
}

function quantitiesOf(value: JsonValue, { facts }: ReadingContext): readonly Quantity[] {
  if (typeof value === 'number') return [{ value, before: '', after: '' }];
  return typeof value === 'string' ? readQuantities(value, facts) : [];
}
