import { isJsonObject } from '../json/is-json-object.js';
import type { JsonValue } from '../types/json.js';
import type { RawEndpoint } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import { describeShape, isJsonList, member, textMember } from './json-shape.js';
import { readEndpoint } from './read-endpoint.js';

/** One API as a query entry shows it, with the tool it belongs to. */
export type QueryApi = {
  readonly source: string;
  readonly category: string;
  readonly toolName: string;
  readonly endpoint: RawEndpoint;
};

/**
 * Reads the query form: entries that put the APIs offered for one request into `api_list`. The requests themselves are no
 * part of a catalog. The same API comes in many entries: `groupQueryApis` makes tools of them.
 */
export function readQueryForm(
  entries: readonly JsonValue[],
  path: string,
  fallbackCategory: string,
): { readonly apis: readonly QueryApi[]; readonly refusals: readonly Refusal[] } {
  const apis: QueryApi[] = [];
  const refusals: Refusal[] = [];
  entries.forEach((entry, index) => {
    const source = `${path}#${index}`;
    const list = isJsonObject(entry) ? member(entry, 'api_list') : undefined;
    if (!isJsonList(list) || list.length === 0) {
      const detail = isJsonObject(entry)
        ? `'api_list' is ${isJsonList(list) ? 'empty' : `${describeShape(list)}, not a list`}.`
        : `Entry ${index} of the list is ${describeShape(entry)}, not an object.`;
      const reason = isJsonObject(entry) ? 'no_endpoints' : 'not_an_object';
      refusals.push({ level: 'tool', source, name: '', reason, detail });
      return;
    }
    list.forEach((api, position) => {
      const reading = readEndpoint(api, source, position);
      for (const refusal of reading.refusals) refusals.push(refusal);
      if (reading.endpoint === null || !isJsonObject(api)) return;
      const category = textMember(api, 'category_name', 'category');
      apis.push({
        source,
        category: category === '' ? fallbackCategory : category,
        toolName: textMember(api, 'tool_name'),
        endpoint: reading.endpoint,
      });
    });
  });
  return { apis, refusals };
}
