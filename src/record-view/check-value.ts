import { compilePattern } from '../json/compile-pattern.js';
import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonSchema } from '../types/json.js';

/**
 * The first way in which a value breaks a JSON Schema, in words, or null when it obeys. Interprets the keywords of
 * `JsonSchema` and ignores others: nothing is compiled, so that forty thousand different schemas cost nothing to set up.
 */
export function checkValue(schema: JsonSchema | unknown, value: unknown, depth = 0): string | null {
  if (depth > 24 || !isJsonObject(schema)) return null;
  const node = schema as JsonSchema;
  return (
    checkType(node, value) ??
    checkChoice(node, value) ??
    (typeof value === 'number' ? checkNumber(node, value) : null) ??
    (typeof value === 'string' ? checkString(node, value) : null) ??
    (Array.isArray(value) ? checkArray(node, value, depth) : null) ??
    (isJsonObject(value) ? checkObject(node, value, depth) : null) ??
    checkCombination(node, value, depth)
  );
}

function checkType(schema: JsonSchema, value: unknown): string | null {
  if (schema.type === undefined) return null;
  const allowed = (Array.isArray(schema.type) ? schema.type : [schema.type]) as readonly string[];
  const actual = typeOf(value);
  const fits = allowed.some((type) => type === actual || (type === 'number' && actual === 'integer'));
  return fits ? null : `is ${actual} where ${allowed.join(' or ')} is asked for`;
}

function checkChoice(schema: JsonSchema, value: unknown): string | null {
  if (Array.isArray(schema.enum) && !schema.enum.some((member) => sameJson(member, value)))
    return 'is none of the allowed values';
  if (schema.const !== undefined && !sameJson(schema.const, value)) return 'is not the one allowed value';
  return null;
}

function checkNumber(schema: JsonSchema, value: number): string | null {
  if (typeof schema.minimum === 'number' && value < schema.minimum) return `is below ${schema.minimum}`;
  if (typeof schema.maximum === 'number' && value > schema.maximum) return `is above ${schema.maximum}`;
  return null;
}

function checkString(schema: JsonSchema, value: string): string | null {
  const length = [...value].length;
  if (typeof schema.minLength === 'number' && length < schema.minLength) return 'is too short';
  if (typeof schema.maxLength === 'number' && length > schema.maxLength) return 'is too long';
  const format = typeof schema.format === 'string' ? formats.get(schema.format) : undefined;
  if (format !== undefined && !format.test(value)) return `is no ${schema.format}`;
  if (typeof schema.pattern === 'string' && !matchesPattern(schema.pattern, value))
    return `does not match ${schema.pattern}`;
  return null;
}

function checkArray(schema: JsonSchema, value: readonly unknown[], depth: number): string | null {
  if (typeof schema.minItems === 'number' && value.length < schema.minItems) return 'has too few members';
  if (typeof schema.maxItems === 'number' && value.length > schema.maxItems) return 'has too many members';
  for (const [index, member] of value.entries()) {
    const fault = checkValue(schema.items, member, depth + 1);
    if (fault !== null) return `[${index}] ${fault}`;
  }
  return null;
}

function checkObject(schema: JsonSchema, value: JsonObject, depth: number): string | null {
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  for (const name of required) {
    if (typeof name === 'string' && !Object.hasOwn(value, name)) return `lacks the required ${name}`;
  }
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  for (const [name, member] of Object.entries(value)) {
    if (Object.hasOwn(properties, name)) {
      const fault = checkValue(properties[name], member, depth + 1);
      if (fault !== null) return `${name} ${fault}`;
    } else if (schema.additionalProperties === false) return `has the unknown ${name}`;
    else if (isJsonObject(schema.additionalProperties)) {
      const fault = checkValue(schema.additionalProperties, member, depth + 1);
      if (fault !== null) return `${name} ${fault}`;
    }
  }
  return null;
}

function checkCombination(schema: JsonSchema, value: unknown, depth: number): string | null {
  const obeys = (branch: unknown): boolean => checkValue(branch, value, depth + 1) === null;
  if (Array.isArray(schema.anyOf) && !schema.anyOf.some(obeys)) return 'fits no alternative';
  if (Array.isArray(schema.oneOf) && schema.oneOf.filter(obeys).length !== 1)
    return 'fits not exactly one alternative';
  if (Array.isArray(schema.allOf) && !schema.allOf.every(obeys)) return 'breaks a part of its schema';
  return null;
}

/** A pattern that cannot be run in bounded time is not applied. */
function matchesPattern(pattern: string, value: string): boolean {
  return compilePattern(pattern)?.(value) ?? true;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function sameJson(left: unknown, right: unknown): boolean {
  return left === right || (typeof left === 'object' && JSON.stringify(left) === JSON.stringify(right));
}

const formats = new Map<string, RegExp>([
  ['date', /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/],
  ['date-time', /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})?$/],
  ['time', /^\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})?$/],
  ['email', /^[^\s@]{1,64}@[^\s@]{1,255}$/],
  ['uuid', /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i],
  ['uri', /^[a-z][a-z0-9+.-]*:\S+$/i],
  ['ipv4', /^\d{1,3}(?:\.\d{1,3}){3}$/],
]);
