import type { Random } from '../random/random.js';
import type { JsonSchema, JsonValue } from '../types/json.js';
import type { Locale } from '../types/plan-row.js';
import { addDays, toIsoDate } from '../values/calendar.js';
import { containingText } from './containing-text.js';
import type { Constraint } from './read-arguments.js';

type Wanted = Pick<Constraint, 'operator' | 'value'>;

/** Whether a shown value satisfies a filter. Texts compare without case; numbers also when one side is a text. */
export function satisfies(value: JsonValue, { operator, value: wanted }: Wanted): boolean {
  if (Array.isArray(wanted))
    return wanted.length === 0 || wanted.some((item) => satisfies(value, { operator, value: item }));
  if (Array.isArray(value)) return value.some((item) => satisfies(item, { operator, value: wanted }));
  switch (operator) {
    case 'equals':
      return String(value).toLowerCase() === String(wanted).toLowerCase();
    case 'contains':
      return String(value).toLowerCase().includes(String(wanted).toLowerCase());
    case 'at_least':
      return compare(value, wanted) >= 0;
    case 'at_most':
      return compare(value, wanted) <= 0;
  }
}

/** Negative, zero or positive as `left` is before, equal to or after `right`; numbers by size, dates and the rest as text. */
export function compare(left: JsonValue, right: JsonValue): number {
  const [first, second] = [Number(left), Number(right)];
  if (left !== '' && right !== '' && Number.isFinite(first) && Number.isFinite(second)) return first - second;
  const [before, after] = [String(left).toLowerCase(), String(right).toLowerCase()];
  return before < after ? -1 : before > after ? 1 : 0;
}

/** Whose attribute it is, what its schema says and in whose words it is. */
export type Imposed = { readonly entity: string; readonly schema: JsonSchema; readonly locale: Locale };

/** A value near `drawn` that satisfies all constraints on its attribute, inside the bounds of its schema where both can be. */
export function impose(
  drawn: JsonValue,
  constraints: readonly Constraint[],
  { entity, schema, locale }: Imposed,
  random: Random,
): JsonValue {
  if (constraints.every((constraint) => satisfies(drawn, constraint))) return drawn;
  const equal = constraints.find((constraint) => constraint.operator === 'equals');
  if (equal !== undefined)
    return Array.isArray(equal.value) ? random.pick(equal.value as readonly JsonValue[]) : equal.value;
  const texts = constraints.filter((constraint) => constraint.operator === 'contains');
  if (texts.length > 0) {
    let name = String(drawn);
    for (const constraint of texts) {
      if (satisfies(name, constraint)) continue;
      const options = [constraint.value].flat() as readonly JsonValue[];
      const wanted = String(random.pick(options));
      const started = constraint !== texts[0];
      name = started
        ? `${name} ${wanted}`
        : containingText(name, wanted, constraint.attribute, { entity, locale }, random);
    }
    return name;
  }
  const low = constraints.find((constraint) => constraint.operator === 'at_least')?.value;
  const high = constraints.find((constraint) => constraint.operator === 'at_most')?.value;
  return isDate(low ?? high)
    ? dateBetween(low, high, random)
    : numberBetween(drawn, low, high, schema, random);
}

function numberBetween(
  drawn: JsonValue,
  low: JsonValue | undefined,
  high: JsonValue | undefined,
  schema: JsonSchema,
  random: Random,
): JsonValue {
  const least = low === undefined ? Math.min(0, Number(high)) + Math.abs(Number(high)) * 0.35 : Number(low);
  const minimum =
    low === undefined ? Math.min(Math.max(least, schema.minimum ?? least), Number(high)) : least;
  // Scales of five and ten are not left upwards.
  const ceiling = minimum <= 5 ? 5 : minimum <= 10 ? 10 : minimum * 1.6;
  const maximum =
    high === undefined ? Math.max(minimum, Math.min(ceiling, schema.maximum ?? ceiling)) : Number(high);
  if (!Number.isFinite(minimum) || !Number.isFinite(maximum)) return low ?? high ?? drawn;
  const value = minimum + random.next() * Math.max(0, maximum - minimum);
  const digits = Number.isInteger(drawn) ? 0 : (String(drawn).split('.')[1] ?? '0').length || 1;
  const rounded = Number(value.toFixed(Math.min(digits, 2)));
  if (rounded < minimum) return digits === 0 ? Math.ceil(minimum) : minimum;
  return rounded > maximum ? (digits === 0 ? Math.floor(maximum) : maximum) : rounded;
}

function isDate(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);
}

function dateBetween(low: JsonValue | undefined, high: JsonValue | undefined, random: Random): JsonValue {
  const days = random.integer(0, 9);
  if (isDate(low)) {
    const later = toIsoDate(addDays(low.slice(0, 10), days)) + low.slice(10);
    return isDate(high) && later > high ? low : later;
  }
  return isDate(high) ? toIsoDate(addDays(high.slice(0, 10), -days)) + high.slice(10) : (high ?? null);
}
