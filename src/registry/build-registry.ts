import { tokenizeName } from '../concepts/tokenize-name.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawEndpoint, RawTool } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import type { Endpoint, Tool, ToolRegistry } from '../types/tool-registry.js';
import { buildEndpoint } from './build-endpoint.js';
import { cleanName, cleanText } from './clean-text.js';
import { isTestTool, pathOf } from './exclusions.js';
import { shortHash, toSlug } from './slug.js';

/**
 * Interprets a catalog: ids, types, meanings, responses. What cannot be used in a conversation stays in the registry with
 * `unusable` set; that, and all that was dropped, is listed in `refusals`.
 */
export function buildRegistry(
  rawTools: readonly RawTool[],
  knowledge: Knowledge,
): { registry: ToolRegistry; refusals: Refusal[] } {
  const refusals: Refusal[] = [];
  const tools: Tool[] = [];
  const endpoints: Endpoint[] = [];
  for (const named of nameTools(rawTools, refusals)) {
    const { raw, category, id, callPrefix } = named;
    const toolUnusable = isTestTool(raw, knowledge)
      ? 'health_check_or_test: the tool is a test or a demonstration'
      : null;
    if (toolUnusable !== null) {
      refusals.push({
        level: 'tool',
        source: raw.source,
        name: raw.name,
        reason: 'health_check_or_test',
        detail: 'The tool is a test or a demonstration; its endpoints are kept out of conversations.',
      });
    }
    const built = nameEndpoints(raw, refusals).map(({ endpoint, slug }) =>
      buildEndpoint(
        endpoint,
        {
          tool: raw,
          toolId: id,
          category,
          id: `${id}/${slug}`,
          callName: `${callPrefix}::${slug}`,
          toolUnusable,
          knowledge,
        },
        (level, name, reason, detail) => refusals.push({ level, source: raw.source, name, reason, detail }),
      ),
    );
    if (built.length === 0) continue;
    const name = cleanName(raw.title === '' ? raw.name : raw.title);
    tools.push({
      id,
      name: name === '' ? raw.name : name,
      category: raw.category,
      description: cleanText(raw.description),
      endpointIds: built.map((endpoint) => endpoint.id).sort(byCodeUnit),
    });
    for (const endpoint of built) endpoints.push(endpoint);
  }
  tools.sort((a, b) => byCodeUnit(a.id, b.id));
  endpoints.sort((a, b) => byCodeUnit(a.id, b.id));
  return { registry: { tools, endpoints }, refusals };
}

type NamedTool = {
  readonly raw: RawTool;
  readonly category: string;
  readonly id: string;
  readonly callPrefix: string;
};

/** Gives each tool its category-qualified id and the first half of its call names; both unique in the catalog. */
function nameTools(rawTools: readonly RawTool[], refusals: Refusal[]): NamedTool[] {
  const ids = new Set<string>();
  const prefixCounts = new Map<string, number>();
  const first = rawTools.map((raw) => {
    const category = toSlug(raw.category === '' ? 'uncategorized' : raw.category, 40);
    const slug = toSlug(raw.stem.trim() === '' ? raw.name : raw.stem, 48);
    return { raw, category, slug };
  });
  const named: NamedTool[] = [];
  for (const { raw, category, slug } of first) {
    let unique = slug;
    if (ids.has(`${category}/${unique}`)) unique = `${slug}_${shortHash(raw.source)}`;
    if (ids.has(`${category}/${unique}`)) {
      refusals.push({
        level: 'tool',
        source: raw.source,
        name: raw.name,
        reason: 'duplicate_tool',
        detail: `Another tool of category '${raw.category}' has the same name and place.`,
      });
      continue;
    }
    ids.add(`${category}/${unique}`);
    prefixCounts.set(unique, (prefixCounts.get(unique) ?? 0) + 1);
    named.push({ raw, category, id: `${category}/${unique}`, callPrefix: unique });
  }
  const taken = new Set<string>();
  return named.map((tool) => {
    let callPrefix =
      (prefixCounts.get(tool.callPrefix) ?? 0) > 1 ? `${tool.callPrefix}_${tool.category}` : tool.callPrefix;
    if (taken.has(callPrefix)) callPrefix = `${callPrefix}_${shortHash(tool.id)}`;
    taken.add(callPrefix);
    return { ...tool, callPrefix };
  });
}

/** Gives each endpoint a slug of its own inside the tool; an exact repetition is refused. */
function nameEndpoints(tool: RawTool, refusals: Refusal[]): { endpoint: RawEndpoint; slug: string }[] {
  const slugs = new Set<string>();
  const seen = new Set<string>();
  const named: { endpoint: RawEndpoint; slug: string }[] = [];
  for (const endpoint of tool.endpoints) {
    const identity = `${endpoint.name.trim().toLowerCase()} ${endpoint.method.toUpperCase()} ${endpoint.url}`;
    if (seen.has(identity)) {
      refusals.push({
        level: 'endpoint',
        source: tool.source,
        name: endpoint.name,
        reason: 'duplicate_endpoint',
        detail: 'Same name, method and URL as an earlier endpoint of the tool; the first one stands.',
      });
      continue;
    }
    seen.add(identity);
    const base = toSlug(speakingName(endpoint), 64);
    let slug = base;
    if (slugs.has(slug)) slug = toSlug(`${base} ${distinctPath(endpoint, base)}`, 64);
    for (let attempt = 0; slugs.has(slug); attempt += 1)
      slug = `${base}_${shortHash(`${identity} ${attempt}`)}`;
    slugs.add(slug);
    named.push({ endpoint, slug });
  }
  return named;
}

/** Words of the path that the name lacks: two `listUsers` of one tool are `list_users` and `list_users_instagram`. */
function distinctPath(endpoint: RawEndpoint, base: string): string {
  const said = new Set(base.split('_'));
  return tokenizeName(pathOf(endpoint.url).replace(/\{[^{}]*\}/g, ' '))
    .filter((word) => !said.has(word) && /^[a-z]{2,20}$/.test(word))
    .slice(0, 3)
    .join(' ');
}

/** A path as a name (`/v2/users/{id}`) speaks by its fixed segments, and by its parameters where it has no others. */
function speakingName(endpoint: RawEndpoint): string {
  if (!endpoint.name.includes('/') || !endpoint.name.includes('{')) return endpoint.name;
  const open = endpoint.name.replace(/\{([^{}]*)\}/g, ' by $1 ');
  return tokenizeName(open).length === 0 ? endpoint.name : open;
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
