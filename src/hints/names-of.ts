import { pathOf } from '../registry/exclusions.js';
import type { ToolName } from '../registry/name-tools.js';
import type { RawEndpoint, RawTool } from '../types/raw-tool.js';

/** The names by which hints may mean an endpoint: call name, id, function name, tool/endpoint, `METHOD /path`. */
export function namesOf(
  endpoint: RawEndpoint,
  slug: string,
  tool: RawTool,
  name: ToolName,
  /** See `sharedSegments`. */
  shared: number,
): readonly string[] {
  const tools = new Set([tool.name, tool.title, tool.stem, name.callPrefix].filter((each) => each !== ''));
  return [
    `${name.callPrefix}::${slug}`,
    `${name.id}/${slug}`,
    ...(endpoint.functionName === undefined ? [] : [endpoint.functionName]),
    ...[...tools].flatMap((each) => [`${each}/${endpoint.name}`, `${each}::${endpoint.name}`]),
    endpoint.name,
    ...pathsOf(endpoint, shared).map((path) => `${endpoint.method || 'GET'} ${path}`),
  ];
}

/** The path as it stands, and without what all paths of the tool begin with: where the server is. */
function pathsOf({ url }: RawEndpoint, shared: number): readonly string[] {
  const segments = pathOf(url).split('/').slice(1);
  if (segments.length === 0) return [];
  return Array.from(
    { length: Math.min(shared, segments.length) + 1 },
    (_, left) => `/${segments.slice(left).join('/')}`,
  );
}

/** How many segments the paths of all endpoints begin with alike. */
export function sharedSegments(endpoints: readonly RawEndpoint[]): number {
  const paths = endpoints.map(({ url }) => pathOf(url).split('/').slice(1));
  const [first = []] = paths;
  const differs = first.findIndex((segment, place) => paths.some((path) => path[place] !== segment));
  return differs < 0 ? first.length : differs;
}
