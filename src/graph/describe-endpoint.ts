import type { Endpoint } from '../types/tool-registry.js';
import type { ConceptIndex } from './concept-index.js';
import type { Demand, Supply } from './find-data-links.js';
import type { GraphSettings } from './graph-settings.js';
import { endpointKey, fieldKey, parameterKey } from './node-keys.js';
import { isCorner, readEnd } from './read-end.js';
import { identifyField, identifyParameter, type ValueIdentity } from './value-identity.js';

/** An endpoint with what it gives and wants, worked out once. */
export type EndpointFacts = {
  readonly endpoint: Endpoint;
  readonly category: string;
  /** Its key in the heterogeneous graph. */
  readonly key: string;
  readonly supplies: readonly Supply[];
  /** The same by what the values are: see `joinKey`. */
  readonly suppliesOf: ReadonlyMap<string, readonly Supply[]>;
  readonly demands: readonly Demand[];
  /** Attributes that each object of the response shows. */
  readonly attributesOf: ReadonlyMap<number, ReadonlySet<string>>;
  /** Universal concepts that it takes from the user and that tie an errand together, sorted. */
  readonly shares: readonly string[];
};

/** Works out what an endpoint can supply and what it needs, and which of its values tie an errand together. */
export function describeEndpoint(
  endpoint: Endpoint,
  category: string,
  concepts: ConceptIndex,
  settings: GraphSettings,
): EndpointFacts {
  const supplies: Supply[] = [];
  // Envelope fields (request ids, status) describe the call, not the world.
  const hasObjects = endpoint.response.objects.length > 0;
  for (const field of endpoint.response.origin === 'unknown' ? [] : endpoint.response.fields) {
    if (hasObjects && field.object < 0) continue;
    const identity = identifyField(endpoint, field, concepts, settings);
    if (!identity) continue;
    const end = readEnd(field, identity.anchor, settings);
    supplies.push({ field, identity, end, key: fieldKey(endpoint.id, field.pointer) });
  }
  const demands: Demand[] = [];
  for (const parameter of endpoint.parameters) {
    if (parameter.role !== 'identifier' && parameter.role !== 'filter' && parameter.role !== 'content')
      continue;
    const identity = identifyParameter(endpoint, parameter, concepts, settings);
    if (!identity) continue;
    demands.push({
      parameter,
      identity,
      end: readEnd(parameter, identity.anchor, settings),
      corner: isCorner(parameter.name, identity.anchor, settings),
      key: parameterKey(endpoint.id, parameter.name),
    });
  }
  const shares = new Set<string>();
  for (const { parameter, identity } of demands) {
    if (parameter.source !== 'user' || identity.anchor === null) continue;
    if ((settings.universalConcepts.get(identity.anchor)?.share ?? 0) > 0) shares.add(identity.anchor);
  }
  return {
    endpoint,
    category,
    key: endpointKey(endpoint.id),
    supplies,
    suppliesOf: groupSupplies(supplies),
    demands,
    attributesOf: groupAttributes(endpoint),
    shares: [...shares].sort(),
  };
}

/** What two values must have in common to be one: the entity that they identify, else the universal concept. */
export function joinKey({ entity, anchor }: ValueIdentity): string {
  return entity === null ? `value ${anchor ?? ''}` : `entity ${entity}`;
}

function groupAttributes({ response }: Endpoint): ReadonlyMap<number, ReadonlySet<string>> {
  const groups = new Map<number, Set<string>>();
  for (const { object, attribute } of response.fields) {
    const group = groups.get(object);
    if (group) group.add(attribute);
    else groups.set(object, new Set([attribute]));
  }
  return groups;
}

function groupSupplies(supplies: readonly Supply[]): ReadonlyMap<string, readonly Supply[]> {
  const groups = new Map<string, Supply[]>();
  for (const supply of supplies) {
    const key = joinKey(supply.identity);
    const group = groups.get(key);
    if (group) group.push(supply);
    else groups.set(key, [supply]);
  }
  return groups;
}
