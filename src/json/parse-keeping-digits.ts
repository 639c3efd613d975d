import { parse as parseLossless } from 'lossless-json';
import type { JsonValue } from '../types/json.js';

/**
 * What a double cannot hold: an integer beyond 2^53 has 16 digits or more, and an overflow has an exponent of three. Text
 * without such a run takes the native parser alone, some ten times faster than the lossless one.
 */
export const mayLoseDigits = /\d{16}|\d[eE]\+?\d{3,}\s*(?:[,}\]]|$)/;

/**
 * Parses JSON without losing a digit: numbers without an exponent outside ±(2^53 − 1), and those too large for a double,
 * become strings that spell them. `isKept`: which of the former stay numbers all the same. Of duplicate keys the last one
 * counts; `__proto__` is a key like any other. Throws as its parser does.
 */
export function parseKeepingDigits(
  text: string,
  isKept: (digits: string, number: number) => boolean = () => false,
): JsonValue {
  return parseLossless(text, null, {
    parseNumber: (digits) => readNumber(digits, isKept),
    onDuplicateKey: ({ newValue }) => newValue,
  }) as JsonValue;
}

function readNumber(digits: string, isKept: (digits: string, number: number) => boolean): number | string {
  const number = Number(digits);
  if (!Number.isFinite(number)) return digits;
  const isSafe = Math.abs(number) <= Number.MAX_SAFE_INTEGER || /[eE]/.test(digits);
  return isSafe || isKept(digits, number) ? number : digits;
}
