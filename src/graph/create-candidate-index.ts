import type { EndpointFacts } from './describe-endpoint.js';
import type { Supply } from './find-data-links.js';
import type { GraphSettings, Reach } from './graph-settings.js';

/** Which endpoints are worth comparing with a given one. Bounded per value, whatever the catalog's size. */
export type CandidateIndex = {
  /** Endpoints that want something `source` supplies. */
  takers(source: EndpointFacts): EndpointFacts[];
  /** Endpoints that take the same value from the user, or act on the same entity of the tool. */
  sharers(source: EndpointFacts): EndpointFacts[];
  /** Endpoints of the same category. */
  neighbours(source: EndpointFacts): EndpointFacts[];
};

type Bucket = readonly number[];

/**
 * Joins endpoints through the values they hold in common. A bucket longer than the window gives the members that follow
 * the source's own place, wrapping round, so that every member is somebody's candidate and none is everybody's.
 */
export function createCandidateIndex(
  facts: readonly EndpointFacts[],
  settings: GraphSettings,
): CandidateIndex {
  const takers = new Map<string, number[]>();
  const sharers = new Map<string, number[]>();
  const categories = new Map<string, number[]>();
  facts.forEach((fact, place) => {
    for (const key of new Set(fact.linked.flatMap(({ identity }) => valueKeys(fact, identity, settings))))
      add(takers, key, place);
    for (const key of shareKeys(fact, settings)) add(sharers, key, place);
    add(categories, fact.category, place);
  });

  const gather = (
    source: EndpointFacts,
    buckets: ReadonlyMap<string, Bucket>,
    keys: Iterable<string>,
  ): EndpointFacts[] => {
    const own = source.place;
    const places: number[] = [];
    for (const key of keys)
      for (const place of windowAfter(buckets.get(key) ?? none, own, settings.limits.window))
        places.push(place);
    const found: EndpointFacts[] = [];
    let last = own;
    // A typed array sorts numbers natively; what several buckets hold then stands side by side.
    for (const place of Uint32Array.from(places).sort()) {
      const fact = facts[place];
      if (place !== last && place !== own && fact !== undefined) found.push(fact);
      last = place;
    }
    return found;
  };
  return {
    takers: (source) => gather(source, takers, givenKeys(source, settings)),
    sharers: (source) => gather(source, sharers, shareKeys(source, settings)),
    neighbours: (source) => gather(source, categories, [source.category]),
  };
}

/** One object shows the same thing in many fields: what they are is told apart before any key is spelled. */
function givenKeys(source: EndpointFacts, settings: GraphSettings): string[] {
  const entities = new Set<string | null>();
  const anchors = new Set<string | null>();
  const stated: string[] = [];
  const take = ({ identity }: Supply): void => {
    if (identity.stated === true) {
      stated.push(...valueKeys(source, identity, settings));
      return;
    }
    entities.add(identity.entity);
    anchors.add(identity.anchor);
  };
  source.supplies.forEach(take);
  for (const supplies of source.aliasesOf.values()) supplies.forEach(take);
  return [
    ...stated,
    ...[...entities].flatMap((entity) => valueKeys(source, { entity, anchor: null }, settings)),
    ...[...anchors].flatMap((anchor) => valueKeys(source, { entity: null, anchor }, settings)),
  ];
}

/** Rings of a value: the tool's own, the category's, everybody's. Identifiers stay in the tool unless they are universal. */
function valueKeys(
  fact: EndpointFacts,
  identity: { entity: string | null; anchor: string | null; stated?: boolean },
  settings: GraphSettings,
): string[] {
  const keys: string[] = [];
  // What is stated of two endpoints holds wherever they are.
  if (identity.stated === true) return [`entity ${identity.entity}`];
  if (identity.entity !== null) keys.push(`entity ${identity.entity} in ${fact.endpoint.toolId}`);
  if (identity.anchor !== null) {
    const reach = settings.universalConcepts.get(identity.anchor)?.link ?? 'never';
    keys.push(...rings(fact, `value ${identity.anchor}`, reach));
  }
  return keys;
}

function shareKeys(fact: EndpointFacts, settings: GraphSettings): string[] {
  const keys = fact.shares.flatMap((anchor) =>
    rings(fact, anchor, settings.universalConcepts.get(anchor)?.among ?? 'tool'),
  );
  if (fact.endpoint.entity !== null) keys.push(`entity ${fact.endpoint.entity} in ${fact.endpoint.toolId}`);
  return keys;
}

/** No ring is wider than the value travels: nobody there would be taken. */
function rings(fact: EndpointFacts, value: string, reach: Reach | 'never'): string[] {
  if (reach === 'never') return [];
  const keys = [`${value} in tool ${fact.endpoint.toolId}`];
  if (reach !== 'tool' && !(reach === 'category' && fact.miscellaneous))
    keys.push(`${value} in category ${fact.category}`);
  if (reach === 'anywhere') keys.push(value);
  return keys;
}

const none: Bucket = [];

/** At most `size` members, those that follow `own` first. */
function windowAfter(bucket: Bucket, own: number, size: number): Bucket {
  if (bucket.length <= size) return bucket;
  let low = 0;
  let high = bucket.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bucket[middle] ?? 0) <= own) low = middle + 1;
    else high = middle;
  }
  const tail = bucket.slice(low, low + size);
  return tail.length < size ? [...tail, ...bucket.slice(0, size - tail.length)] : tail;
}

function add(map: Map<string, number[]>, key: string, place: number): void {
  const bucket = map.get(key);
  if (bucket) bucket.push(place);
  else map.set(key, [place]);
}
