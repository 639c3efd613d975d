import { isJsonObject } from '../../../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../../../types/json.js';
import { isJsonList, member } from '../../json-shape.js';
import type { OpenDocument } from './open-document.js';

/**
 * Examples that stand beside a schema: `example`, the values of `examples`, and what is written `x-example` where the format had
 * no word for it. Those in other files are none.
 */
export function examplesOf(holder: JsonObject, document: OpenDocument): readonly JsonValue[] {
  const found: JsonValue[] = [];
  for (const key of ['example', 'x-example']) {
    const example = member(holder, key);
    if (example !== undefined) found.push(example);
  }
  const named = member(holder, 'examples');
  if (isJsonList(named)) found.push(...named.slice(0, mostNamed));
  else if (isJsonObject(named)) {
    for (const entry of Object.values(named).slice(0, mostNamed)) {
      const value = isJsonObject(entry) ? document.follow(entry, () => {}) : null;
      const example = value === null ? undefined : member(value, 'value');
      if (example !== undefined) found.push(example);
    }
  }
  return found;
}

const mostNamed = 10;
