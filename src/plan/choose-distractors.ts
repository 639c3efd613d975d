import { normalWords } from '../concepts/concept-index.js';
import type { Random } from '../random/random.js';
import { endpointLikeness } from '../registry/endpoint-likeness.js';
import { isWrite } from '../sampler/draft.js';
import type { DistractorShare, PlannedDistractor } from '../types/plan-row.js';
import type { CountRange } from '../types/sampling.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { Endpoint, EndpointLookup, Tool } from '../types/tool-registry.js';
import { isNamedBy } from './is-named-by.js';
import { createNeededBy, type NeededBy } from './needed-by.js';
import { tellingWords } from './telling-words.js';

/** Endpoints by what distractors are drawn from, built once per catalog. */
export type Neighbourhood = {
  readonly byTool: ReadonlyMap<string, readonly Endpoint[]>;
  readonly byCategory: ReadonlyMap<string, readonly Endpoint[]>;
  readonly byEntity: ReadonlyMap<string, readonly Endpoint[]>;
  readonly byWord: ReadonlyMap<string, readonly Endpoint[]>;
  readonly all: readonly Endpoint[];
  readonly categoryOf: ReadonlyMap<string, string>;
  readonly neededBy: NeededBy;
  /** The groups that an endpoint is in, each with how likely a distractor comes from it. */
  readonly poolsOf: (endpoint: Endpoint) => readonly Pool[];
  /** Whether another endpoint acts on the same entity, or has it in its name, and could not stand in for this one. */
  readonly hasKin: (endpoint: Endpoint) => boolean;
};

export function toNeighbourhood(
  endpoints: readonly Endpoint[],
  tools: readonly Tool[],
  graph: EndpointGraph,
): Neighbourhood {
  const categoryOf = new Map(tools.map((tool) => [tool.id, tool.category]));
  const usable = endpoints.filter((endpoint) => endpoint.unusable === null);
  const groups: Groups = {
    byTool: groupBy(usable, (endpoint) => [endpoint.toolId]),
    byCategory: groupBy(usable, (endpoint) => [categoryOf.get(endpoint.toolId) ?? '']),
    byEntity: groupBy(usable, ({ entity }) => (entity === null ? [] : [entity])),
    byWord: groupBy(usable, tellingWords),
    categoryOf,
  };
  return {
    ...groups,
    all: usable,
    neededBy: createNeededBy(graph),
    poolsOf: rememberPools(groups),
    hasKin: rememberKin(groups),
  };
}

/** How many to offer beside the needed ones: most often a few, now and then many. */
export function distractorCount({ minimum, maximum }: CountRange, random: Random): number {
  return minimum + Math.floor((maximum - minimum + 1) * random.next() ** 2);
}

export type DistractorWish = {
  readonly needed: readonly Endpoint[];
  /** How many, as far as there are so many. */
  readonly count: number;
  /** True where nothing needed is offered: then something must be, even if it is not near, and nothing that the request names. */
  readonly orStranger: boolean;
  /** Where the request leaves open which of its entity's endpoints is meant: one that acts on the same is looked for first. */
  readonly akinTo?: Endpoint | undefined;
  /** How alike each must be to some needed one at least, 0–3; see `endpointLikeness`. */
  readonly likeness?: number;
};

/**
 * Endpoints to offer beside the needed ones: near neighbours that share entity, name or category with one, that could not
 * stand in for any, and from which no path of data links leads to any. Fewer where the catalog has no more.
 */
export function chooseDistractors(
  { needed, count, orStranger, akinTo, likeness = 0 }: DistractorWish,
  neighbourhood: Neighbourhood,
  random: Random,
): PlannedDistractor[] {
  const isNeeded = neighbourhood.neededBy(needed.map(({ id }) => id));
  const taken = new Set<Endpoint>();
  const chosen: PlannedDistractor[] = [];
  const tryToTake = (candidate: Endpoint): void => {
    if (taken.has(candidate)) return;
    taken.add(candidate);
    if (servesAny(candidate, needed) || isNeeded(candidate.id)) return;
    if (orStranger && needed.some((endpoint) => isNamedBy(candidate, endpoint))) return;
    if (likeness > 0 && !needed.some((endpoint) => endpointLikeness(candidate, endpoint) >= likeness)) return;
    chosen.push({ endpointId: candidate.id, shares: shareOf(candidate, needed, neighbourhood) });
  };

  const akin = neighbourhood.byEntity.get(akinTo?.entity ?? '') ?? [];
  for (let draw = 0; draw < akinDraws && akin.length > 0 && chosen.length === 0; draw += 1)
    tryToTake(random.pick(akin));
  const pools = nearPools(needed, neighbourhood);
  const weights = pools.map(({ weight }) => weight);
  for (let draw = 0; draw < count * drawsEach && chosen.length < count && pools.length > 0; draw += 1)
    tryToTake(random.pick(random.pickWeighted(pools, weights).members));
  // Where chance found too few, each neighbour in turn, the nearest pools first, as far as a look is worth it.
  for (const { members } of pools) {
    const start = chosen.length < count ? random.integer(0, members.length - 1) : 0;
    for (let place = 0; place < Math.min(members.length, longestLook) && chosen.length < count; place += 1) {
      const candidate = members[(start + place) % members.length];
      if (candidate) tryToTake(candidate);
    }
  }
  for (let draw = 0; orStranger && chosen.length === 0 && draw < longestLook; draw += 1)
    tryToTake(random.pick(neighbourhood.all));
  return chosen;
}

const drawsEach = 3;
const akinDraws = 12;
const longestLook = 60;

export type Pool = { readonly members: readonly Endpoint[]; readonly weight: number };

/** Each pool once, at the place where it first came up and with the weight that it had last. */
function nearPools(needed: readonly Endpoint[], { poolsOf }: Neighbourhood): readonly Pool[] {
  const [only, ...others] = needed;
  if (only === undefined) return [];
  const own = poolsOf(only);
  if (others.length === 0) return own;
  const pools = [...own];
  for (const endpoint of others)
    for (const pool of poolsOf(endpoint)) {
      // A chain has some ten pools: a look at each is cheaper than a table.
      const place = pools.findIndex(({ members }) => members === pool.members);
      pools[place < 0 ? pools.length : place] = pool;
    }
  return pools;
}

type Groups = Pick<Neighbourhood, 'byTool' | 'byCategory' | 'byEntity' | 'byWord' | 'categoryOf'>;

/** The pools that an endpoint brings, worked out once. */
function rememberPools(groups: Groups): (endpoint: Endpoint) => readonly Pool[] {
  const known = new WeakMap<Endpoint, readonly Pool[]>();
  return (endpoint) => {
    let pools = known.get(endpoint);
    if (pools === undefined) {
      pools = readPools(endpoint, groups);
      known.set(endpoint, pools);
    }
    return pools;
  };
}

/** Endpoints looked at before there counts as none. */
const kinLooks = 60;

function rememberKin({ byEntity, byWord }: Groups): (endpoint: Endpoint) => boolean {
  const known = new WeakMap<Endpoint, boolean>();
  return (endpoint) => {
    let has = known.get(endpoint);
    if (has === undefined) {
      const pools =
        endpoint.entity === null
          ? []
          : [byEntity.get(endpoint.entity), ...normalWords(endpoint.entity).map((word) => byWord.get(word))];
      has = pools.some((members) =>
        members?.slice(0, kinLooks).some((other) => other !== endpoint && !serves(other, endpoint)),
      );
      known.set(endpoint, has);
    }
    return has;
  };
}

function readPools(endpoint: Endpoint, groups: Groups): readonly Pool[] {
  const { byTool, byCategory, byEntity, byWord, categoryOf } = groups;
  const pools = new Map<readonly Endpoint[] | undefined, number>();
  pools.set(byTool.get(endpoint.toolId), 3);
  if (endpoint.entity !== null) pools.set(byEntity.get(endpoint.entity), 3);
  for (const word of tellingWords(endpoint)) pools.set(byWord.get(word), 1);
  pools.set(byCategory.get(categoryOf.get(endpoint.toolId) ?? ''), 2);
  return [...pools].flatMap(([members, weight]) => (members ? [{ members, weight }] : []));
}

/** The same distractors, each with what it shares with one of these endpoints: of the planned ones, those that are called. */
export function compareWith(
  distractors: readonly PlannedDistractor[],
  called: readonly Endpoint[],
  endpoints: EndpointLookup,
  neighbourhood: Neighbourhood,
): PlannedDistractor[] {
  return distractors.map(({ endpointId }) => {
    const endpoint = endpoints.get(endpointId);
    return { endpointId, shares: endpoint ? shareOf(endpoint, called, neighbourhood) : null };
  });
}

/** The most telling thing that a neighbour has in common with one that is needed; null for a stranger. */
function shareOf(
  candidate: Endpoint,
  needed: readonly Endpoint[],
  { categoryOf }: Neighbourhood,
): DistractorShare | null {
  const { entity, toolId } = candidate;
  if (entity !== null) for (const other of needed) if (other.entity === entity) return 'entity';
  const words = tellingWords(candidate);
  for (const other of needed) for (const word of tellingWords(other)) if (words.includes(word)) return 'name';
  const category = categoryOf.get(toolId);
  for (const other of needed)
    if (other.toolId === toolId || categoryOf.get(other.toolId) === category) return 'category';
  return null;
}

function servesAny(candidate: Endpoint, needed: readonly Endpoint[]): boolean {
  for (const endpoint of needed) if (serves(candidate, endpoint)) return true;
  return false;
}

/**
 * True where one endpoint could stand in for the other: the same name, or on the same entity the same action, two ways to
 * read, or two of which one is made to do whatever its name says.
 */
export function serves(candidate: Endpoint, endpoint: Endpoint): boolean {
  if (candidate.name === endpoint.name) return true;
  if (candidate.entity === null || endpoint.entity === null) return false;
  return (
    candidate.entity === endpoint.entity &&
    (candidate.intent === endpoint.intent ||
      (isWrite(candidate.intent)
        ? isWrite(endpoint.intent) && (candidate.intent === 'execute' || endpoint.intent === 'execute')
        : !isWrite(endpoint.intent)))
  );
}

function groupBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}
