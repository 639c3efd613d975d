import type { JsonObject, JsonPrimitive, JsonSchema, JsonValue } from '../types/json.js';
import type { KeyNames } from './key-names.js';

type Wire = { [key: string]: JsonValue };

/** Characters; a longer one tells a model nothing. */
const longestPattern = 200;
const bounds = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const;

/**
 * A tool's parameters as every provider takes them: an object, under the provider's names, with the keywords that all of
 * them know. Patterns, which each compiles with an engine of its own or refuses, are told in words.
 */
export function toWireParameters(schema: JsonSchema, names: KeyNames): JsonObject {
  // No provider takes alternatives at the top: what they offer is offered, what they all require is required.
  const whole = [schema, ...flatten(schema.allOf ?? [])];
  const offered = [...whole, ...flatten([...(schema.anyOf ?? []), ...(schema.oneOf ?? [])])];
  const properties: { [name: string]: JsonSchema } = Object.fromEntries(
    offered.flatMap((member) => Object.entries(member.properties ?? {})),
  );
  const required = [...new Set(whole.flatMap((member) => listOf(member.required)))];
  const { additionalProperties } = schema;
  const wire = toWireSchema({ properties, required }, names);
  return {
    type: 'object',
    properties: wire.properties ?? {},
    ...(wire.required === undefined ? {} : { required: wire.required }),
    ...(additionalProperties === false ? { additionalProperties } : {}),
  };
}

function flatten(schemas: readonly JsonSchema[]): readonly JsonSchema[] {
  return schemas.flatMap((schema) => [schema, ...flatten([...(schema.allOf ?? [])])]);
}

function toWireSchema(schema: JsonSchema, names: KeyNames | null): JsonObject {
  const wire: Wire = {};
  if (schema.type !== undefined) wire.type = schema.type as JsonValue;
  const description = describe(schema);
  if (description !== '') wire.description = description;
  const choices = listOf<JsonPrimitive>(schema.enum);
  if (choices.length > 0) wire.enum = [...new Set(choices)];
  if (schema.const !== undefined) wire.enum = [schema.const];
  if (isPlain(schema.default)) wire.default = schema.default as JsonValue;
  if (typeof schema.format === 'string') wire.format = schema.format;
  for (const bound of bounds) {
    const value = schema[bound];
    if (typeof value === 'number' && Number.isFinite(value)) wire[bound] = value;
  }
  addMembers(wire, schema, names);
  for (const key of ['anyOf', 'oneOf', 'allOf'] as const) {
    const members = listOf<JsonSchema>(schema[key]);
    if (members.length > 0) wire[key] = members.map((member) => toWireSchema(member, names));
  }
  return wire;
}

function addMembers(wire: Wire, schema: JsonSchema, names: KeyNames | null): void {
  // A list without a word on its members is refused by some.
  if (schema.items !== undefined || takes(schema, 'array'))
    wire.items = toWireSchema(schema.items ?? {}, names?.items ?? null);
  if (schema.properties !== undefined)
    wire.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([key, member]) => {
        const name = names?.keys.get(key);
        return [name?.wire ?? key, named(key, name?.wire ?? key, toWireSchema(member, name?.inside ?? null))];
      }),
    );
  const required = listOf<string>(schema.required).map((key) => names?.keys.get(key)?.wire ?? key);
  if (required.length > 0) wire.required = [...new Set(required)];
  const { additionalProperties } = schema;
  if (typeof additionalProperties === 'boolean') wire.additionalProperties = additionalProperties;
  else if (additionalProperties !== undefined)
    wire.additionalProperties = toWireSchema(additionalProperties, null);
}

/** A name that had to be spelled otherwise may be all that says what the value is. */
function named(key: string, wire: string, schema: JsonObject): JsonObject {
  if (key === wire) return schema;
  const description = typeof schema.description === 'string' ? `: ${schema.description}` : '';
  return { ...schema, description: `${key}${description}` };
}

function describe({ description, pattern }: JsonSchema): string {
  const text = typeof description === 'string' ? description : '';
  if (typeof pattern !== 'string' || pattern.length > longestPattern) return text;
  return `${text} (pattern: ${pattern})`.trim();
}

function takes({ type }: JsonSchema, wanted: 'array'): boolean {
  return type === wanted || (Array.isArray(type) && type.includes(wanted));
}

function isPlain(value: JsonValue | undefined): boolean {
  if (Array.isArray(value))
    return value.every((member: JsonValue) => typeof member !== 'object' || member === null);
  return value !== undefined && (typeof value !== 'object' || value === null);
}

function listOf<Member>(value: readonly Member[] | undefined): readonly Member[] {
  return Array.isArray(value) ? value : [];
}
