import { scanLine } from '../../dataset/scan-line.js';
import { UnreadableEntryError } from '../../errors/exchange-errors.js';
import { mayLoseDigits, parseKeepingDigits } from '../../json/parse-keeping-digits.js';
import type { JsonValue } from '../../types/json.js';

/** Levels of a text inside an entry: far enough below what a record may nest, of which it becomes a part. */
export const deepestInside = 80;

/**
 * The JSON that a text of others is. Numbers of which a double would lose a digit are texts of their digits. Throws `UnreadableEntryError` where
 * it is none or nests too deep.
 */
export function parseForeignJson(text: string, place: string): JsonValue {
  if (nestsTooDeep(text)) throw new UnreadableEntryError(place, `nests deeper than ${deepestInside} levels`);
  const value = jsonKeepingDigits(text);
  if (value !== undefined) return value;
  throw new UnreadableEntryError(place, `is not JSON: ${JSON.stringify(text.slice(0, 60))}`);
}

/** The same where a text may as well be plain words: undefined where it is no JSON, or JSON that nests too deep. */
export function foreignJson(text: string): JsonValue | undefined {
  return nestsTooDeep(text) ? undefined : jsonKeepingDigits(text);
}

/** The same for texts whose nesting is known to be bounded. */
export function jsonKeepingDigits(text: string): JsonValue | undefined {
  try {
    return mayLoseDigits.test(text)
      ? parseKeepingDigits(text, isWrittenAlike)
      : (JSON.parse(text) as JsonValue);
  } catch {
    return undefined;
  }
}

/** Large numbers stay numbers where they are written with the same digits again: nothing is lost. */
export function isWrittenAlike(digits: string, number: number): boolean {
  return String(number) === digits;
}

/** Texts of few brackets cannot, and most have few; of words brackets mean nothing. */
function nestsTooDeep(text: string): boolean {
  if (text.length <= deepestInside || !/^\s*[[{]/.test(text) || !hasManyBrackets(text)) return false;
  return scanLine(Buffer.from(text, 'utf8')).nesting > deepestInside;
}

function hasManyBrackets(text: string): boolean {
  let left = deepestInside;
  for (const bracket of ['[', '{'])
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      left -= 1;
      if (left < 0) return true;
    }
  return false;
}
