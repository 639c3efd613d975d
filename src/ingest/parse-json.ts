import { mayLoseDigits, parseKeepingDigits } from '../json/parse-keeping-digits.js';
import type { JsonValue } from '../types/json.js';
import { exceedsDepth, maximumDepth } from './exceeds-depth.js';
import { toWellFormedJson } from './to-well-formed.js';

export type ParsedJson =
  | { readonly ok: true; readonly value: JsonValue; readonly isDeep: boolean }
  | { readonly ok: false; readonly reason: 'invalid_json' | 'too_deep'; readonly detail: string };

/** Beyond this a whole file is refused: recursive readers downstream of the native parser would overflow the stack. */
const maximumFileDepth = 512;

/**
 * Parses JSON without losing a digit: integers outside ±(2^53 − 1), and numbers too large for a double, become strings
 * that spell them. Of duplicate keys the last one counts; `__proto__` is a key like any other. Texts are well formed.
 * `isDeep` says that the value nests more than `maximumDepth` levels, so that its parts need a look.
 */
export function parseJson(text: string): ParsedJson {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return explainFailure(text);
  }
  const isDeep = exceedsDepth(value, maximumDepth);
  if (isDeep && exceedsDepth(value, maximumFileDepth)) return tooDeep();
  const exact = mayLoseDigits.test(text) ? parseKeepingDigits(text) : value;
  return { ok: true, value: toWellFormedJson(exact, text), isDeep };
}

/** The place comes from the lossless parser: the native message differs between versions of Node. */
function explainFailure(text: string): ParsedJson {
  if (bracketDepth(text) > maximumFileDepth) return tooDeep();
  try {
    parseKeepingDigits(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = Number(/ at position (\d+)$/.exec(message)?.[1] ?? text.length);
    const what = message.replace(/ at position \d+$/, '');
    return { ok: false, reason: 'invalid_json', detail: `${placeOf(text, position)}: ${what}.` };
  }
  return { ok: false, reason: 'invalid_json', detail: 'The text is not JSON.' };
}

function tooDeep(): ParsedJson {
  return {
    ok: false,
    reason: 'too_deep',
    detail: `The file nests more than ${maximumFileDepth} levels of lists and objects.`,
  };
}

function placeOf(text: string, position: number): string {
  const before = text.slice(0, position).split('\n');
  return `Line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** Most open brackets at once, strings left out, of text that may be broken. */
function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (character === ']' || character === '}') depth -= 1;
  }
  return deepest;
}
