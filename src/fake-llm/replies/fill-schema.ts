import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonObject, JsonSchema, JsonValue } from '../../types/json.js';

/** Levels that are filled in; deeper ones are left empty. */
const deepest = 12;

/** A value that a schema accepts, as far as its types, bounds, lists of values and lengths say. Patterns are not looked at. */
export function fillSchema(schema: JsonSchema, depth = 0): JsonValue {
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return schema.enum[0] ?? null;
  const [branch] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (isJsonObject(branch)) return fillSchema(branch as JsonSchema, depth + 1);
  switch (typeOf(schema)) {
    case 'object':
      return depth >= deepest ? {} : fillObject(schema, depth);
    case 'array':
      return depth >= deepest ? [] : fillArray(schema, depth);
    case 'integer':
      return Math.ceil(schema.minimum ?? Math.min(1, Math.floor(schema.maximum ?? 1)));
    case 'number':
      return schema.minimum ?? Math.min(1, schema.maximum ?? 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return fillText(schema);
  }
}

function typeOf({ type, properties, items }: JsonSchema): string {
  const first = Array.isArray(type) ? type.find((one) => one !== 'null') : type;
  if (typeof first === 'string') return first;
  if (properties !== undefined) return 'object';
  return items === undefined ? 'string' : 'array';
}

function fillObject({ properties, required }: JsonSchema, depth: number): JsonObject {
  const entries = Object.entries(properties ?? {}).map(([name, schema]) => [
    name,
    fillSchema(schema, depth + 1),
  ]);
  const missing = (required ?? []).filter((name) => !Object.hasOwn(properties ?? {}, name));
  return Object.fromEntries([...entries, ...missing.map((name) => [name, 'value'])]) as JsonObject;
}

function fillArray({ items, minItems = 1, maxItems = 1 }: JsonSchema, depth: number): JsonValue {
  const length = Math.min(100, Math.max(minItems, Math.min(1, maxItems)));
  return Array.from({ length }, () => fillSchema(items ?? {}, depth + 1));
}

const texts: { readonly [format: string]: string } = {
  date: '2026-01-15',
  'date-time': '2026-01-15T10:00:00Z',
  time: '10:00:00Z',
  email: 'someone@example.com',
  uri: 'https://example.com/',
  uuid: '123e4567-e89b-42d3-a456-426614174000',
};

function fillText({ format = '', minLength = 0, maxLength = 10_000 }: JsonSchema): string {
  const text = Object.hasOwn(texts, format) ? (texts[format] ?? '') : 'text';
  return text.padEnd(Math.min(minLength, 10_000), 'x').slice(0, Math.max(0, maxLength));
}
