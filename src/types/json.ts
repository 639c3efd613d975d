export type JsonPrimitive = string | number | boolean | null;
export type JsonValue = JsonPrimitive | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue };

/** A JSON Schema (2020-12) node, as far as tool parameters and responses use it. Unknown keywords are dropped on ingest. */
export type JsonSchema = {
  readonly type?: JsonSchemaType | readonly JsonSchemaType[];
  readonly description?: string;
  readonly enum?: readonly JsonPrimitive[];
  readonly const?: JsonPrimitive;
  readonly default?: JsonValue;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly items?: JsonSchema;
  readonly properties?: { readonly [name: string]: JsonSchema };
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly title?: string;
  readonly examples?: readonly JsonValue[];
  readonly dependentRequired?: { readonly [name: string]: readonly string[] };
};

export type JsonSchemaType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

/**
 * RFC 6901 JSON Pointer in which a segment `*` stands for any array index, e.g. `/results/[*]/hotel_id` written with a bare asterisk.
 * The empty string is the whole document. A pattern without `*` is a plain pointer.
 */
export type PointerPattern = string;

/** RFC 6901 JSON Pointer into one concrete document, e.g. `/results/0/hotel_id`. */
export type JsonPointer = string;
