import { createMemory } from '../concepts/create-memory.js';
import type { JsonSchema, JsonValue } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawEndpoint } from '../types/raw-tool.js';
import type { RefusalReason } from '../types/refusal.js';
import { type NormalizedSchema, normalizeSchema } from './normalize-schema.js';
import { schemaFromExample, schemaFromTemplate } from './schema-from-value.js';

export type DeclaredResponse = {
  /** Null where the catalog declares nothing usable. */
  readonly schema: JsonSchema | null;
  readonly refusal: { readonly reason: RefusalReason; readonly detail: string } | null;
};

/** Equal schemas become one object, for which all that follows from a schema is worked out once. */
const remembered = createMemory<NormalizedSchema | null>(20_000);

/** The response as the catalog itself knows it: declared schema, else template, else a recorded example. */
export function declaredResponse(endpoint: RawEndpoint, knowledge: Knowledge): DeclaredResponse {
  const declared = endpoint.responseSchema;
  let refusal: DeclaredResponse['refusal'] = null;
  if (declared !== undefined && declared !== '' && declared !== null) {
    const normalized = remembered(knowledge, JSON.stringify(declared), () => normalizeSchema(declared));
    if (normalized === null)
      refusal = { reason: 'invalid_schema', detail: 'The response schema is no object.' };
    else if (isErrorAnswer(normalized.schema, endpoint.statusCode)) {
      refusal = {
        reason: 'error_response_schema',
        detail: 'The declared response is the one of an error or an empty envelope of another service.',
      };
    } else if (hasLeaf(normalized.schema)) {
      const cut = {
        reason: 'schema_too_large' as const,
        detail: 'The response schema was cut to 12 levels and 2,000 nodes.',
      };
      return { schema: normalized.schema, refusal: normalized.truncated ? cut : null };
    }
  }
  const recorded: readonly (readonly [JsonValue | undefined, (value: JsonValue) => JsonSchema | null])[] = [
    [endpoint.responseTemplate, schemaFromTemplate],
    [endpoint.responseExample, schemaFromExample],
  ];
  for (const [value, read] of recorded) {
    if (typeof value !== 'object' || value === null) continue;
    const schema = read(value);
    if (schema !== null && hasLeaf(schema) && !isErrorAnswer(schema, endpoint.statusCode))
      return { schema, refusal };
  }
  return { schema: null, refusal };
}

/** True where some string, number or boolean is in it. */
export function hasLeaf(schema: JsonSchema): boolean {
  if (schema.properties !== undefined) return Object.values(schema.properties).some(hasLeaf);
  if (schema.type === 'array') return schema.items !== undefined && hasLeaf(schema.items);
  return schema.type !== 'object';
}

const errorNames = new Set([
  'error',
  'errors',
  'message',
  'messages',
  'detail',
  'details',
  'code',
  'status',
  'statuscode',
  'success',
  'info',
  'msg',
  'error_code',
  'error_message',
  'timestamp',
  'path',
  'documentation_url',
  'type',
  'title',
]);

/**
 * Answers of a 4xx, bodies that only hold an error, and the envelope `{get, parameters, errors, results, response}` of
 * one football service, which the crawl put on hundreds of others with nothing in it.
 */
function isErrorAnswer(schema: JsonSchema, statusCode: number | undefined): boolean {
  const properties = schema.properties;
  if (statusCode !== undefined && statusCode >= 400) return true;
  if (properties === undefined) return false;
  const names = Object.keys(properties);
  if (footballEnvelope.every((name) => names.includes(name))) {
    const content = properties.response;
    return content === undefined || !hasLeaf(content);
  }
  const mentionsError = names.some((name) => /^(?:errors?|error_?(?:code|message))$/i.test(name));
  const onlyMessage = names.length === 1 && /^(?:messages?|msg|detail|info)$/i.test(names[0] ?? '');
  return onlyMessage || (mentionsError && names.every((name) => errorNames.has(name.toLowerCase())));
}

const footballEnvelope = ['get', 'parameters', 'errors', 'results', 'response'];
