import stableStringify from 'fast-json-stable-stringify';
import type { RawEndpoint, RawTool } from '../types/raw-tool.js';
import type { QueryApi } from './read-query-form.js';

/**
 * Makes tools of the APIs of query entries: grouped by category and tool, in order of first appearance. Equal APIs become
 * one; where only one of them has a response, it keeps it. APIs of one name that differ stay apart, for the registry.
 */
export function groupQueryApis(apis: readonly QueryApi[]): readonly RawTool[] {
  const groups = new Map<
    string,
    { readonly first: QueryApi; readonly endpoints: Map<string, RawEndpoint[]> }
  >();
  for (const api of apis) {
    const key = JSON.stringify([api.category, api.toolName]);
    const group = groups.get(key) ?? { first: api, endpoints: new Map<string, RawEndpoint[]>() };
    groups.set(key, group);
    addEndpoint(group.endpoints, api.endpoint);
  }
  return [...groups.values()].map(({ first, endpoints }) => ({
    source: first.source,
    format: 'toolbench-query',
    category: first.category,
    stem: first.toolName,
    name: first.toolName,
    title: '',
    description: '',
    endpoints: [...endpoints.values()].flat(),
  }));
}

/** `endpoints` holds, by what a request needs, the variants that differ in their response. */
function addEndpoint(endpoints: Map<string, RawEndpoint[]>, endpoint: RawEndpoint): void {
  const { responseSchema, responseTemplate, responseExample, statusCode, ...request } = endpoint;
  const key = stableStringify(request);
  const variants = endpoints.get(key) ?? [];
  endpoints.set(key, variants);
  const same = variants.findIndex((variant) => agreesOnResponse(variant, endpoint));
  const known = variants[same];
  if (known === undefined) variants.push(endpoint);
  else variants[same] = { ...endpoint, ...known };
}

function agreesOnResponse(one: RawEndpoint, other: RawEndpoint): boolean {
  const keys = ['responseSchema', 'responseTemplate', 'responseExample', 'statusCode'] as const;
  return keys.every((key) => {
    const [first, second] = [one[key], other[key]];
    return first === undefined || second === undefined || stableStringify(first) === stableStringify(second);
  });
}
