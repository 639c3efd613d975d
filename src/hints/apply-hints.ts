import { childPointer } from '../json/json-pointer.js';
import { nameEndpoints } from '../registry/build-tool.js';
import type { ToolName } from '../registry/name-tools.js';
import type { JsonObject } from '../types/json.js';
import type { RawEndpoint, RawParameter, RawTool } from '../types/raw-tool.js';
import type { EndpointHint, Hints, HintUse } from './hints.js';
import { matchesName } from './matches-name.js';
import { namesOf, sharedSegments } from './names-of.js';

/**
 * A tool with what hints state of it as extension members, as if its catalog said so itself. `name` is what the catalog's
 * tools are called among themselves.
 */
export function applyHints(
  tool: RawTool,
  name: ToolName,
  { endpoints: hints }: Hints,
): { readonly tool: RawTool; readonly use: HintUse } {
  const found: [number, string][] = [];
  const parameters: [number, number][] = [];
  const shared = sharedSegments(tool.endpoints);
  const slugs = new Map(nameEndpoints(tool, []).map(({ endpoint, slug }) => [endpoint, slug]));
  const endpoints = tool.endpoints.map((endpoint) => {
    const slug = slugs.get(endpoint);
    if (slug === undefined) return endpoint;
    const names = namesOf(endpoint, slug, tool, name, shared);
    return hints.reduce((stated, hint, place) => {
      if (!names.some((each) => matchesName(hint.name, each))) return stated;
      found.push([place, `${name.id}/${slug}`]);
      return withHint(stated, hint, (parameter) => parameters.push([place, parameter]));
    }, endpoint);
  });
  if (found.length === 0) return { tool, use: { endpoints: [], parameters: [] } };
  return { tool: { ...tool, endpoints }, use: { endpoints: found, parameters } };
}

function withHint(endpoint: RawEndpoint, hint: EndpointHint, use: (parameter: number) => void): RawEndpoint {
  const { members, fields, responseSchema, responseExample } = hint;
  const used = new Set<number>();
  const withStated = (parameter: RawParameter): RawParameter =>
    hint.parameters.reduce((stated, each, place) => {
      const pointer = parameter.at ?? childPointer('', parameter.name);
      if (!matchesName(each.name, parameter.name) && !matchesName(each.name, pointer)) return stated;
      used.add(place);
      return { ...stated, extensions: { ...stated.extensions, ...each.members } };
    }, parameter);
  const required = endpoint.required.map(withStated);
  const optional = endpoint.optional.map(withStated);
  for (const place of used) use(place);
  const known = endpoint.extensions['x-fields'] as JsonObject | undefined;
  const stated = fields.map(({ pointer, concept }): [string, JsonObject] => [pointer, { concept }]);
  return {
    ...withResponse(endpoint, responseSchema, responseExample),
    ...{ required, optional },
    extensions: {
      ...endpoint.extensions,
      ...members,
      ...(stated.length === 0 ? {} : { 'x-fields': { ...known, ...Object.fromEntries(stated) } }),
    },
  };
}

/** A stated answer stands in the place of all that the catalog says of it. */
function withResponse(
  endpoint: RawEndpoint,
  schema: EndpointHint['responseSchema'],
  example: EndpointHint['responseExample'],
): RawEndpoint {
  if (schema === undefined && example === undefined) return endpoint;
  const { responseSchema: _, responseTemplate: __, responseExample: ___, ...rest } = endpoint;
  return {
    ...rest,
    ...(schema === undefined ? {} : { responseSchema: schema }),
    ...(example === undefined ? {} : { responseExample: example }),
    statusCode: 200,
  };
}
