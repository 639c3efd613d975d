import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import { looksLikeEntry } from '../readers/recognize.js';

/**
 * The values that stand for conversations in a value of a file: itself, or where it is an object around a list of them
 * (`{"simulations": […]}`, `{"data": […]}`), those.
 */
export function expandValue(value: JsonValue): readonly JsonValue[] {
  if (!isJsonObject(value) || looksLikeEntry(value)) return [value];
  const lists = Object.values(value).filter((member): member is JsonObject[] => isListOfEntries(member));
  const [list] = lists.sort((left, right) => right.length - left.length);
  return list ?? [value];
}

function isListOfEntries(member: JsonValue): boolean {
  return (
    Array.isArray(member) &&
    member.length > 0 &&
    member.slice(0, 3).some((entry: JsonValue) => looksLikeEntry(entry))
  );
}
