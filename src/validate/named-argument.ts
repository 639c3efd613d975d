import type { JsonObject, JsonValue } from '../types/json.js';
import { valueAt } from './pointer.js';

/** The argument that a record's semantics name: a member by its name, a value inside an object by its pointer. */
export function namedArgument(parameters: JsonObject, name: string): JsonValue | undefined {
  if (Object.hasOwn(parameters, name)) return parameters[name];
  return name.startsWith('/') ? valueAt(parameters, name) : undefined;
}
