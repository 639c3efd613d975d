import type { JsonSchema } from '../types/json.js';

/**
 * The same schema node with every keyword in its place, undefined where it is not stated. Nodes as catalogs spell them have a
 * hundred layouts, and reading a keyword costs a search in each; what is read for every value of a run is read from these.
 */
export function uniformSchema(schema: JsonSchema): JsonSchema {
  return {
    type: schema.type,
    description: schema.description,
    enum: schema.enum,
    const: schema.const,
    default: schema.default,
    format: schema.format,
    pattern: schema.pattern,
    minimum: schema.minimum,
    maximum: schema.maximum,
    minLength: schema.minLength,
    maxLength: schema.maxLength,
    minItems: schema.minItems,
    maxItems: schema.maxItems,
    items: schema.items,
    properties: schema.properties,
    required: schema.required,
    additionalProperties: schema.additionalProperties,
    anyOf: schema.anyOf,
    oneOf: schema.oneOf,
    allOf: schema.allOf,
  } as JsonSchema;
}
