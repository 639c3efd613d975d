import type { Endpoint } from '../../src/types/tool-registry.js';
import type { Linked } from './measure-labels.js';

export type ExpectedLinks = { readonly [tool: string]: readonly ExpectedGroup[] };

type ExpectedGroup = {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly parameter: string;
  readonly field?: string;
};

/** Expected links that the graph holds, and those that it lacks, in words. Throws where an endpoint does not exist. */
export function joinExpected(expected: ExpectedLinks, { registry, graph }: Linked) {
  const endpoints = new Map<string, Endpoint[]>();
  for (const endpoint of registry.endpoints) {
    const key = toKey(endpoint.toolId, endpoint.name);
    endpoints.set(key, [...(endpoints.get(key) ?? []), endpoint]);
  }
  const find = (tool: string, name: string): ReadonlySet<string> => {
    const [otherTool, otherName] = name.includes('#') ? name.split('#') : [];
    const found = endpoints.get(toKey(otherTool ?? tool, otherName ?? name));
    if (found === undefined) throw new Error(`There is no endpoint '${name}' of ${tool}.`);
    return new Set(found.map(({ id }) => id));
  };
  const links = graph.edges.flatMap(({ from, to, links }) => links.map((link) => ({ ...link, from, to })));
  const found: string[] = [];
  const missing: string[] = [];
  for (const [key, groups] of Object.entries(expected)) {
    const tool = key.replace(/#\d+$/, '');
    for (const { from, to, parameter, field } of groups)
      for (const source of from)
        for (const target of to) {
          const [sources, targets] = [find(tool, source), find(tool, target)];
          const isThere = links.some(
            (link) =>
              link.parameter === parameter &&
              sources.has(link.from) &&
              targets.has(link.to) &&
              (field === undefined || link.field.split('/').at(-1) === field),
          );
          (isThere ? found : missing).push(`${tool}: ${source} → ${target} ${parameter}`);
        }
  }
  return { found, missing };
}

/** Category and tool without case and separators, and the endpoint's name. */
function toKey(tool: string, name: string): string {
  return `${tool.toLowerCase().replace(/[^a-z0-9/]+/g, '')} ${name}`;
}
