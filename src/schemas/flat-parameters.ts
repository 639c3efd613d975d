import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { saysOptional } from './schema-types.js';

/** True of a schema of an object, as opposed to parameters that stand by their names without a schema around them. */
export function isSchemaOfObject(given: JsonObject): boolean {
  return isJsonObject(given.properties) || typeof given.type === 'string' || Object.keys(given).length === 0;
}

/** Parameters by name, each with what is said of it, as a schema; those without a default or `optional` are needed. */
export function schemaOfFlat(
  parameters: JsonObject,
  schemaOf: (parameter: JsonObject) => JsonValue,
): JsonObject {
  const described = Object.entries(parameters).filter((entry): entry is [string, JsonObject] =>
    isJsonObject(entry[1]),
  );
  const required = described.filter(([, each]) => !isOptional(each)).map(([name]) => name);
  const properties = Object.fromEntries(described.map(([name, each]) => [name, schemaOf(each)]));
  return { type: 'object', properties, ...(required.length === 0 ? {} : { required }) };
}

function isOptional(parameter: JsonObject): boolean {
  if (parameter.required === false || Object.hasOwn(parameter, 'default')) return true;
  return typeof parameter.type === 'string' && saysOptional(parameter.type);
}
