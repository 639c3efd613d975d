import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { RawEndpoint, RawTool } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import { exceedsDepth, maximumDepth } from './exceeds-depth.js';
import { describeShape, extensionMembers, isJsonList, member, textMember } from './json-shape.js';
import { readEndpoint } from './read-endpoint.js';
import { recordedResponse } from './recorded-response.js';

/** What a tool's surroundings say about it. */
export type ToolPlace = Pick<RawTool, 'source' | 'format' | 'category' | 'stem'>;

export type ToolReading = { readonly tool: RawTool | null; readonly refusals: readonly Refusal[] };

/** Reads one tool object with an `api_list`: the shape that the folder, list and 2023 forms share. */
export function readToolForm(tool: JsonObject, place: ToolPlace): ToolReading {
  const name = textMember(tool, 'name', 'tool_name');
  const refuse = (reason: Refusal['reason'], detail: string): Refusal => ({
    level: 'tool',
    source: place.source,
    name: name === '' ? place.stem : name,
    reason,
    detail,
  });
  const list = member(tool, 'api_list');
  if (!isJsonList(list) || list.length === 0) {
    const detail = isJsonList(list)
      ? `'api_list' is empty.`
      : `'api_list' is ${describeShape(list)}, not a list.`;
    return { tool: null, refusals: [refuse('no_endpoints', detail)] };
  }
  const extensions = extensionMembers(tool);
  if (exceedsDepth(extensions, maximumDepth)) {
    const detail = `An extension key nests more than ${maximumDepth} levels of lists and objects.`;
    return { tool: null, refusals: [refuse('too_deep', detail)] };
  }
  const { endpoints, refusals } = readEndpoints(list, place.source);
  if (endpoints.length === 0) {
    return {
      tool: null,
      refusals: [...refusals, refuse('no_endpoints', 'None of its endpoints can be read.')],
    };
  }
  const read: RawTool = {
    ...place,
    format: is2023Form(tool, list) ? 'toolbench-2023' : place.format,
    name,
    title: textMember(tool, 'title'),
    description: textMember(tool, 'tool_description', 'description'),
    endpoints,
    ...(Object.keys(extensions).length > 0 && { extensions }),
  };
  return { tool: read, refusals };
}

function readEndpoints(
  list: readonly JsonValue[],
  source: string,
): { readonly endpoints: readonly RawEndpoint[]; readonly refusals: readonly Refusal[] } {
  const endpoints: RawEndpoint[] = [];
  const refusals: Refusal[] = [];
  list.forEach((entry, index) => {
    const reading = readEndpoint(entry, source, index);
    if (reading.endpoint !== null) endpoints.push(reading.endpoint);
    // One by one: spreading a long list into a call overflows the stack.
    for (const refusal of reading.refusals) refusals.push(refusal);
  });
  return { endpoints, refusals };
}

function is2023Form(tool: JsonObject, list: readonly JsonValue[]): boolean {
  if (Object.hasOwn(tool, 'standardized_name')) return true;
  return list.some((entry) => isJsonObject(entry) && recordedResponse(entry) !== undefined);
}
