import type { JsonSpacing } from './json-spacing.js';

/**
 * The texts of an array's elements, each as it stands: no number loses a digit and no escape its spelling. Null where the text
 * is no JSON array.
 */
export function elementTexts(text: string): string[] | null {
  if (!Array.isArray(parsed(text))) return null;
  return slices(text).map(({ start, end }) => text.slice(start, end).trim());
}

/** The texts of an object's members by name, of doubles the last. Null where the text is no JSON object. */
export function memberTexts(text: string): Map<string, string> | null {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return new Map(
    slices(text).map(({ start, colon, end }): [string, string] => [
      JSON.parse(text.slice(start, colon)) as string,
      text.slice(colon + 1, end).trim(),
    ]),
  );
}

/** JSON with other spaces and nothing else changed; null where it is no JSON. */
export function respaced(text: string, spacing: JsonSpacing): string | null {
  if (parsed(text) === undefined) return null;
  const space = spacing === 'python' ? ' ' : '';
  let written = '';
  let from = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] as string;
    if (character === '"') index = endOfText(text, index);
    else if (isSpace(character)) {
      written += text.slice(from, index);
      from = index + 1;
    } else if (character === ',' || character === ':') {
      written += text.slice(from, index + 1) + space;
      from = index + 1;
    }
  }
  return written + text.slice(from);
}

/** Undefined where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Slice = { readonly start: number; readonly colon: number; readonly end: number };

/** Where the members of the outermost brackets lie; the text is known to be JSON. */
function slices(text: string): Slice[] {
  const found: Slice[] = [];
  let [depth, start, colon] = [0, -1, -1];
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] as string;
    if (isSpace(character)) continue;
    if (character === '}' || character === ']') depth -= 1;
    const isEnd = depth === 0 || (depth === 1 && character === ',');
    if (isEnd && start >= 0) found.push({ start, colon, end: index });
    if (isEnd) [start, colon] = [-1, -1];
    else if (depth === 1 && start < 0) start = index;
    else if (depth === 1 && colon < 0 && character === ':') colon = index;
    if (character === '"') index = endOfText(text, index);
    else if (character === '{' || character === '[') depth += 1;
  }
  return found;
}

/** The closing quote of the text that opens at `start`. */
function endOfText(text: string, start: number): number {
  let index = start + 1;
  while (text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index;
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r';
}
