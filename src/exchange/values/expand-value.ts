import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import { looksLikeEntry } from '../readers/recognize.js';
import { foreignJson } from './foreign-json.js';

/**
 * The values that stand for conversations in a value of a file: itself, or where it is an object around a list of them
 * (`{"simulations": […]}`, `{"data": […]}`), those.
 */
export function expandValue(given: JsonValue): readonly JsonValue[] {
  const value = withMessages(given);
  if (!isJsonObject(value) || looksLikeEntry(value)) return [value];
  const lists = Object.values(value).filter((member): member is JsonObject[] => isListOfEntries(member));
  const [list] = lists.sort((left, right) => right.length - left.length);
  return list ?? [value];
}

/** Tables without nested columns hold messages as the text of a list; a text that is none stays for the reader to tell. */
function withMessages(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const name = ['messages', 'conversations', 'traj'].find((each) => {
    const text = value[each];
    return typeof text === 'string' && text.startsWith('[');
  });
  if (name === undefined) return value;
  const messages = foreignJson(String(value[name]));
  return messages === undefined ? value : { ...value, [name]: messages };
}

function isListOfEntries(member: JsonValue): boolean {
  return (
    Array.isArray(member) &&
    member.length > 0 &&
    member.slice(0, 3).some((entry: JsonValue) => looksLikeEntry(entry))
  );
}
