import type { JsonSchema, JsonValue } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';
import { primaryType } from '../values/fit-to-schema.js';
import { stableHash } from '../values/stable-hash.js';
import { normalName } from './attribute-key.js';
import type { Shown } from './response-builder.js';

/** Values around the entities that are not drawn: success, codes, paging. Undefined where the name says nothing of the kind. */
export function envelopeValue(
  name: string,
  schema: JsonSchema,
  endpoint: Endpoint,
  { members, call }: Shown,
): JsonValue | undefined {
  const own = normalName(name);
  if (call.facts.has(own)) return undefined;
  const type = primaryType(schema);
  if (
    /^(success|successful|ok|deleted|cancelled|canceled|updated|created|sent|valid|found|available|confirmed|accepted)$/.test(
      own,
    ) &&
    type === 'boolean'
  )
    return true;
  if (
    /^(has_more|has_next|has_next_page|more|truncated|error|errors|is_last_page_missing|failed|deprecated)$/.test(
      own,
    ) &&
    type === 'boolean'
  )
    return false;
  if (/^(error|error_message|errors|warning|warnings)$/.test(own))
    return type === 'string' ? '' : type === 'array' ? [] : undefined;
  if (
    /^(status|result|state)$/.test(own) &&
    type === 'string' &&
    schema.enum === undefined &&
    endpoint.entity !== null
  )
    return 'success';
  if (
    /^(status|code|status_code|http_status|http_code)$/.test(own) &&
    (type === 'integer' || type === 'number')
  )
    return 200;
  if (/^(request|trace|correlation|transaction|log|session|query)_?id$/.test(own) && type === 'string')
    return stableHash(call.key).toString(16).padStart(8, '0');
  if (/^(page|current_page|page_number)$/.test(own)) return 1;
  if (/^(total_pages|pages|page_count|last_page)$/.test(own)) return 1;
  if (/^(limit|per_page|page_size)$/.test(own)) return Math.max(10, members.length);
  if (/^(offset|skip|start)$/.test(own) && type !== 'string') return 0;
  if (
    /^(total|count|total_count|total_results|num_results|results_count|num_found|size|length)$/.test(own) &&
    type !== 'string' &&
    members.length > 0
  )
    return members.length;
  if (/^(message|msg|detail)$/.test(own) && type === 'string')
    return messages[endpoint.intent].replace('{}', (endpoint.entity ?? 'request').replaceAll('_', ' '));
  return undefined;
}

const messages: { readonly [intent in Endpoint['intent']]: string } = {
  search: 'Search completed.',
  retrieve: 'Details of the {} found.',
  create: 'The {} was created.',
  update: 'The {} was updated.',
  delete: 'The {} was cancelled.',
  execute: 'The {} was processed.',
  compare: 'Comparison completed.',
  summarize: 'Summary completed.',
};
