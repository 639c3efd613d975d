import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../../types/json.js';

/** Places tried in one text: a text may be full of brackets that close nothing. */
const mostTries = 200;

/** JSON objects and lists that stand in a text, outermost ones, in order. */
export function findJson(text: string): JsonValue[] {
  const found: JsonValue[] = [];
  let at = 0;
  for (let tried = 0; tried < mostTries; tried += 1) {
    const start = nextBracket(text, at);
    if (start < 0) break;
    const end = endOfValue(text, start);
    const value = end < 0 ? undefined : parse(text.slice(start, end));
    if (value !== undefined) found.push(value);
    at = value === undefined ? start + 1 : end;
  }
  return found;
}

/** Every object in the JSON of a text, those inside others too, outer ones first. */
export function findObjects(text: string): JsonObject[] {
  const waiting: JsonValue[] = findJson(text);
  const objects: JsonObject[] = [];
  for (let index = 0; index < waiting.length; index += 1) {
    const value = waiting[index];
    if (isJsonObject(value)) objects.push(value);
    if (typeof value === 'object' && value !== null)
      for (const inner of Object.values(value)) waiting.push(inner as JsonValue);
  }
  return objects;
}

function nextBracket(text: string, from: number): number {
  for (let index = from; index < text.length; index += 1)
    if (text[index] === '{' || text[index] === '[') return index;
  return -1;
}

function endOfValue(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index += 1) {
    const letter = text[index];
    if (inString) {
      if (letter === '\\') index += 1;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === '{' || letter === '[') depth += 1;
    else if (letter === '}' || letter === ']') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return -1;
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
