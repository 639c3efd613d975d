import { isJsonObject } from '../json/is-json-object.js';
import type { JsonValue } from '../types/json.js';
import { isJsonList } from './json-shape.js';

/** A text of JSON that may hold half of a pair by its escape. */
const mayHoldHalf = /\\u[dD][89a-fA-F]/;

/**
 * The value as UTF-8 can carry it: where a text or a key holds half of a surrogate pair, U+FFFD stands, as every writer of
 * UTF-8 puts it. `text` is what the value was parsed from; most hold no half, and their value is given back as it is.
 */
export function toWellFormedJson(value: JsonValue, text: string): JsonValue {
  return mayHoldHalf.test(text) || !text.isWellFormed() ? repair(value) : value;
}

function repair(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.toWellFormed();
  if (isJsonList(value)) return value.map(repair);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key.toWellFormed(), repair(member)]),
  );
}
