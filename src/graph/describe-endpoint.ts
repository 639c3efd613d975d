import { normalWords } from '../concepts/concept-index.js';
import { headOf, nounOf } from '../concepts/name-nouns.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import type { ConceptIndex } from './concept-index.js';
import type { Demand, Supply } from './find-data-links.js';
import type { GraphSettings } from './graph-settings.js';
import { givenEntities, identifierAliases, parameterAliases } from './identifier-aliases.js';
import { namedSources, type Sibling } from './named-sources.js';
import { isCorner, readEnd } from './read-end.js';
import { identifyField, identifyParameter, isBareId, type ValueIdentity } from './value-identity.js';

/** An endpoint with what it gives and wants, worked out once. */
export type EndpointFacts = ResponseFacts & {
  readonly endpoint: Endpoint;
  /** Its number among the usable endpoints, which are sorted by id. */
  readonly place: number;
  readonly category: string;
  readonly demands: readonly Demand[];
  /** What data links fill: the demands, and what else the parameters' names and descriptions speak of. */
  readonly linked: readonly Demand[];
  /** What else its identifiers may be, by `joinKey`: see `identifierAliases`. */
  readonly aliasesOf: ReadonlyMap<string, readonly Supply[]>;
  /** Entities whose identifier it requires. */
  readonly given: ReadonlySet<string>;
  /** Nouns of the identifiers that its tool takes. */
  readonly nouns: ReadonlySet<string>;
  /** True where the answer is guessed from a thing although it is about a part of it: its logo, its statistics. */
  readonly partial: boolean;
  /** True where the answer is guessed and the endpoint's name speaks of something else than what it is guessed to show. */
  readonly guessed: boolean;
  /** Universal concepts that it takes from the user and that tie an errand together, sorted. */
  readonly shares: readonly string[];
};

type ResponseFacts = {
  readonly supplies: readonly Supply[];
  /** The same by what the values are: see `joinKey`. */
  readonly suppliesOf: ReadonlyMap<string, readonly Supply[]>;
  /** Attributes that each object of the response shows. */
  readonly attributesOf: ReadonlyMap<number, ReadonlySet<string>>;
};

export type EndpointDescriber = (
  endpoint: Endpoint,
  place: number,
  category: string,
  /** All endpoints of its tool. */
  siblings: readonly Sibling[],
) => EndpointFacts;

/** Works out what an endpoint can supply and what it needs, and which of its values tie an errand together. */
export function createEndpointDescriber(concepts: ConceptIndex, settings: GraphSettings): EndpointDescriber {
  // Endpoints of one entity and intent share their inferred response.
  const known = new Map<readonly ResponseField[], ResponseFacts>();
  return (endpoint, place, category, siblings) => {
    const { fields } = endpoint.response;
    const response = known.get(fields) ?? describeResponse(endpoint, concepts, settings);
    known.set(fields, response);
    const demands = demandsOf(endpoint, concepts, settings);
    const pointed = pointedOf(endpoint, siblings);
    const open = demands.filter((demand) => !isLeftToOthers(demand, pointed));
    return {
      ...response,
      endpoint,
      place,
      category,
      demands,
      linked: [...open, ...pointed, ...open.flatMap((demand) => demandAliases(endpoint, demand))],
      aliasesOf: aliasesOf(endpoint, response.supplies),
      given: givenEntities(demands),
      nouns: nounsOf(siblings),
      partial: isPartial(endpoint, settings),
      guessed: isGuessed(endpoint, concepts),
      shares: sharesOf(demands, settings),
    };
  };
}

function describeResponse(
  endpoint: Endpoint,
  concepts: ConceptIndex,
  settings: GraphSettings,
): ResponseFacts {
  const supplies: Supply[] = [];
  // Envelope fields (request ids, status) describe the call, not the world.
  const hasObjects = endpoint.response.objects.length > 0;
  const fields = endpoint.response.origin === 'unknown' ? [] : endpoint.response.fields;
  for (const [index, field] of fields.entries()) {
    if (hasObjects && field.object < 0) continue;
    const identity = identifyField(endpoint, field, concepts, settings);
    if (identity) supplies.push({ field, index, identity, end: readEnd(field, identity.anchor, settings) });
  }
  return { supplies, suppliesOf: groupSupplies(supplies), attributesOf: groupAttributes(endpoint) };
}

function demandsOf(endpoint: Endpoint, concepts: ConceptIndex, settings: GraphSettings): Demand[] {
  const demands: Demand[] = [];
  for (const [index, parameter] of endpoint.parameters.entries()) {
    if (parameter.role !== 'identifier' && parameter.role !== 'filter' && parameter.role !== 'content')
      continue;
    const identity = identifyParameter(endpoint, parameter, concepts, settings);
    if (!identity) continue;
    demands.push({
      parameter,
      index,
      identity,
      end: readEnd(parameter, identity.anchor, settings),
      corner: isCorner(parameter.name, identity.anchor, settings),
    });
  }
  return demands;
}

const knownNouns = new WeakMap<readonly Sibling[], ReadonlySet<string>>();

function nounsOf(siblings: readonly Sibling[]): ReadonlySet<string> {
  const nouns =
    knownNouns.get(siblings) ??
    new Set(siblings.flatMap(({ parameters }) => parameters.flatMap(({ name }) => nounOf(name) ?? [])));
  knownNouns.set(siblings, nouns);
  return nouns;
}

function isGuessed({ name, toolId, entity, response }: Endpoint, concepts: ConceptIndex): boolean {
  if (response.origin !== 'inferred' || entity === null) return false;
  const head = headOf(name);
  if (head !== null) return !concepts.calls(head, entity);
  // A bare "Search" searches what its tool is about.
  return !normalWords(toolId.slice(toolId.indexOf('/') + 1)).some((word) => concepts.calls(word, entity));
}

function isPartial({ name, entity, response, parameters }: Endpoint, settings: GraphSettings): boolean {
  if (response.origin !== 'inferred') return false;
  // What answers one thing without being asked for any is an advert, a status, a log-out.
  if (parameters.length === 0 && response.objects[0]?.at.includes('*') !== true) return true;
  const head = headOf(name);
  return head !== null && settings.parts.has(head) && entity?.split('_').includes(head) !== true;
}

function pointedOf(endpoint: Endpoint, siblings: readonly Sibling[]): Demand[] {
  return endpoint.parameters.flatMap((parameter, index) =>
    namedSources(endpoint, parameter, siblings).map((identity) => ({
      parameter,
      index,
      identity,
      end: null,
      corner: false,
    })),
  );
}

/** A description that names where an identifier comes from leaves it to those endpoints. */
function isLeftToOthers(demand: Demand, pointed: readonly Demand[]): boolean {
  return isBareId(demand.parameter.name) && pointed.some(({ parameter }) => parameter === demand.parameter);
}

function demandAliases(endpoint: Endpoint, demand: Demand): Demand[] {
  const identities = parameterAliases(endpoint, demand.parameter, demand.identity);
  return identities.map((identity) => ({ ...demand, identity }));
}

function aliasesOf(endpoint: Endpoint, supplies: readonly Supply[]): ReadonlyMap<string, readonly Supply[]> {
  if (endpoint.response.origin === 'unknown') return noAliases;
  const identities = new Map(supplies.map(({ field, identity }) => [field, identity]));
  const aliases = endpoint.response.fields.flatMap((field, index) =>
    identifierAliases(endpoint, field, identities.get(field) ?? null).map(
      (identity): Supply => ({ field, index, identity, end: null }),
    ),
  );
  return groupSupplies(aliases);
}

const noAliases: ReadonlyMap<string, readonly Supply[]> = new Map();

function sharesOf(demands: readonly Demand[], settings: GraphSettings): readonly string[] {
  const shares = new Set<string>();
  for (const { parameter, identity } of demands) {
    if (parameter.source !== 'user' || identity.anchor === null) continue;
    if ((settings.universalConcepts.get(identity.anchor)?.share ?? 0) > 0) shares.add(identity.anchor);
  }
  return [...shares].sort();
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
