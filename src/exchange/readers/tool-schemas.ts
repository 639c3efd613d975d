import { UnreadableEntryError } from '../../errors/exchange-errors.js';
import { isJsonObject } from '../../json/is-json-object.js';
import { isSchemaOfObject, schemaOfFlat } from '../../schemas/flat-parameters.js';
import { toSchemaType } from '../../schemas/schema-types.js';
import type { ToolDefinition } from '../../types/conversation.js';
import type { JsonObject, JsonSchema, JsonValue } from '../../types/json.js';

/**
 * Tools of datasets that write types their own way (`dict`, `float`, `str, optional`, `List[int]`) or give parameters without
 * a schema around them. `place` is the list's pointer. Throws `UnreadableEntryError`.
 */
export function toToolDefinitions(list: JsonValue | undefined, place: string): ToolDefinition[] {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw new UnreadableEntryError(place, 'is no list of tools');
  return list.map((entry: JsonValue, index): ToolDefinition => {
    const body = isJsonObject(entry) && isJsonObject(entry.function) ? entry.function : entry;
    if (!isJsonObject(body) || typeof body.name !== 'string' || body.name === '')
      throw new UnreadableEntryError(`${place}/${index}`, 'is no tool with a name');
    const description = typeof body.description === 'string' ? body.description : '';
    return {
      name: body.name,
      description,
      parameters: toJsonSchema(body.parameters ?? body.arguments ?? {}),
    };
  });
}

/** A schema as JSON Schema has it; what says nothing of types stays as it is. */
export function toJsonSchema(given: JsonValue): JsonSchema {
  if (!isJsonObject(given)) return {};
  const schema = isSchemaOfObject(given)
    ? schemaOf(given, 0)
    : schemaOfFlat(given, (each) => schemaOf(each, 0));
  return schema as JsonSchema;
}

const deepest = 48;

function schemaOf(given: JsonObject, depth: number): JsonObject {
  if (depth > deepest) return {};
  const members = Object.entries(given).flatMap(([name, value]): [string, JsonValue][] => {
    if (name === 'type') return [];
    if (name === 'required') return Array.isArray(value) ? [[name, value.filter(isText)]] : [];
    if (name === 'properties' && isJsonObject(value)) return [[name, mapMembers(value, depth)]];
    if (name === 'properties') return [];
    if (name === 'items') return isJsonObject(value) ? [[name, schemaOf(value, depth + 1)]] : [];
    if (name === 'enum') return Array.isArray(value) && value.length > 0 ? [[name, value]] : [];
    return annotations.has(name) ? [[name, value]] : checked.has(name) ? [[name, value]] : [];
  });
  return Object.fromEntries([...typeMembers(given.type), ...members]);
}

/** Keywords that say nothing of validity, and those that do and are written as JSON Schema has them. */
const annotations = new Set(['description', 'title', 'default', 'examples', 'format']);
const checked = new Set(
  (
    'minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength minItems maxItems uniqueItems pattern const ' +
    'multipleOf additionalProperties minProperties maxProperties anyOf oneOf allOf'
  ).split(' '),
);

function mapMembers(properties: JsonObject, depth: number): JsonObject {
  const members = Object.entries(properties).map(([name, schema]): [string, JsonValue] => [
    name,
    isJsonObject(schema) ? schemaOf(schema, depth + 1) : {},
  ]);
  return Object.fromEntries(members);
}

/** The type of JSON Schema; none where the word names no type of JSON (`any`, `Callable`, `Union[…]`). */
function typeMembers(type: JsonValue | undefined): [string, JsonValue][] {
  if (Array.isArray(type)) {
    const known = type.flatMap((each: JsonValue) => (isText(each) ? (toSchemaType(each)?.type ?? []) : []));
    return known.length === type.length && known.length > 0 ? [['type', known]] : [];
  }
  const spelled = isText(type) ? toSchemaType(type) : undefined;
  if (spelled === undefined) return [];
  const { type: own, items } = spelled;
  return [['type', own], ...(items === undefined ? [] : [['items', { type: items }] as [string, JsonValue]])];
}

function isText(value: JsonValue | undefined): value is string {
  return typeof value === 'string';
}
