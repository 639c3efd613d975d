import type { JsonValue } from '../../types/json.js';
import type { Normalization } from '../../types/provenance.js';
import { jsonEqual } from '../json-equal.js';
import { agreeInDate, agreeInDateTime, agreeInTime } from './agrees-in-date.js';
import { agreeInMoney, agreeInUnit, agreeRounded, numbersOf } from './agrees-in-number.js';
import { saysEnumLabel } from './enum-label.js';
import { foldText } from './fold-text.js';
import { meet } from './meet.js';
import type { ReadingContext } from './reading-context.js';

/**
 * Whether what was said or shown (`given`) and what is passed or told (`value`) are the same under a normalization. For an
 * argument `given` is the user's span or the output's value; for an answer `given` is the span of the text and `value`
 * the source's. Without a normalization they are equal, or the text spells the number or boolean as JSON does.
 */
export function agrees(
  given: JsonValue,
  value: JsonValue,
  normalization: Normalization | undefined,
  context: ReadingContext,
): boolean {
  if (normalization === undefined)
    return jsonEqual(given, value) || spellsPrimitive(given, value) || spellsPrimitive(value, given);
  const options = normalization.options ?? {};
  const { facts } = context;
  switch (normalization.name) {
    case 'case':
      return isScalar(given) && isScalar(value) && foldText(String(given)) === foldText(String(value));
    case 'text':
      return (
        isScalar(given) &&
        isScalar(value) &&
        (String(given) === String(value) || meet(numbersOf(given, context), numbersOf(value, context)))
      );
    case 'number':
      return meet(numbersOf(given, context), numbersOf(value, context));
    case 'unit':
      return agreeInUnit(given, value, options['unit'], context);
    case 'money':
      return agreeInMoney(given, value, options['currency'], context);
    case 'round':
      return agreeRounded(given, value, options['digits'], context);
    case 'boolean':
      return booleanOf(given, facts) !== null && booleanOf(given, facts) === booleanOf(value, facts);
    case 'date':
      return agreeInDate(given, value, options['pattern'], context);
    case 'time':
      return agreeInTime(given, value, options['pattern'], context);
    case 'date_time':
      return agreeInDateTime(given, value, options['pattern'], context);
    case 'enum_label':
      return (
        saysEnumLabel(String(given), String(value), facts) ||
        saysEnumLabel(String(value), String(given), facts)
      );
    case 'country_name':
      return nameAgrees(given, value, facts.countries);
    case 'language_name':
      return nameAgrees(given, value, facts.languages);
    case 'currency_name':
      return nameAgrees(given, value, facts.currencies);
    case 'list':
      return agreeInList(given, value, options, context);
  }
}

function isScalar(value: JsonValue): boolean {
  return typeof value !== 'object';
}

function spellsPrimitive(text: JsonValue, value: JsonValue): boolean {
  return (
    typeof text === 'string' &&
    (typeof value === 'number' || typeof value === 'boolean') &&
    text === String(value)
  );
}

function booleanOf(value: JsonValue, facts: ReadingContext['facts']): boolean | null {
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === 0) return value === 1;
  const text = foldText(String(value)).replace(/[.,!。]$/, '');
  // A negation holds the positive word too ("not included"), so it is looked up first.
  if (facts.no.has(text) || text === '0') return false;
  return facts.yes.has(text) || text === '1' ? true : null;
}

function nameAgrees(
  given: JsonValue,
  value: JsonValue,
  table: ReadonlyMap<string, readonly string[]>,
): boolean {
  const codes = (each: JsonValue): string[] =>
    (table.get(foldText(String(each))) ?? [String(each)]).map((code) => code.toUpperCase());
  return meet(codes(given), codes(value));
}

function agreeInList(
  given: JsonValue,
  value: JsonValue,
  options: { readonly [name: string]: JsonValue },
  context: ReadingContext,
): boolean {
  const item = options['item'];
  const normalization = (typeof item === 'string' ? { name: item } : { name: 'case' }) as Normalization;
  if (normalization.name === 'list') return false;
  const separator = typeof options['separator'] === 'string' ? options['separator'] : ',';
  const [left, right] = [membersOf(given, null), membersOf(value, separator)];
  return (
    left.length > 0 &&
    left.length === right.length &&
    left.every(
      (member, index) => right[index] !== undefined && agrees(member, right[index], normalization, context),
    )
  );
}

function membersOf(value: JsonValue, separator: string | null): JsonValue[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'string') return [];
  const parts =
    separator === null
      ? value.split(/\s*(?:,|、|・|;|\band\b|\bor\b|&|と|または)\s*/)
      : value.split(separator);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
