import { ConfigurationError } from '../errors/configuration-error.js';
import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { didYouMean } from './did-you-mean.js';

/**
 * The shipped settings with the user's over them. Objects merge key by key, everything else is replaced. The shipped
 * settings are the list of what exists: an unknown key, or a value of another kind, throws `ConfigurationError`.
 */
export function mergeSettings(
  shipped: JsonObject,
  changes: JsonObject,
  source: string,
  place: string,
): JsonObject {
  const merged = new Map<string, JsonValue>(Object.entries(shipped));
  for (const [key, change] of Object.entries(changes)) {
    const path = place === '' ? key : `${place}.${key}`;
    const current = merged.get(key);
    if (current === undefined) throw unknownKey(source, path, key, [...merged.keys()]);
    merged.set(key, mergeValue(current, change, source, path));
  }
  return Object.fromEntries(merged);
}

function mergeValue(shipped: JsonValue, change: JsonValue, source: string, path: string): JsonValue {
  if (isJsonObject(shipped) && isJsonObject(change)) return mergeSettings(shipped, change, source, path);
  // A shipped null stands for "none": its schema says what else is allowed.
  if (shipped === null || change === null || kindOf(shipped) === kindOf(change)) return change;
  throw new ConfigurationError({
    source,
    key: path,
    problem: `is ${kindOf(change)} (${JSON.stringify(change).slice(0, 60)})`,
    allowed: `It must be ${kindOf(shipped)}.`,
  });
}

function unknownKey(source: string, path: string, key: string, known: readonly string[]): ConfigurationError {
  const near = didYouMean(key, known);
  return new ConfigurationError({
    source,
    key: path,
    problem: 'is no setting',
    allowed: near === null ? `Known here: ${known.join(', ')}.` : `Did you mean '${near}'?`,
  });
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of settings';
  return typeof value === 'boolean' ? 'true or false' : `a ${typeof value}`;
}
