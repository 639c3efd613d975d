import { tokenizeName } from '../concepts/tokenize-name.js';
import { asConstant } from '../json/line-text.js';
import type { ToolDefinition } from '../types/conversation.js';
import type { JsonSchema } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';

const definitions = new WeakMap<Endpoint, ToolDefinition>();

/**
 * The endpoint as a model sees it, one and the same object each time. An endpoint without a description gets a plain
 * sentence made from its name.
 */
export function toToolDefinition(endpoint: Endpoint): ToolDefinition {
  const known = definitions.get(endpoint);
  if (known !== undefined) return known;
  const definition = asConstant(defineTool(endpoint));
  definitions.set(endpoint, definition);
  return definition;
}

function defineTool(endpoint: Endpoint): ToolDefinition {
  const { callName, description } = endpoint;
  return {
    name: callName,
    description: description === '' ? sentenceFromName(endpoint) : description,
    parameters: inputSchemaOf(endpoint),
  };
}

/** What arguments must satisfy: the catalog's own schema, else an object of the endpoint's parameters. */
export function inputSchemaOf(endpoint: Endpoint): JsonSchema {
  if (endpoint.inputSchema !== undefined) return endpoint.inputSchema;
  const properties: Record<string, JsonSchema> = Object.create(null);
  for (const parameter of endpoint.parameters) properties[parameter.name] = parameter.schema;
  const required = endpoint.parameters
    .filter((parameter) => parameter.required)
    .map((parameter) => parameter.name);
  return { type: 'object', properties, required, additionalProperties: false };
}

function sentenceFromName(endpoint: Endpoint): string {
  const words = tokenizeName(endpoint.name).join(' ');
  const [tool] = endpoint.callName.split('::');
  if (words === '') return `An operation of ${tool ?? endpoint.toolId}.`;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
