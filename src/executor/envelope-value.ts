import type { JsonSchema, JsonValue } from '../types/json.js';
import type { Locale } from '../types/plan-row.js';
import type { Endpoint } from '../types/tool-registry.js';
import { primaryType } from '../values/fit-to-schema.js';
import { localeData } from '../values/locale-data.js';
import { stableHash } from '../values/stable-hash.js';
import { wholeCounts } from './apply-counts.js';
import { normalName } from './attribute-key.js';
import type { Page } from './page.js';
import type { Shown } from './response-builder.js';

/** False for names of which `envelopeValue` knows nothing, whatever the answer; `name`: as names are compared. */
export function isEnvelopeName(name: string): boolean {
  return envelopeNames.test(name) || wholeCounts.test(name);
}

const envelopeNames =
  /^(success|successful|ok|deleted|cancelled|canceled|updated|created|sent|valid|found|available|confirmed|accepted|has_more|has_next|has_next_page|more|next|truncated|errors?|is_last_page_missing|failed|deprecated|error_message|warnings?|status|result|state|code|status_code|http_status|http_code|(request|trace|correlation|transaction|log|session|query)_?id|page|current_page|page_number|page_no|page_index|total_pages|pages|page_count|last_page|num_pages|message|msg|detail|has_previous|has_prev|has_previous_page|has_prev_page|limit|per_page|page_size|offset|skip|start|count|results_count|result_count|size|length|returned)$/;

/** Values around the entities that are not drawn: success, codes, paging. Undefined where the name says nothing of the kind. */
export function envelopeValue(
  name: string,
  schema: JsonSchema,
  endpoint: Endpoint,
  { members, call, page }: Shown,
  locale: Locale,
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
  const whole = page === null || page.isPart ? page : { ...page, total: members.length };
  const paging = whole === null ? undefined : pagingValue(own, type, whole, members.length);
  if (paging !== undefined) return paging;
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
  if (/^(page|current_page|page_number|total_pages|pages|page_count|last_page)$/.test(own)) return 1;
  if (/^(message|msg|detail)$/.test(own) && type === 'string')
    return localeData(locale)
      .answers.get(endpoint.intent)
      ?.replace('{}', (endpoint.entity ?? 'request').replaceAll('_', ' '));
  return undefined;
}

/** Where the answer stands in its list: page, number of pages, how many there are and are shown, whether more follow. */
function pagingValue(
  name: string,
  type: string | undefined,
  { number, size, start, total }: Page,
  shown: number,
): JsonValue | undefined {
  if (type === 'boolean')
    return /^(has_more|has_next|has_next_page|more|next|truncated)$/.test(name)
      ? start + shown < total
      : /^(has_previous|has_prev|has_previous_page|has_prev_page)$/.test(name)
        ? start > 0
        : undefined;
  if (type !== 'integer' && type !== 'number') return undefined;
  if (/^(page|current_page|page_number|page_no|page_index)$/.test(name)) return number;
  if (/^(total_pages|pages|page_count|last_page|num_pages)$/.test(name))
    return Math.max(1, Math.ceil(total / Math.max(1, size)));
  if (/^(limit|per_page|page_size)$/.test(name)) return size > total ? Math.max(10, shown) : size;
  if (/^(offset|skip|start)$/.test(name)) return start;
  if (wholeCounts.test(name)) return total;
  return /^(count|results_count|result_count|size|length|returned)$/.test(name) ? shown : undefined;
}
