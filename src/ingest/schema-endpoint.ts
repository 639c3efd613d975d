import type { JsonSchema, JsonValue } from '../types/json.js';
import type { RawEndpoint } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import { exceedsLimits } from './exceeds-limits.js';
import type { EndpointReading } from './read-endpoint.js';
import { inputParameters } from './schemas/input-parameters.js';
import { resolveSchema, type SchemaProblem } from './schemas/resolve-schema.js';
import { withStatedMembers } from './stated-members.js';

/** An endpoint whose input, and perhaps output, the catalog describes by JSON Schema. */
export type SchemaEndpoint = Pick<RawEndpoint, 'name' | 'description' | 'extensions'> &
  Partial<Pick<RawEndpoint, 'method' | 'url' | 'functionName' | 'responseExample' | 'statusCode'>> & {
    /** Schema of an object, as it stands in the document; nothing where it takes nothing. */
    readonly input: JsonValue | undefined;
    readonly output?: JsonValue | undefined;
  };

/**
 * Makes an endpoint of what a document says: its schemas stand alone then, and its parameters are the leaves of its input.
 * `root` is the document that references lead into, `outputRoot` that of its answer. Parts that cannot be taken over are told as refusals, the rest serves.
 */
export function toSchemaEndpoint(
  { name, description, extensions, input, output, ...rest }: SchemaEndpoint,
  root: JsonValue,
  source: string,
  outputRoot = root,
): EndpointReading {
  const resolved = resolveSchema(input ?? {}, { root, direction: 'input' });
  const answer =
    output === undefined ? null : resolveSchema(output, { root: outputRoot, direction: 'output' });
  const refusals = [
    ...resolved.problems.map((problem) => toRefusal(problem, 'parameter', name, source)),
    ...(answer?.problems ?? []).map((problem) => toRefusal(problem, 'response', name, source)),
  ];
  const inputSchema = asObject(resolved.schema);
  const leaves = inputParameters(inputSchema);
  const required = withStatedMembers(leaves.required, input, root);
  const optional = withStatedMembers(leaves.optional, input, root);
  const excess = exceedsLimits([...required, ...optional]);
  if (excess !== null) {
    refusals.push({ level: 'endpoint', source, name, reason: excess.reason, detail: `It ${excess.detail}` });
    return { endpoint: null, refusals };
  }
  const endpoint: RawEndpoint = {
    name,
    description,
    method: rest.method ?? '',
    url: rest.url ?? '',
    ...(rest.functionName !== undefined && { functionName: rest.functionName }),
    inputSchema,
    required,
    optional,
    ...(answer !== null && { responseSchema: answer.schema as JsonValue }),
    ...(rest.responseExample !== undefined && { responseExample: rest.responseExample }),
    ...(rest.statusCode !== undefined && { statusCode: rest.statusCode }),
    extensions,
  };
  return { endpoint, refusals };
}

/** The input of a tool is an object, also where its document does not say so. */
function asObject(schema: JsonSchema): JsonSchema {
  return schema.type === 'object' ? schema : { ...schema, type: 'object' };
}

function toRefusal(
  { reason, detail }: SchemaProblem,
  level: Refusal['level'],
  name: string,
  source: string,
): Refusal {
  return { level, source, name, reason, detail };
}
