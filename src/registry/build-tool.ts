import { tokenizeName } from '../concepts/tokenize-name.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawEndpoint, RawTool } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import type { Endpoint, Tool } from '../types/tool-registry.js';
import { buildEndpoint } from './build-endpoint.js';
import { byCodeUnit } from './by-code-unit.js';
import { cleanName, cleanText } from './clean-text.js';
import { isTestTool, pathOf } from './exclusions.js';
import type { ToolName } from './name-tools.js';
import { shareMeanings } from './share-meanings.js';
import { shortHash, toSlug } from './slug.js';

export type BuiltTool = {
  /** Null where nothing of it is left. */
  readonly tool: Tool | null;
  readonly endpoints: readonly Endpoint[];
  readonly refusals: readonly Refusal[];
};

/** Interprets one tool. Nothing but its name depends on the other tools of the catalog. */
export function buildTool(
  raw: RawTool,
  { id, category, callPrefix }: ToolName,
  knowledge: Knowledge,
): BuiltTool {
  const refusals: Refusal[] = [];
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
  const read = nameEndpoints(raw, refusals).map(({ endpoint, slug }) =>
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
  const endpoints = shareMeanings(read);
  return { tool: endpoints.length === 0 ? null : toTool(raw, id, endpoints), endpoints, refusals };
}

function toTool(raw: RawTool, id: string, endpoints: readonly Endpoint[]): Tool {
  const name = cleanName(raw.title === '' ? raw.name : raw.title);
  return {
    id,
    name: name === '' ? raw.name : name,
    category: raw.category,
    description: cleanText(raw.description),
    endpointIds: endpoints.map((endpoint) => endpoint.id).sort(byCodeUnit),
  };
}

/** Gives each endpoint a slug of its own inside the tool; an exact repetition is refused. */
export function nameEndpoints(tool: RawTool, refusals: Refusal[]): { endpoint: RawEndpoint; slug: string }[] {
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

/** The name by which models call it. Else a path as a name (`/v2/users/{id}`) speaks by its fixed segments, and by its parameters where it has no others. */
function speakingName(endpoint: RawEndpoint): string {
  if (endpoint.functionName !== undefined && toSlug(endpoint.functionName, 64) !== '')
    return endpoint.functionName;
  if (!endpoint.name.includes('/') || !endpoint.name.includes('{')) return endpoint.name;
  const open = endpoint.name.replace(/\{([^{}]*)\}/g, ' by $1 ');
  return tokenizeName(open).length === 0 ? endpoint.name : open;
}
