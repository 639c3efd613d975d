import { valueAt } from '../json/json-pointer.js';
import type { JsonPointer, JsonValue } from '../types/json.js';
import type { ViewLanguage } from './conversation-view.js';

/** Whether an amount is said in a currency other than the one that stands beside it in its output, or around it. */
export function isOtherCurrency(
  said: string,
  pointer: JsonPointer,
  output: JsonValue,
  view: ViewLanguage,
): boolean {
  const code = currencyBeside(pointer, output);
  if (code === null) return false;
  const word = said.replace(/[\d.,\s+-]/g, '');
  const codes = codesOf(word, view);
  return codes.length > 0 && !codes.includes(code);
}

function currencyBeside(pointer: JsonPointer, output: JsonValue): string | null {
  const segments = pointer.split('/');
  for (let length = segments.length - 1; length >= 1; length -= 1) {
    const around = valueAt(output, segments.slice(0, length).join('/'));
    if (around === undefined || around === null || typeof around !== 'object' || Array.isArray(around))
      continue;
    for (const [name, value] of Object.entries(around))
      if (/currency/i.test(name) && typeof value === 'string' && /^[A-Z]{3}$/.test(value)) return value;
  }
  return null;
}

/** Codes that a sign, a code or a name may mean; empty where it is none. */
function codesOf(word: string, { language, words }: ViewLanguage): readonly string[] {
  if (/^[A-Z]{3}$/.test(word)) return [word];
  const signs = words.currencies.get(word) ?? [];
  const named = ['currency', 'currency_code'].flatMap((table) =>
    [...(language.codes.get(table) ?? [])].flatMap(([code, names]) => (names.includes(word) ? [code] : [])),
  );
  return [...signs, ...named];
}
