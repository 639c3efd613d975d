import type { ConceptMatch } from './concept.js';
import type { JsonPointer, JsonSchema, JsonValue, PointerPattern } from './json.js';

/** Every tool of a catalog, normalized. Arrays are sorted by id; the same catalog gives the same registry on any machine. */
export type ToolRegistry = {
  readonly tools: readonly Tool[];
  readonly endpoints: readonly Endpoint[];
};

/** A catalog product, e.g. a hotel booking service. */
export type Tool = {
  /** `<category>/<tool>` in lower-case slugs, unique. */
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly description: string;
  readonly endpointIds: readonly string[];
};

/** One operation of a tool; ToolBench says API. */
export type Endpoint = {
  /** `<category>/<tool>/<endpoint>` in slugs, unique and stable. */
  readonly id: string;
  readonly toolId: string;
  /** `<tool>::<endpoint>`: what a call names. Unique in the catalog. */
  readonly callName: string;
  /** As the catalog spells it. */
  readonly name: string;
  /** Cleaned of HTML, control characters and markup; may be empty. */
  readonly description: string;
  readonly method: string;
  /** The name that the catalog gives models to call it by, exactly; absent where it gives none. */
  readonly functionName?: string;
  /** What arguments must satisfy, where the catalog itself says it as JSON Schema; else what `parameters` say. */
  readonly inputSchema?: JsonSchema;
  readonly intent: Intent;
  /** Entity type the endpoint acts on (`hotel`), or null when none was recognised. */
  readonly entity: string | null;
  readonly parameters: readonly Parameter[];
  readonly response: ResponseModel;
  /** Parameter that names the one entity to read or change. */
  readonly idParameter: string | null;
  readonly filters: readonly Filter[];
  readonly writes: readonly FieldWrite[];
  /** True where the effect cannot be undone or costs money: the user confirms first. */
  readonly irreversible: boolean;
  readonly errors: readonly DeclaredError[];
  /** Null when the endpoint may appear in conversations; else why not. */
  readonly unusable: string | null;
};

export const intents = [
  'search',
  'retrieve',
  'create',
  'update',
  'delete',
  'execute',
  'compare',
  'summarize',
] as const;
export type Intent = (typeof intents)[number];

export type Parameter = {
  /** As the call must spell it; of a value inside an object, the names on the way to it: `customer.address.city`. */
  readonly name: string;
  /** Where the value stands in a call's arguments, if not as the member of its name. A segment in digits is an index. */
  readonly at?: JsonPointer;
  /** Of a value inside an object: the name under which it is compared with fields, `item_quantity`. */
  readonly ownName?: string;
  /** Parameters that must be given where this one is. */
  readonly companions?: readonly string[];
  readonly required: boolean;
  /** The JSON Schema node offered to the model; `enum` and `default` included, examples kept apart. */
  readonly schema: JsonSchema;
  readonly description: string;
  /** A few words for speech, `check-in date`; empty when the name is unusable. */
  readonly label: string;
  /** Realistic values the catalog itself gives (ToolBench's `default` on a required parameter), typed to the schema. */
  readonly examples: readonly JsonValue[];
  readonly concept: ConceptMatch | null;
  readonly role: ParameterRole;
  /**
   * Where a value may come from when no earlier output supplies it. `user`: a person can say it; `default`: left to the
   * schema default or omitted; `none`: only a data link can fill it.
   */
  readonly source: 'user' | 'default' | 'none';
  /** True where its value is known of the user beforehand: it stands in the system message, and nobody says it. */
  readonly fromContext?: true;
  /** Fields of answers that are stated to bring it: `<call name>#<pointer>`. */
  readonly links?: readonly string[];
};

/** What a parameter is for. `technical`: output format, callback, locale and the like, that nobody speaks about. */
export type ParameterRole =
  | 'identifier'
  | 'filter'
  | 'content'
  | 'sort'
  | 'limit'
  | 'page'
  | 'offset'
  | 'technical';

export type ResponseModel = {
  /** `inferred` responses are marked as such in the record; `unknown` ones are never shown. */
  readonly origin: 'declared' | 'inferred' | 'unknown';
  /** 0–1; 1 for declared. */
  readonly confidence: number;
  /** Every node typed, depth and size bounded. Null when unknown. */
  readonly schema: JsonSchema | null;
  /** All leaves (string, number, integer, boolean) of the schema, depth first in schema order. */
  readonly fields: readonly ResponseField[];
  /** Where the response shows entities. The first is the endpoint's own. */
  readonly objects: readonly ResponseObject[];
  /** Fields that count the members of an array: `{ pointer: '/total', of: '/results' }`. */
  readonly counts: readonly { readonly pointer: PointerPattern; readonly of: PointerPattern }[];
};

export type ResponseField = {
  readonly pointer: PointerPattern;
  /** Last named segment of the pointer. */
  readonly name: string;
  /** A few words for speech, `price per night`. */
  readonly label: string;
  readonly schema: JsonSchema;
  readonly concept: ConceptMatch | null;
  /** Index into `objects` of the innermost object that holds the field, or -1 for envelope fields (status, request id). */
  readonly object: number;
  /** Canonical attribute of that object's entity: `hotel_name` of a hotel is `name`. Same attribute, same value. */
  readonly attribute: string;
};

export type ResponseObject = {
  /** Pattern of the object itself: `/results/(asterisk)`, `/data`, or the empty string for the root. */
  readonly at: PointerPattern;
  readonly entity: string;
  /** Name of the property that holds the entity's identifier; null when it shows none. */
  readonly idField: string | null;
};

/** A parameter that restricts what a search returns. `field` is relative to the entity's object. */
export type Filter = {
  readonly parameter: string;
  readonly field: string;
  readonly operator: 'equals' | 'contains' | 'at_least' | 'at_most';
};

/** A parameter whose value becomes the entity's attribute. `field` is the canonical attribute. */
export type FieldWrite = { readonly parameter: string; readonly field: string };

export type DeclaredError = {
  readonly type: 'invalid_value' | 'not_found' | 'conflict' | 'rate_limit' | 'unavailable';
  readonly message: string;
};

/** Finds endpoints by their ids: a map of all of them, or a catalog that unpacks those that are asked for. */
export type EndpointLookup = Pick<ReadonlyMap<string, Endpoint>, 'get'>;
