import { childPointer, valueAt } from '../json/json-pointer.js';
import type { JsonObject, JsonPointer, JsonValue } from '../types/json.js';
import type { Endpoint, Parameter } from '../types/tool-registry.js';

/** Where a parameter's value stands in a call's arguments. */
export function placeOf({ at, name }: Pick<Parameter, 'at' | 'name'>): JsonPointer {
  return at ?? childPointer('', name);
}

/** The arguments of a call by parameter: values inside objects under the parameter's whole name. The rest is left out. */
export function flatArguments(endpoint: Endpoint, given: JsonObject): JsonObject {
  const nested = endpoint.parameters.filter(({ at }) => at !== undefined);
  if (nested.length === 0) return given;
  const flat = endpoint.parameters.flatMap((parameter): [string, JsonValue][] => {
    const value = valueAt(given, placeOf(parameter));
    return value === undefined ? [] : [[parameter.name, value]];
  });
  return Object.fromEntries(flat);
}
