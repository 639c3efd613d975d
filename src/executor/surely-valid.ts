import { fullFormats } from 'ajv-formats/dist/formats.js';
import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonSchema, JsonValue } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';

/**
 * True where a plain reading of the definition already shows that the arguments fit it: nearly all calls. False says nothing:
 * the arguments may be wrong, or the definition use words that are not read here. So no schema is compiled for a call that fits.
 */
export function areSurelyValid({ parameters }: Endpoint, given: JsonObject): boolean {
  for (const { name, required } of parameters)
    if (required && (!Object.hasOwn(given, name) || given[name] === undefined)) return false;
  for (const name of Object.keys(given)) {
    // Of two definitions of one name the last one counts.
    const parameter = parameters.findLast((one) => one.name === name);
    if (parameter === undefined || !fits(given[name] as JsonValue, parameter.schema)) return false;
  }
  return true;
}

function fits(value: JsonValue, schema: JsonSchema): boolean {
  for (const keyword of Object.keys(schema)) {
    if (silent.has(keyword)) continue;
    const test = Object.hasOwn(tests, keyword) ? tests[keyword] : undefined;
    if (test === undefined || !test(value, schema)) return false;
  }
  return true;
}

/** Keywords that allow all. */
const silent = new Set(['description', 'default', 'title', 'examples']);

const tests: { readonly [keyword: string]: (value: JsonValue, schema: JsonSchema) => boolean } = {
  type: (value, { type }) =>
    Array.isArray(type) ? type.some((one) => isOfType(value, one)) : isOfType(value, String(type)),
  enum: (value, { enum: members }) => members?.some((member) => member === value) === true,
  const: (value, schema) => value === schema.const,
  minimum: (value, { minimum = 0 }) => typeof value !== 'number' || value >= minimum,
  maximum: (value, { maximum = 0 }) => typeof value !== 'number' || value <= maximum,
  minLength: (value, { minLength = 0 }) => typeof value !== 'string' || [...value].length >= minLength,
  maxLength: (value, { maxLength = 0 }) => typeof value !== 'string' || [...value].length <= maxLength,
  minItems: (value, { minItems = 0 }) => !Array.isArray(value) || value.length >= minItems,
  maxItems: (value, { maxItems = 0 }) => !Array.isArray(value) || value.length <= maxItems,
  items: (value, { items }) =>
    !Array.isArray(value) || value.every((item) => items !== undefined && fits(item as JsonValue, items)),
  format: (value, { format }) => isOfFormat(value, format ?? ''),
};

function isOfType(value: JsonValue, type: string): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isJsonObject(value);
    case 'null':
      return value === null;
    case 'string':
    case 'boolean':
      return typeof value === type;
    default:
      return false;
  }
}

/** By the very definitions by which schemas are compiled; formats that those do not know allow all. */
function isOfFormat(value: JsonValue, format: string): boolean {
  if (!Object.hasOwn(fullFormats, format)) return true;
  const definition: unknown = fullFormats[format as keyof typeof fullFormats];
  const { validate, type = 'string' } = isDefined(definition) ? definition : { validate: definition };
  if (typeof value !== type || validate === true) return true;
  if (validate instanceof RegExp) return validate.test(String(value));
  return typeof validate === 'function' && validate(value) === true;
}

function isDefined(
  definition: unknown,
): definition is { readonly validate: unknown; readonly type?: string } {
  return typeof definition === 'object' && definition !== null && 'validate' in definition;
}
