import type { JsonObject, JsonValue } from '../../types/json.js';
import { readText } from '../functions/function-entries.js';
import { functionReader } from '../functions/function-reader.js';
import { member } from '../json-shape.js';

/** Declarations of functions as Gemini takes them, with schemas in its own words or as JSON Schema. */
export const geminiFunctions = functionReader('gemini', {
  format: 'gemini-functions',
  signsOf: (body) => ({
    input: firstOf(body, 'parametersJsonSchema', 'parameters_json_schema', 'parameters'),
    output: firstOf(body, 'responseJsonSchema', 'response_json_schema', 'response'),
  }),
});

function firstOf(body: JsonObject, ...keys: readonly string[]): JsonValue | undefined {
  return keys
    .map((key) => readText(member(body, key)))
    .find((value) => value !== undefined && value !== null);
}
