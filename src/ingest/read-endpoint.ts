import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { RawEndpoint } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import { exceedsDepth, maximumDepth } from './exceeds-depth.js';
import { exceedsLimits } from './exceeds-limits.js';
import { describeShape, extensionMembers, member, textMember } from './json-shape.js';
import { readParameters } from './read-parameters.js';
import { recordedResponse } from './recorded-response.js';

export type EndpointReading = {
  readonly endpoint: RawEndpoint | null;
  readonly refusals: readonly Refusal[];
};

/**
 * Reads one entry of an `api_list`, in the tool form (`name`) or the query form (`api_name`).
 * `index` is its place in the list. An endpoint whose required parameters cannot all be read is refused whole.
 */
export function readEndpoint(entry: JsonValue, source: string, index: number): EndpointReading {
  const refuse = (reason: Refusal['reason'], name: string, detail: string): Refusal => ({
    level: 'endpoint',
    source,
    name,
    reason,
    detail: `Entry ${index} of 'api_list' ${detail}`,
  });
  if (!isJsonObject(entry)) {
    const refusal = refuse('not_an_object', '', `is ${describeShape(entry)}, not an object.`);
    return { endpoint: null, refusals: [refusal] };
  }
  const name = textMember(entry, 'name', 'api_name');
  if (exceedsDepth(entry, maximumDepth)) {
    const refusal = refuse('too_deep', name, `nests more than ${maximumDepth} levels of lists and objects.`);
    return { endpoint: null, refusals: [refusal] };
  }
  const required = readParameters(entry, 'required_parameters', source);
  const optional = readParameters(entry, 'optional_parameters', source);
  const refusals = [...required.refusals, ...optional.refusals];
  if (required.isBroken) {
    refusals.push(refuse('not_an_object', name, 'has required parameters that cannot be read.'));
    return { endpoint: null, refusals };
  }
  const excess = exceedsLimits([...required.parameters, ...optional.parameters]);
  if (excess !== null) {
    refusals.push(refuse(excess.reason, name, excess.detail));
    return { endpoint: null, refusals };
  }
  const endpoint: RawEndpoint = {
    name,
    description: textMember(entry, 'description', 'api_description'),
    method: textMember(entry, 'method'),
    url: textMember(entry, 'url', 'api_url'),
    required: required.parameters,
    optional: optional.parameters,
    ...readResponse(entry),
    extensions: extensionMembers(entry),
  };
  return { endpoint, refusals };
}

type Response = Pick<RawEndpoint, 'responseSchema' | 'responseTemplate' | 'responseExample' | 'statusCode'>;

function readResponse(entry: JsonObject): Response {
  const schema = member(entry, 'schema') ?? member(entry, 'response_schema');
  const template = member(entry, 'template_response');
  const example = recordedResponse(entry);
  const statusCode = Number(textMember(entry, 'statuscode', 'status_code'));
  return {
    ...(schema !== undefined && { responseSchema: schema }),
    ...(template !== undefined && { responseTemplate: template }),
    ...(example !== undefined && { responseExample: example }),
    ...(Number.isInteger(statusCode) && statusCode > 0 && { statusCode }),
  };
}
