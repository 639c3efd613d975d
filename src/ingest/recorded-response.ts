import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { isJsonList, member } from './json-shape.js';

/**
 * The response that the 2023 crawl recorded when it tried an endpoint: `test_endpoint`, in still older files `body`
 * (with the response's `headers`, which say nothing about data). Later files hold `""` there, which is none.
 */
export function recordedResponse(endpoint: JsonObject): JsonValue | undefined {
  for (const key of ['test_endpoint', 'body']) {
    const value = member(endpoint, key);
    if (isJsonObject(value) || isJsonList(value)) return value;
  }
  return undefined;
}
