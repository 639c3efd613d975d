import { isBareId } from '../concepts/bare-id.js';
import { normalWords } from '../concepts/concept-index.js';
import { headPhrase } from '../concepts/name-nouns.js';
import type { Intent, Parameter, ResponseField } from '../types/tool-registry.js';
import type { ConceptIndex } from './concept-index.js';
import type { EndpointFacts } from './describe-endpoint.js';
import type { GraphSettings } from './graph-settings.js';
import { isEcho } from './identifier-aliases.js';
import { tellsApart } from './identifier-nouns.js';
import { isWithin } from './is-within.js';
import { isForeignLand, isKnownPlace, isNobodysErrand, isWrittenPlace } from './place-errand.js';
import { schemasAgree } from './schemas-agree.js';
import { isRepeated } from './shared-context.js';
import { isNatural, type ValueIdentity } from './value-identity.js';

export type Supply = {
  readonly field: ResponseField;
  readonly identity: ValueIdentity;
  readonly end: 'from' | 'to' | null;
  /** Its place among the fields of the response. */
  readonly index: number;
};

export type Demand = {
  readonly parameter: Parameter;
  readonly identity: ValueIdentity;
  readonly end: 'from' | 'to' | null;
  /** True for a coordinate that is one corner of a map section. */
  readonly corner: boolean;
  /** Its place among the endpoint's parameters. */
  readonly index: number;
  /** What fills it: see `joinKey`. */
  readonly key: string;
};

export type FoundLink = {
  readonly supply: Supply;
  readonly demand: Demand;
  readonly confidence: number;
  readonly weight: number;
};

/**
 * Which fields of `source` fill which parameters of `target`: at most one field a parameter, all of one object of the
 * response, so that latitude and longitude come from the same place. Empty when nothing fits.
 */
export function findDataLinks(
  source: EndpointFacts,
  target: EndpointFacts,
  concepts: ConceptIndex,
  settings: GraphSettings,
): readonly FoundLink[] {
  const found: FoundLink[] = [];
  const take = (supply: Supply, demand: Demand): void => {
    const agreement = agree(source, supply, target, demand, concepts, settings);
    if (agreement === null) return;
    const confidence = round(certainty(supply.identity, demand.identity) * agreement);
    if (confidence < settings.dataLink.minimumConfidence) return;
    found.push({ supply, demand, confidence, weight: linkWeight(demand, confidence, concepts, settings) });
  };
  for (const demand of target.linked) {
    // What shows a part of a thing fills nothing, but where a description says so.
    if (demand.corner || (source.partial && demand.identity.pointed !== true)) continue;
    for (const supply of source.suppliesOf.get(demand.key) ?? nothing) take(supply, demand);
    for (const supply of source.aliasesOf.get(demand.key) ?? nothing) take(supply, demand);
  }
  return found.length === 0 ? noLinks : heaviest(groupByObject(found));
}

const nothing: readonly Supply[] = [];
const noLinks: readonly FoundLink[] = [];

/** The best link of each parameter, by the object that the field belongs to. */
function groupByObject(found: readonly FoundLink[]): ReadonlyMap<number, ReadonlyMap<string, FoundLink>> {
  const byObject = new Map<number, Map<string, FoundLink>>();
  for (const link of found) {
    const { object } = link.supply.field;
    const links = byObject.get(object) ?? new Map<string, FoundLink>();
    byObject.set(object, links);
    const rival = links.get(link.demand.parameter.name);
    if (!rival || isBetter(link, rival)) links.set(link.demand.parameter.name, link);
  }
  return byObject;
}

/** Two doubtful readings that come to one identifier (`patch_id` here and there) bear each other out. */
function certainty(from: ValueIdentity, to: ValueIdentity): number {
  const isOneId = from.entity !== null && from.concept !== null && from.concept === to.concept;
  return isOneId ? Math.min(from.confidence, to.confidence) : from.confidence * to.confidence;
}

/** How well a field and a parameter agree (0–1), or null when they are different things. */
function agree(
  source: EndpointFacts,
  supply: Supply,
  target: EndpointFacts,
  demand: Demand,
  concepts: ConceptIndex,
  settings: GraphSettings,
): number | null {
  const from = supply.identity;
  const to = demand.identity;
  // What is stated needs no other reason.
  if (from.stated === true && to.stated === true)
    return schemasAgree(supply.field.schema, demand.parameter.schema) ? 1 : null;
  // Both have one join key: a value that some entity is known by never fills a parameter that is about another entity.
  const isOwn = from.entity !== null && source.endpoint.toolId === target.endpoint.toolId;
  if (!isOwn) {
    if (from.anchor === null || from.anchor !== to.anchor) return null;
    if (!isWithin(settings.universalConcepts.get(from.anchor)?.link ?? 'never', source, target)) return null;
  }
  if (!schemasAgree(supply.field.schema, demand.parameter.schema)) return null;
  if (echoes(source, supply, target, demand, concepts) || crossesEnds(supply, demand)) return null;
  if (
    isNobodysErrand(source, supply, target, demand, settings) ||
    isKnownPlace(source, supply, target, demand, settings)
  )
    return null;
  if (isEcho(source, supply) || (from.anchor !== null && source.isUnseen(from.anchor))) return null;
  if (from.anchor !== null && source.isRivalled(from)) return null;
  if (isOtherThing(from, target, demand, concepts)) return null;
  if (to.called === true && areOtherKinds(supply, demand, concepts)) return null;
  const isAbroad = source.endpoint.toolId !== target.endpoint.toolId;
  if (isAbroad && source.invented) return null;
  if (!isOwn && source.doubtful && (isAbroad || !isSaidToShow(source, supply, concepts))) return null;
  if (!isAbroad && source.branch !== null && target.branch !== null && source.branch !== target.branch)
    return null;
  if (!isOwn && (isRepeated(source, target) || isNameOfSpot(source, from, concepts))) return null;
  // Identifiers of a tool are told apart by their nouns; other values have nothing but the thing to vouch for them.
  if (source.guessed && from.anchor !== null && !isNamedBy(source, supply)) return null;
  if (from.anchor === 'url' && !isOfOneThing(source, supply, target)) return null;
  if (
    isOwn &&
    tellsApart(source.endpoint, supply.field, target.endpoint, demand.parameter, to, {
      head: source.head,
      nouns: source.nouns,
      wholes: source.wholes,
      calls: concepts.names,
    })
  )
    return null;
  if (!isOwn && isWrittenPlace(source, target, demand)) return null;
  if (!isOwn && isForeignLand(source, target, to.anchor)) return null;
  const related = relation(from.concept, to.concept, concepts);
  if (isOwn && !isNatural(to.concept, concepts))
    return related ?? (isGeneric(from, concepts) || isGeneric(to, concepts) ? 0.9 : null);
  return related;
}

/**
 * True where a thing would be given what it has already (the address of a ride as the new address of that ride), or looked
 * for by what is known of it: the teams with the name of a team that was just found.
 */
function echoes(
  source: EndpointFacts,
  supply: Supply,
  target: EndpointFacts,
  demand: Demand,
  concepts: ConceptIndex,
): boolean {
  const { intent, entity } = target.endpoint;
  if (demand.identity.entity !== null || !(echoing.has(intent) || bringsNothing(source, supply, target)))
    return false;
  // More by the author of a post: a person is looked for by, and the post is not the person.
  const who = demand.identity.concept;
  const isOther = who !== null && concepts.isA(who, 'person') && supply.field.attribute !== 'name';
  if (isOther && intent === 'search' && supply.field.name !== 'name') return false;
  return entity !== null && source.endpoint.response.objects[supply.field.object]?.entity === entity;
}

/** True for a read whose answer holds nothing that the object with the value does not show. */
function bringsNothing(source: EndpointFacts, supply: Supply, target: EndpointFacts): boolean {
  if (
    target.endpoint.intent !== 'retrieve' ||
    target.endpoint.response.origin === 'inferred' ||
    target.endpoint.response.objects[0]?.entity !== target.endpoint.entity
  )
    return false;
  const shown = source.attributesOf.get(supply.field.object);
  const brought = target.attributesOf.get(0);
  return (
    shown !== undefined && brought !== undefined && [...brought].every((attribute) => shown.has(attribute))
  );
}

const echoing: ReadonlySet<Intent> = new Set<Intent>(['create', 'update', 'search']);

/** True where an address leads to what the target reads: the `url` of an article, not of a comment on it. */
function isOfOneThing(source: EndpointFacts, supply: Supply, { endpoint }: EndpointFacts): boolean {
  const shown = source.endpoint.response.objects[supply.field.object]?.entity ?? source.endpoint.entity;
  return shown === endpoint.entity;
}

/** True where a guessed answer shows a value because its name or its tool says so, not because such things have it. */
function isSaidToShow(source: EndpointFacts, supply: Supply, concepts: ConceptIndex): boolean {
  const { entity } = source.endpoint;
  if (isNamedBy(source, supply)) return true;
  return entity !== null && !concepts.knows(entity) && supply.field.name !== 'name';
}

/** True where the endpoint's name speaks of the very value: the `zip_code` of "Location to zip code". */
function isNamedBy({ endpoint }: EndpointFacts, { field }: Supply): boolean {
  return ` ${normalWords(endpoint.name).join(' ')} `.includes(` ${normalWords(field.name).join(' ')} `);
}

/** True where one end of a journey or period would become the other. */
function crossesEnds({ end: from }: Supply, { end: to }: Demand): boolean {
  return from !== null && to !== null && from !== to;
}

/** True where what people know one thing by (a ticker) would be the bare id of another: of the exchange that an endpoint is about. */
function isOtherThing(
  from: ValueIdentity,
  target: EndpointFacts,
  { parameter }: Demand,
  concepts: ConceptIndex,
): boolean {
  if (from.anchor === null || from.entity === null || target.head === null) return false;
  const isBare = isBareId(parameter.name) || /^identifier$/i.test(parameter.name);
  return isBare && !concepts.names(target.head, from.entity);
}

/** The name of a cash machine is no location to look for work in. */
function isNameOfSpot(
  { endpoint }: EndpointFacts,
  { concept, anchor }: ValueIdentity,
  concepts: ConceptIndex,
): boolean {
  if (anchor !== 'place' || concept !== 'place_title') return false;
  return !headPhrase(endpoint.name).every((word) => concepts.names(word, 'place'));
}

/** True where both are known to be something, and not the same: a spoken language is no programming language. */
function areOtherKinds({ field }: Supply, { parameter }: Demand, concepts: ConceptIndex): boolean {
  if (field.concept === null || parameter.concept === null) return false;
  return (
    relation(field.concept.id, parameter.concept.id, concepts) === null &&
    concepts.get(parameter.concept.id)?.parent !== 'text'
  );
}

/** 1 for the same concept, less for ancestor and descendant, null for strangers. */
function relation(from: string | null, to: string | null, concepts: ConceptIndex): number | null {
  if (from === null || to === null) return null;
  if (from === to) return 1;
  if (concepts.isA(from, to)) return 0.95;
  return concepts.isA(to, from) ? 0.85 : null;
}

/** True for an identifier known by its place only (`id`, `code`), without a concept of its own. */
function isGeneric(identity: ValueIdentity, concepts: ConceptIndex): boolean {
  return identity.concept === null || concepts.get(identity.concept)?.identifies == null;
}

function linkWeight(
  demand: Demand,
  confidence: number,
  concepts: ConceptIndex,
  settings: GraphSettings,
): number {
  const { weights } = settings.dataLink;
  const { parameter, identity } = demand;
  const knownBy =
    identity.concept === null ? 'system' : (concepts.get(identity.concept)?.knownBy ?? 'system');
  if (identity.stated === true) return parameter.required ? weights.identifier : weights.optionalIdentifier;
  const unspoken = parameter.source === 'none' || isUnspoken(identity.concept, concepts, settings);
  // Everybody knows the code of a currency or a language.
  if (identity.called === true)
    return (
      (identity.entity?.startsWith('code of ') === true && knownByAll(parameter, concepts)
        ? weights.spoken
        : weights.optionalIdentifier) * confidence
    );
  const isIdentifier = identity.entity !== null && knownBy !== 'anyone';
  if (isIdentifier)
    return (parameter.required ? weights.identifier : weights.optionalIdentifier) * confidence;
  if (unspoken && parameter.required) return weights.unspoken * confidence;
  return weights.spoken * confidence;
}

function knownByAll({ concept }: Demand['parameter'], concepts: ConceptIndex): boolean {
  return (
    concept !== null && concepts.isA(concept.id, 'code') && concepts.get(concept.id)?.knownBy === 'anyone'
  );
}

/** True for values that nobody says although they are no secret: somebody looks them up. */
export function isUnspoken(concept: string | null, concepts: ConceptIndex, settings: GraphSettings): boolean {
  return concept !== null && concepts.lineage(concept).some((id) => settings.unspokenConcepts.has(id));
}

/** The concepts that lead from the field of a link to its parameter. */
export function conceptsBetween({ supply, demand }: FoundLink, concepts: ConceptIndex): readonly string[] {
  const from = supply.identity.concept;
  const to = demand.identity.concept;
  if (from !== null && to !== null && concepts.isA(from, to)) return upTo(concepts.lineage(from), to);
  if (from !== null && to !== null && concepts.isA(to, from))
    return upTo(concepts.lineage(to), from).reverse();
  return [from, to].filter((concept) => concept !== null);
}

function upTo(lineage: readonly string[], end: string): string[] {
  return lineage.slice(0, lineage.indexOf(end) + 1);
}

/** The object whose links weigh most together; ties go to the one that comes first in the response. */
function heaviest(byObject: ReadonlyMap<number, ReadonlyMap<string, FoundLink>>): readonly FoundLink[] {
  let best: readonly FoundLink[] = [];
  let bestWeight = 0;
  for (const object of [...byObject.keys()].sort((left, right) => left - right)) {
    const links = [...(byObject.get(object)?.values() ?? [])];
    const weight = links.reduce((sum, found) => sum + found.weight, 0);
    if (weight <= bestWeight) continue;
    best = links;
    bestWeight = weight;
  }
  return [...best].sort((left, right) => (left.demand.parameter.name < right.demand.parameter.name ? -1 : 1));
}

/** More confident; then the shallower field; then the one that comes first. */
function isBetter(found: FoundLink, rival: FoundLink): boolean {
  if (found.confidence !== rival.confidence) return found.confidence > rival.confidence;
  return found.supply.field.pointer.split('/').length < rival.supply.field.pointer.split('/').length;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
