import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { JsonSchema, JsonValue } from '../types/json.js';
import { compilePattern } from './compile-pattern.js';
import { isJsonObject } from './is-json-object.js';

/**
 * True where a plain reading of the schema shows that the value fits it. False says nothing: the value may be wrong, or the
 * schema use words that are not read here.
 */
export function surelyFits(value: JsonValue, schema: JsonSchema): boolean {
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
  exclusiveMinimum: (value, { exclusiveMinimum = 0 }) =>
    typeof value !== 'number' || value > exclusiveMinimum,
  exclusiveMaximum: (value, { exclusiveMaximum = 0 }) =>
    typeof value !== 'number' || value < exclusiveMaximum,
  multipleOf: (value, { multipleOf = 1 }) =>
    typeof value !== 'number' || Number.isInteger(value / multipleOf),
  pattern: (value, { pattern = '' }) =>
    typeof value !== 'string' || compilePattern(pattern)?.(value) === true,
  uniqueItems: (value) =>
    !Array.isArray(value) || new Set(value.map((item) => JSON.stringify(item))).size === value.length,
  items: (value, { items }) =>
    !Array.isArray(value) ||
    value.every((item) => items !== undefined && surelyFits(item as JsonValue, items)),
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
