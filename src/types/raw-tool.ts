import type { JsonPointer, JsonSchema, JsonValue } from './json.js';

/** A tool as its file says it, before anything is interpreted. Only the outer shape is known. */
export type RawTool = {
  /** File relative to the catalog's root, and the place inside it, for messages: `Travel/hotels.json`, `all.json#12`. */
  readonly source: string;
  readonly format: RawToolFormat;
  /** As on disk (folder name or `category` key), e.g. `Health_and_Fitness`. */
  readonly category: string;
  /** File stem or the tool's name: what the id is made from. May be empty. */
  readonly stem: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly endpoints: readonly RawEndpoint[];
  /** It is one function that has its file for itself. */
  readonly isLone?: true;
  /** The documented extension keys (`x-…`) of the tool as found; absent where it has none. */
  readonly extensions?: { readonly [key: string]: JsonValue };
};

export type RawToolFormat =
  | 'toolbench-folder'
  | 'toolbench-list'
  | 'toolbench-query'
  | 'toolbench-2023'
  | 'datagen'
  | 'openapi'
  | 'mcp'
  | 'openai-functions'
  | 'anthropic-tools'
  | 'gemini-functions'
  | 'bfcl-functions'
  | 'xlam-tools';

export type RawEndpoint = {
  readonly name: string;
  readonly description: string;
  readonly method: string;
  readonly url: string;
  /** The name by which a model calls it, where the catalog gives one: `getPetById`. Datasets for others keep it. */
  readonly functionName?: string;
  /** What a call's arguments must satisfy, references resolved; `required` and `optional` are its leaves. */
  readonly inputSchema?: JsonSchema;
  readonly required: readonly RawParameter[];
  readonly optional: readonly RawParameter[];
  /** Value of `schema` (or `response_schema`): JSON Schema, or one of the four spellings of unknown. */
  readonly responseSchema?: JsonValue;
  /** Value of `template_response`: a skeleton whose leaves are Python type names. */
  readonly responseTemplate?: JsonValue;
  /** A recorded response: `test_endpoint` or `body` when they hold an object or list. */
  readonly responseExample?: JsonValue;
  /** HTTP status of the recorded schema; 1 means "not recorded". */
  readonly statusCode?: number;
  /** The documented extension keys (`x-…`) as found. */
  readonly extensions: { readonly [key: string]: JsonValue };
};

export type RawParameter = {
  /** Unique in its endpoint; of a value inside an object, the names on the way to it: `customer.address.city`. */
  readonly name: string;
  /** What the catalog calls it, where another value of that name made its own longer: `id` of `id__path`. */
  readonly catalogName?: string;
  /** Where the value stands in a call's arguments, if not as the member of its name. A segment in digits is an index. */
  readonly at?: JsonPointer;
  /** What to call it in speech, if not by its name: of the names on the way, those that tell it from others. */
  readonly speech?: string;
  /** What a value must satisfy, one alternative of the catalog's own schema; it counts before `type` and `x-enum`. */
  readonly schema?: JsonSchema;
  /** True where the catalog's words for it could not be followed: any value may be wrong. */
  readonly isUnknown?: true;
  /** Parameters that must be given where this one is: what an optional object requires. */
  readonly companions?: readonly string[];
  readonly type: JsonValue;
  readonly description: string;
  readonly default: JsonValue;
  readonly extensions: { readonly [key: string]: JsonValue };
};
