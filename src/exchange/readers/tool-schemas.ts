import { UnreadableEntryError } from '../../errors/exchange-errors.js';
import { isJsonObject } from '../../json/is-json-object.js';
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
  const isSchema =
    isJsonObject(given.properties) || typeof given.type === 'string' || Object.keys(given).length === 0;
  return (isSchema ? schemaOf(given, 0) : schemaOfFlat(given)) as JsonSchema;
}

/** Parameters by name, each with what is said of it; those without a default or `optional` are needed. */
function schemaOfFlat(parameters: JsonObject): JsonObject {
  const described = Object.entries(parameters).filter((entry): entry is [string, JsonObject] =>
    isJsonObject(entry[1]),
  );
  const required = described.filter(([, each]) => !isOptional(each)).map(([name]) => name);
  const properties = Object.fromEntries(described.map(([name, each]) => [name, schemaOf(each, 0)]));
  return { type: 'object', properties, ...(required.length === 0 ? {} : { required }) };
}

function isOptional(parameter: JsonObject): boolean {
  if (parameter.required === false || Object.hasOwn(parameter, 'default')) return true;
  return (
    typeof parameter.type === 'string' && parameter.type.length <= 200 && /\boptional\b/i.test(parameter.type)
  );
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

const types: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ dict: 'object', object: 'object', mapping: 'object', hashmap: 'object' },
    ...{ list: 'array', array: 'array', tuple: 'array', set: 'array', arraylist: 'array' },
    ...{ str: 'string', string: 'string', char: 'string', date: 'string', datetime: 'string' },
    ...{ int: 'integer', integer: 'integer', long: 'integer' },
    ...{ float: 'number', double: 'number', number: 'number' },
    ...{ bool: 'boolean', boolean: 'boolean', null: 'null', none: 'null', nonetype: 'null' },
  }),
);

/** The type of JSON Schema; none where the word names no type of JSON (`any`, `Callable`, `Union[…]`). */
function typeMembers(type: JsonValue | undefined): [string, JsonValue][] {
  if (Array.isArray(type)) {
    const known = type.flatMap((each: JsonValue) =>
      isText(each) ? (types.get(each.toLowerCase()) ?? []) : [],
    );
    return known.length === type.length && known.length > 0 ? [['type', known]] : [];
  }
  if (!isText(type) || type.length > 200) return [];
  const word = type.replace(/,?\s*optional\b.*$/i, '').trim();
  const generic = /^(?:typing\.)?([A-Za-z]+)\s*\[(.*)\]$/.exec(word);
  if (generic !== null && generic[1]?.toLowerCase() === 'optional') return [];
  const own = types.get((generic?.[1] ?? word).toLowerCase());
  if (own === undefined) return [];
  const inner =
    generic?.[2] === undefined || own !== 'array' ? undefined : types.get(generic[2].trim().toLowerCase());
  return inner === undefined || generic?.[1]?.toLowerCase() === 'tuple'
    ? [['type', own]]
    : [
        ['type', own],
        ['items', { type: inner }],
      ];
}

function isText(value: JsonValue | undefined): value is string {
  return typeof value === 'string';
}
