import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { isJsonList, member } from './json-shape.js';

/** What a parsed file holds, told from its content alone. */
export type CatalogForm =
  | { readonly form: 'tool'; readonly tool: JsonObject }
  | { readonly form: 'list'; readonly entries: readonly JsonValue[] }
  | { readonly form: 'query'; readonly entries: readonly JsonValue[] };

/** Tells the on-disk form, or returns null when the content is not ToolBench data at all. */
export function detectForm(value: JsonValue): CatalogForm | null {
  if (isJsonList(value)) return detectList(value);
  if (!isJsonObject(value)) return null;
  if (isApi(value)) return { form: 'query', entries: [{ api_list: [value] }] };
  if (isQueryEntry(value)) return { form: 'query', entries: [value] };
  if (isTool(value)) return { form: 'tool', tool: value };
  const tools = member(value, 'tools');
  return isJsonList(tools) ? detectList(tools) : null;
}

/** One entry decides for its list: both forms survive foreign entries, each of which is refused by itself. */
function detectList(entries: readonly JsonValue[]): CatalogForm | null {
  for (const entry of entries) {
    if (!isJsonObject(entry)) continue;
    if (isApi(entry)) return { form: 'query', entries: [{ api_list: entries }] };
    if (isQueryEntry(entry)) return { form: 'query', entries };
    if (isTool(entry)) return { form: 'list', entries };
  }
  return null;
}

function isTool(value: JsonObject): boolean {
  return ['api_list', 'tool_name', 'tool_description'].some((key) => Object.hasOwn(value, key));
}

/** An API that names its tool: an entry of a query's `api_list`. */
function isApi(value: JsonObject): boolean {
  return Object.hasOwn(value, 'api_name') && Object.hasOwn(value, 'tool_name');
}

function isQueryEntry(value: JsonObject): boolean {
  const list = member(value, 'api_list');
  if (!isJsonList(list)) return false;
  if (Object.hasOwn(value, 'query') || Object.hasOwn(value, 'query_id')) return true;
  return list.some((entry) => isJsonObject(entry) && isApi(entry));
}
