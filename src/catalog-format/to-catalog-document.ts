import { endpointExtensions, parameterExtensions, pickMembers } from '../ingest/known-extensions.js';
import { inputParameters } from '../ingest/schemas/input-parameters.js';
import { childPointer, segmentsOf } from '../json/json-pointer.js';
import type { JsonObject, JsonSchema, JsonValue } from '../types/json.js';
import type { RawEndpoint, RawParameter, RawTool } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';

export type WrittenCatalog = {
  /** See `config/catalog.schema.json`. */
  readonly document: { readonly datagen_catalog: 1; readonly tools: readonly JsonObject[] };
  /** What the format cannot hold. */
  readonly refusals: readonly Refusal[];
};

/** Tools read from any format as the normalized catalog, in the order given. Reading it back gives the same registry. */
export function toCatalogDocument(tools: readonly RawTool[]): WrittenCatalog {
  const refusals: Refusal[] = [];
  return {
    document: { datagen_catalog: 1, tools: tools.map((tool) => toTool(tool, refusals)) },
    refusals,
  };
}

function toTool(tool: RawTool, refusals: Refusal[]): JsonObject {
  const { name, stem, title, category, description } = tool;
  return {
    name,
    ...(stem.trim() === '' || stem === name ? {} : { id: stem }),
    ...(title === '' ? {} : { title }),
    category,
    description,
    endpoints: tool.endpoints.map((endpoint) => toEndpoint(endpoint, tool, refusals)),
  };
}

function toEndpoint(endpoint: RawEndpoint, { source }: RawTool, refusals: Refusal[]): JsonObject {
  const { name, functionName, description, method, url, extensions } = endpoint;
  const { responseSchema, responseTemplate, responseExample, statusCode } = endpoint;
  const refuse = (parameter: string, detail: string): void =>
    void refusals.push({
      level: 'parameter',
      source,
      name: `${name}: ${parameter}`,
      reason: 'duplicate_parameter',
      detail,
    });
  return {
    name,
    ...(functionName === undefined ? {} : { function_name: functionName }),
    description,
    ...(method === '' ? {} : { method }),
    ...(url === '' ? {} : { url }),
    ...pickMembers(extensions, endpointExtensions),
    ...(endpoint.inputSchema === undefined
      ? { loose: true, input: looseInput(endpoint, refuse) }
      : { input: statedInput(endpoint.inputSchema, [...endpoint.required, ...endpoint.optional]) }),
    ...leavesOf(endpoint),
    ...(responseSchema === undefined ? {} : { response_schema: responseSchema }),
    ...(responseTemplate === undefined ? {} : { response_template: responseTemplate }),
    ...(responseExample === undefined ? {} : { response_example: responseExample }),
    ...(statusCode === undefined ? {} : { status: statusCode }),
  };
}

const jsonTypes = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object']);

/** ToolBench's parameters as properties; of two with one name the first one is kept, as the registry does. */
function looseInput(
  { required, optional }: RawEndpoint,
  refuse: (parameter: string, detail: string) => void,
): JsonObject {
  const properties = new Map<string, JsonObject>();
  for (const parameter of [...required, ...optional]) {
    if (properties.has(parameter.name)) refuse(parameter.name, 'Listed twice; the first one stands.');
    else properties.set(parameter.name, looseProperty(parameter));
  }
  const needed = [...new Set(required.map(({ name }) => name))];
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(needed.length === 0 ? {} : { required: needed }),
  };
}

function looseProperty({ type, description, default: preset, extensions }: RawParameter): JsonObject {
  const word = typeof type === 'string' ? type.toLowerCase() : '';
  return {
    ...(jsonTypes.has(word) ? { type: word } : type === null ? {} : { 'x-type': type }),
    ...(description === '' ? {} : { description }),
    ...(preset === null ? {} : { default: preset }),
    ...pickMembers(extensions, parameterExtensions),
  };
}

/** What the source says of values beyond the schema: which are needed, what they are called. */
function leavesOf({ inputSchema, required, optional }: RawEndpoint): JsonObject {
  if (inputSchema === undefined) return {};
  const read = inputParameters(inputSchema);
  const facts = (parameter: RawParameter, isRequired: boolean): JsonObject => ({
    required: isRequired,
    ...(parameter.speech === undefined ? {} : { speech: parameter.speech }),
    ...(parameter.catalogName === undefined ? {} : { catalog_name: parameter.catalogName }),
    ...(parameter.companions === undefined ? {} : { companions: parameter.companions }),
  });
  const own = new Map([
    ...read.required.map((each) => [each.name, JSON.stringify(facts(each, true))] as const),
    ...read.optional.map((each) => [each.name, JSON.stringify(facts(each, false))] as const),
  ]);
  const differing = [
    ...required.map((each) => [each.name, facts(each, true)] as const),
    ...optional.map((each) => [each.name, facts(each, false)] as const),
  ].filter(([name, said]) => own.get(name) !== JSON.stringify(said));
  return differing.length === 0 ? {} : { 'x-leaves': Object.fromEntries(differing) };
}

/** The schema with what is stated of its values beyond what it says itself: concepts, who knows them, links. */
function statedInput(schema: JsonSchema, parameters: readonly RawParameter[]): JsonObject {
  const { required, optional } = inputParameters(schema);
  const own = new Map([...required, ...optional].map((parameter) => [parameter.name, parameter.extensions]));
  return parameters.reduce<JsonObject>((stated, { name, at, extensions }) => {
    const said = own.get(name) ?? {};
    const added = Object.entries(pickMembers(extensions, parameterExtensions)).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(said[key]),
    );
    if (added.length === 0) return stated;
    return (
      withMembersAt(stated, segmentsOf(at ?? childPointer('', name)), Object.fromEntries(added)) ?? stated
    );
  }, schema as JsonObject);
}

/** The schema with members added where a value is described, on the first branch that does; null where none does. */
function withMembersAt(
  schema: JsonObject,
  [name, ...below]: readonly string[],
  members: JsonObject,
): JsonObject | null {
  if (name === undefined) return { ...schema, ...members };
  const properties = objectOf(schema.properties);
  const property = Object.hasOwn(properties, name) ? objectOf(properties[name]) : null;
  if (property !== null) {
    const changed = withMembersAt(property, below, members);
    if (changed === null) return null;
    const entries = Object.entries(properties).map(([key, value]) => [key, key === name ? changed : value]);
    return { ...schema, properties: Object.fromEntries(entries) };
  }
  if (/^\d+$/.test(name) && schema.items !== undefined) {
    const items = withMembersAt(objectOf(schema.items), below, members);
    if (items !== null) return { ...schema, items };
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const branches = schema[keyword];
    if (!Array.isArray(branches)) continue;
    for (const [index, branch] of (branches as readonly JsonValue[]).entries()) {
      const changed = withMembersAt(objectOf(branch), [name, ...below], members);
      if (changed === null) continue;
      return { ...schema, [keyword]: branches.map((each, place) => (place === index ? changed : each)) };
    }
  }
  return null;
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
