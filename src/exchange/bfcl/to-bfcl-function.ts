import type { ToolDefinition } from '../../types/conversation.js';
import type { JsonObject, JsonValue } from '../../types/json.js';

const isSchema = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A tool as BFCL describes functions: one type for each value, in its words (`dict` for objects, `float` for numbers, `any` for
 * what has no one type), with `properties` and `required` on top and `items` in each array, which its checker reads unasked.
 */
export function toBfclFunction({ name, description, parameters }: ToolDefinition): JsonObject {
  const top = toBfclSchema({ ...(parameters as JsonObject), type: 'object' });
  return {
    name,
    description,
    parameters: { ...top, properties: top.properties ?? {}, required: top.required ?? [] },
  };
}

const bfclTypes = new Map([
  ['object', 'dict'],
  ['number', 'float'],
  ['string', 'string'],
  ['integer', 'integer'],
  ['boolean', 'boolean'],
  ['array', 'array'],
]);

export function toBfclSchema(schema: JsonObject): JsonObject {
  const type = bfclTypes.get(jsonTypeOf(schema)) ?? 'any';
  const written: [string, JsonValue][] = Object.entries(schema).map(([key, value]) => [
    key,
    translate(key, value),
  ]);
  const converted = Object.fromEntries([['type', type], ...written.filter(([key]) => key !== 'type')]);
  const isOpenArray = type === 'array' && !isSchema(schema.items);
  return isOpenArray ? { ...converted, items: { type: 'any' } } : converted;
}

function translate(key: string, value: JsonValue): JsonValue {
  if (key === 'properties' && isSchema(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, isSchema(inner) ? toBfclSchema(inner) : inner]),
    );
  if ((key === 'items' || key === 'additionalProperties') && isSchema(value)) return toBfclSchema(value);
  if ((key === 'anyOf' || key === 'oneOf' || key === 'allOf') && Array.isArray(value))
    return value.map((inner: JsonValue) => (isSchema(inner) ? toBfclSchema(inner) : inner));
  return value;
}

/** The one type besides null, or that of all its fixed values; `` where there is none. */
function jsonTypeOf(schema: JsonObject): string {
  const { type } = schema;
  if (typeof type === 'string') return type;
  const listed = Array.isArray(type)
    ? (type as readonly JsonValue[])
    : (Array.isArray(schema.enum) ? (schema.enum as readonly JsonValue[]) : [])
        .concat(schema.const === undefined ? [] : [schema.const])
        .map(typeOfValue);
  const types = [...new Set(listed)].filter((each) => each !== 'null');
  if (types.length === 1) return String(types[0]);
  if (types.length === 0 && isSchema(schema.properties)) return 'object';
  if (types.length === 0 && isSchema(schema.items)) return 'array';
  return '';
}

function typeOfValue(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
