import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../types/json.js';

/** The same output, its echo of the request (`"parameters": {"query": …}`) showing what the call said. */
export function echoArguments(output: JsonValue, parameters: JsonObject): JsonValue {
  if (!isJsonObject(output) || !Object.keys(output).some(isEcho)) return output;
  return mapEntries(output, (name, value) =>
    isEcho(name) && isJsonObject(value)
      ? mapEntries(value, (own, shown) => echoed(own, shown, parameters))
      : value,
  );
}

/** Few names begin like one. */
function isEcho(name: string): boolean {
  const first = name.charCodeAt(0) | 0x20;
  return (first === 0x70 || first === 0x71 || first === 0x72) && echo.test(name);
}

const echo = /^(request_?)?(parameters|params|query_?params)$/i;

/** The argument of that name, written in the type that the answer declares. */
function echoed(name: string, shown: JsonValue, parameters: JsonObject): JsonValue {
  const said = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (said === undefined) return shown;
  if (typeof said === typeof shown && Array.isArray(said) === Array.isArray(shown)) return said;
  return typeof shown === 'string' && (typeof said === 'number' || typeof said === 'boolean')
    ? String(said)
    : shown;
}

function mapEntries(node: JsonObject, change: (name: string, value: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, change(name, value)]));
}
