import type { JsonValue } from '../../types/json.js';
import { foreignJson } from '../values/foreign-json.js';

/** A list or object of JSON inside a text, and what stands around it. */
export type FoundList = {
  readonly list: readonly JsonValue[];
  readonly before: string;
  readonly after: string;
};

/** The first JSON list inside a text that `isWanted`; null where there is none. Time grows with the text. */
export function extractJsonList(
  text: string,
  isWanted: (list: readonly JsonValue[]) => boolean,
): FoundList | null {
  let start = text.indexOf('[');
  for (let tried = 0; start !== -1 && tried < mostTried; tried += 1) {
    const end = closingBracket(text, start);
    if (end === -1) return null;
    const list = parseList(text.slice(start, end + 1));
    if (list !== null && isWanted(list))
      return { list, before: text.slice(0, start), after: text.slice(end + 1) };
    // What is inside a list that was no JSON may be: `[see: [{"name": …}]]`.
    start = text.indexOf('[', list === null ? start + 1 : end + 1);
  }
  return null;
}

/** Lists that are no JSON are looked into again: not often, or a text of brackets would take long. */
const mostTried = 50;

/** All JSON objects that stand one after the other in a text, and the text before the first; what is between is passed over. */
export function extractJsonObjects(text: string): {
  readonly objects: readonly JsonValue[];
  readonly before: string;
} {
  const objects: JsonValue[] = [];
  let before: string | null = null;
  for (let start = text.indexOf('{'); start !== -1; ) {
    const end = closingBracket(text, start);
    if (end === -1) break;
    const value = foreignJson(text.slice(start, end + 1));
    if (value !== undefined) {
      before ??= text.slice(0, start);
      objects.push(value);
    }
    start = text.indexOf('{', end + 1);
  }
  return { objects, before: before ?? text };
}

/** Where the bracket at `start` is closed; -1 where it never is. Brackets in texts in double quotes do not count. */
export function closingBracket(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') {
      for (at += 1; at < text.length && text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1;
    } else if (sign === '[' || sign === '{') depth += 1;
    else if (sign === ']' || sign === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

function parseList(text: string): readonly JsonValue[] | null {
  const value = foreignJson(text);
  return Array.isArray(value) ? value : null;
}
