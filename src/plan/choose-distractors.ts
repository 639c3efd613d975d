import type { Random } from '../random/random.js';
import type { Endpoint, Tool } from '../types/tool-registry.js';

/** Endpoints by what distractors are drawn from, built once per catalog. */
export type Neighbourhood = {
  readonly byTool: ReadonlyMap<string, readonly Endpoint[]>;
  readonly byCategory: ReadonlyMap<string, readonly Endpoint[]>;
  readonly byEntity: ReadonlyMap<string, readonly Endpoint[]>;
  readonly all: readonly Endpoint[];
  readonly categoryOf: ReadonlyMap<string, string>;
};

export function toNeighbourhood(endpoints: readonly Endpoint[], tools: readonly Tool[]): Neighbourhood {
  const categoryOf = new Map(tools.map((tool) => [tool.id, tool.category]));
  const usable = endpoints.filter((endpoint) => endpoint.unusable === null);
  return {
    byTool: groupBy(usable, (endpoint) => endpoint.toolId),
    byCategory: groupBy(usable, (endpoint) => categoryOf.get(endpoint.toolId) ?? ''),
    byEntity: groupBy(usable, (endpoint) => endpoint.entity ?? ''),
    all: usable,
    categoryOf,
  };
}

/**
 * Endpoints to offer beside the needed ones: near neighbours that do another thing. One that does the same to the same
 * entity would serve too and is left out.
 */
export function chooseDistractors(
  needed: readonly Endpoint[],
  neighbourhood: Neighbourhood,
  count: number,
  random: Random,
): string[] {
  const taken = new Set(needed.map((endpoint) => endpoint.id));
  const chosen: string[] = [];
  const pools = [
    needed.flatMap((endpoint) => neighbourhood.byTool.get(endpoint.toolId) ?? []),
    needed.flatMap(
      (endpoint) => neighbourhood.byCategory.get(neighbourhood.categoryOf.get(endpoint.toolId) ?? '') ?? [],
    ),
    neighbourhood.all,
  ];
  for (const pool of pools) {
    for (let draw = 0; draw < count * 4 && chosen.length < count && pool.length > 0; draw += 1) {
      const candidate = random.pick(pool);
      if (taken.has(candidate.id) || needed.some((endpoint) => serves(candidate, endpoint))) continue;
      taken.add(candidate.id);
      chosen.push(candidate.id);
    }
  }
  return chosen;
}

/** True where one endpoint could stand in for the other: same action on the same entity. */
export function serves(candidate: Endpoint, endpoint: Endpoint): boolean {
  if (candidate.entity === null || endpoint.entity === null) return candidate.name === endpoint.name;
  return (
    candidate.entity === endpoint.entity &&
    (candidate.intent === endpoint.intent || reads(candidate) === reads(endpoint))
  );
}

function reads(endpoint: Endpoint): boolean {
  return endpoint.intent === 'search' || endpoint.intent === 'retrieve';
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
