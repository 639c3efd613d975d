import { parse as parseLossless } from 'lossless-json';
import type { JsonValue } from '../types/json.js';

/**
 * What a double cannot hold: an integer beyond 2^53 has 16 digits or more, and an overflow has an exponent of three. Text
 * without such a run takes the native parser alone, some ten times faster than the lossless one.
 */
export const mayLoseDigits = /\d{16}|\d[eE]\+?\d{3,}\s*[,}\]]/;

/**
 * Parses JSON without losing a digit: integers outside ±(2^53 − 1), and numbers too large for a double, become strings
 * that spell them. Of duplicate keys the last one counts; `__proto__` is a key like any other. Throws as its parser does.
 */
export function parseKeepingDigits(text: string): JsonValue {
  return parseLossless(text, null, {
    parseNumber: readNumber,
    onDuplicateKey: ({ newValue }) => newValue,
  }) as JsonValue;
}

function readNumber(digits: string): number | string {
  const number = Number(digits);
  if (!Number.isFinite(number)) return digits;
  return /^-?\d+$/.test(digits) && !Number.isSafeInteger(number) ? digits : number;
}
