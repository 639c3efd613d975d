import { isJsonObject } from '../../json/is-json-object.js';
import { isSchemaOfObject, schemaOfFlat } from '../../schemas/flat-parameters.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import { readText } from '../functions/function-entries.js';
import { functionReader } from '../functions/function-reader.js';
import { member } from '../json-shape.js';

/** Tools as APIGen and xLAM write them: parameters by their names, without a schema around them. */
export const xlamTools = functionReader('xlam', {
  format: 'xlam-tools',
  signsOf: (body) => ({ input: toSchema(readText(member(body, 'parameters') ?? member(body, 'arguments'))) }),
});

function toSchema(parameters: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(parameters) || isSchemaOfObject(parameters)) return parameters;
  return schemaOfFlat(parameters, withoutMark);
}

/** `required` says of a parameter here whether it is, and no longer which members it has. */
function withoutMark(parameter: JsonObject): JsonObject {
  const { required: _, ...schema } = parameter;
  return typeof parameter.required === 'boolean' ? schema : parameter;
}
