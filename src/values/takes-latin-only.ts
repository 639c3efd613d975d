import { referenceLocale } from '../types/plan-row.js';
import type { ValueRequest } from './value-request.js';

/**
 * Whether a value must be in Latin letters in a locale that writes others: its pattern has no room for any, its description
 * asks for them or speaks of a passport, or it is a name of a closed set, such as that of a country or a
 * month, and the examples spell such names in English.
 */
export function takesLatinOnly({ locale, schema, label, examples, generator }: ValueRequest): boolean {
  if (locale === referenceLocale) return false;
  if (schema.pattern !== undefined && !takesBeyondLatin(schema.pattern)) return true;
  const words = `${label} ${schema.description ?? ''}`;
  if (asked.test(words)) return true;
  return tabled.has(generator ?? '') && examples.some((example) => /^[A-Za-z]{3}/.test(String(example)));
}

const asked =
  /\b(ascii|romaji|romani[sz]ed|(latin|roman|english) (letters?|characters?|alphabet|script|spelling)|in (latin|english)|english (name|text|only)|passport)\b/i;
const tabled = new Set([
  'country_name',
  'language_name',
  'currency_name',
  'month_name',
  'month',
  'weekday',
  'zodiac_sign',
]);

/** True of a pattern that names any character, all but some, or one beyond the Latin blocks; it is read, never run. */
function takesBeyondLatin(pattern: string): boolean {
  const bare = pattern.replace(/\\[.\\[\]]/g, '');
  return /\.|\[\^|\\[SWDpP]|\\u|[^\u0000-\u024f]/.test(bare);
}
