import { isBareId } from '../concepts/bare-id.js';
import { normalWords } from '../concepts/concept-index.js';
import { headOf, nounOf, thingOf, wholeNounOf } from '../concepts/name-nouns.js';
import type { Endpoint, Parameter, ResponseField } from '../types/tool-registry.js';
import { calledByPath, calledMember, calledParameter, codeParameter, listsOf } from './called-members.js';
import type { ConceptIndex } from './concept-index.js';
import type { Demand, Supply } from './find-data-links.js';
import type { GraphSettings } from './graph-settings.js';
import {
  describedIdentifier,
  givenEntities,
  identifierAliases,
  parameterAliases,
} from './identifier-aliases.js';
import { nameBranches } from './name-branches.js';
import { fieldOf, type NamedSources, namedSources, type Sibling } from './named-sources.js';
import { ownedIdentity } from './owned-identity.js';
import { isCorner, readEnd } from './read-end.js';
import type { StatedLinks } from './stated-links.js';
import { identifyField, identifyParameter, type ValueIdentity } from './value-identity.js';

/** An endpoint with what it gives and wants, worked out once. */
export type EndpointFacts = ResponseFacts & {
  readonly endpoint: Endpoint;
  /** Its number among the usable endpoints, which are sorted by id. */
  readonly place: number;
  readonly category: string;
  /** True where the category holds tools of all kinds. */
  readonly miscellaneous: boolean;
  /** True where the knowledge knows what it is about. */
  readonly known: boolean;
  readonly demands: readonly Demand[];
  /** What data links fill: the demands, and what else the parameters' names and descriptions speak of. */
  readonly linked: readonly Demand[];
  /** What else its identifiers may be, by `joinKey`: see `identifierAliases`. */
  readonly aliasesOf: ReadonlyMap<string, readonly Supply[]>;
  /** What its name is about, the tool's own name aside; null where that is nothing. */
  readonly head: string | null;
  /** Its branch of the tool: see `nameBranches`. */
  readonly branch: string | null;
  /** Countries that its tool's name speaks of. */
  readonly lands: ReadonlySet<string>;
  /** Universal concepts of values that it requires. */
  readonly asked: ReadonlySet<string>;
  /** Entities whose identifier it requires. */
  readonly given: ReadonlySet<string>;
  /** Nouns of the identifiers that its tool takes. */
  readonly nouns: ReadonlySet<string>;
  /** Nouns of identifiers with all that their names say before `id`. */
  readonly wholes: ReadonlySet<string>;
  /** True where a universal value of its answer has the looks of another: see `rivals` of the settings. */
  readonly isRivalled: (identity: ValueIdentity) => boolean;
  /** True where the answer is guessed from a thing that only a doubtful word names, or that is out of place in the category: nothing of it leaves the tool. */
  readonly doubtful: boolean;
  /** True for the number of one specimen that a guessed answer cannot know: it was asked about a kind. */
  readonly isUnseen: (anchor: string) => boolean;
  /** True where the answer is made up: random coordinates lead nowhere. */
  readonly invented: boolean;
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

/** What each field of a response is, in their order. */
type FieldIdentities = readonly (ValueIdentity | null)[];

export type EndpointDescriber = (
  endpoint: Endpoint,
  place: number,
  tool: { readonly category: string; readonly description: string },
  /** All endpoints of its tool. */
  siblings: readonly Sibling[],
) => EndpointFacts;

/** Works out what an endpoint can supply and what it needs, and which of its values tie an errand together. */
export function createEndpointDescriber(
  concepts: ConceptIndex,
  settings: GraphSettings,
  links: StatedLinks,
): EndpointDescriber {
  // Endpoints of one entity and intent share their inferred response.
  const known = new Map<readonly ResponseField[], ResponseFacts & { readonly identities: FieldIdentities }>();
  return (endpoint, place, { category, description }, siblings) => {
    const { fields } = endpoint.response;
    let response = known.get(fields);
    if (response === undefined) {
      const identities = fields.map((field) => identifyField(endpoint, field, concepts, settings));
      response = { ...describeResponse(endpoint, identities, settings), identities };
      known.set(fields, response);
    }
    const demands = demandsOf(endpoint, description, concepts, settings).map((demand) => {
      const identity = ownedIdentity(endpoint, demand, siblings);
      return identity === null ? demand : { ...demand, identity, key: joinKey(identity) };
    });
    const named = namedSources(siblings);
    const pointed = pointedOf(endpoint, named);
    const nouns = nounsOf(siblings);
    const head = subjectOf(endpoint, nouns, concepts);
    const open = demands.filter((demand) => !isLeftToOthers(demand, pointed));
    // Spelled out: an object that starts as a copy gets each further property the slow way.
    return {
      supplies: response.supplies,
      suppliesOf: response.suppliesOf,
      attributesOf: response.attributesOf,
      endpoint,
      place,
      category,
      miscellaneous: settings.miscellaneous.has(category),
      known: endpoint.entity !== null && concepts.knows(endpoint.entity),
      demands,
      linked: [
        ...open,
        ...pointed,
        ...statedOf(endpoint, links),
        ...open.flatMap((demand) => [
          ...demandAliases(endpoint, demand),
          ...shortenedOf(demand, siblings, concepts),
        ]),
        ...spokenOf(endpoint, siblings, concepts),
      ],
      aliasesOf: aliasesOf(endpoint, description, response.identities, named.fields, links, settings),
      head,
      branch: branchesOf(siblings, nouns, concepts).get(endpoint.id) ?? null,
      lands: landsOf(endpoint, settings),
      asked: askedAnchors(demands),
      given: givenEntities(demands),
      nouns,
      wholes: wholesOf(siblings),
      isRivalled: (identity) => isRivalled(endpoint, description, identity, settings),
      doubtful: isDoubtful(endpoint, head, category, concepts, settings),
      isUnseen: (anchor) => isUnseen(endpoint, anchor, settings),
      invented: normalWords(endpoint.name).some((word) => settings.invented.has(word)),
      partial: isPartial(endpoint, concepts, settings),
      guessed: isGuessed(endpoint, head, concepts),
      shares: sharesOf(demands, settings),
    };
  };
}

function describeResponse(
  endpoint: Endpoint,
  identities: FieldIdentities,
  settings: GraphSettings,
): ResponseFacts {
  const supplies: Supply[] = [];
  const fields = endpoint.response.origin === 'unknown' ? [] : endpoint.response.fields;
  for (const [index, field] of fields.entries()) {
    const identity = isOfEnvelope(endpoint, field) ? null : (identities[index] ?? null);
    if (identity) supplies.push({ field, index, identity, end: readEnd(field, identity.anchor, settings) });
  }
  return { supplies, suppliesOf: groupSupplies(supplies), attributesOf: groupAttributes(endpoint) };
}

/** Envelope fields (request ids, status) describe the call, not the world. */
function isOfEnvelope({ response }: Endpoint, { object }: ResponseField): boolean {
  return object < 0 && response.objects.length > 0;
}

function demandsOf(
  endpoint: Endpoint,
  about: string,
  concepts: ConceptIndex,
  settings: GraphSettings,
): Demand[] {
  const demands: Demand[] = [];
  for (const [index, parameter] of endpoint.parameters.entries()) {
    // What is known beforehand needs no answer.
    if (parameter.fromContext === true) continue;
    if (parameter.role !== 'identifier' && parameter.role !== 'filter' && parameter.role !== 'content')
      continue;
    const identity = identifyParameter(endpoint, parameter, concepts, settings);
    if (!identity || isRivalled(endpoint, about, identity, settings)) continue;
    demands.push({
      parameter,
      index,
      identity,
      key: joinKey(identity),
      end: readEnd(parameter, identity.anchor, settings),
      corner:
        isCorner(parameter.name, identity.anchor, settings) ||
        isAreaCorner(endpoint, parameter, identity.anchor),
    });
  }
  return demands;
}

const knownWholes = new WeakMap<readonly Sibling[], ReadonlySet<string>>();

function wholesOf(siblings: readonly Sibling[]): ReadonlySet<string> {
  const wholes =
    knownWholes.get(siblings) ??
    new Set(siblings.flatMap(({ parameters }) => parameters.flatMap(({ name }) => wholeNounOf(name) ?? [])));
  knownWholes.set(siblings, wholes);
  return wholes;
}

const knownNouns = new WeakMap<readonly Sibling[], ReadonlySet<string>>();

function nounsOf(siblings: readonly Sibling[]): ReadonlySet<string> {
  const nouns =
    knownNouns.get(siblings) ??
    new Set(siblings.flatMap(({ parameters }) => parameters.flatMap(({ name }) => nounOf(name) ?? [])));
  knownNouns.set(siblings, nouns);
  return nouns;
}

/** "Youtube Search", of a tool called so, is about nothing but what the tool is about. */
function subjectOf(
  { name, toolId, entity }: Endpoint,
  nouns: ReadonlySet<string>,
  concepts: ConceptIndex,
): string | null {
  const head = thingOf(name);
  if (head === null || head === entity || nouns.has(head) || concepts.isNoun(head)) return head;
  return normalWords(toolId.slice(toolId.indexOf('/') + 1)).includes(head) ? null : head;
}

function isGuessed(
  { toolId, entity, response, description }: Endpoint,
  head: string | null,
  concepts: ConceptIndex,
): boolean {
  if (response.origin !== 'inferred' || entity === null) return false;
  if (head !== null) return !concepts.calls(head, entity);
  // A bare "Search" searches what its tool is about, or what its description says.
  if (normalWords(toolId.slice(toolId.indexOf('/') + 1)).some((word) => concepts.calls(word, entity)))
    return false;
  const said = normalWords(/^[^.\n]{0,120}/.exec(description)?.[0] ?? '');
  return !said.some((word) => concepts.names(word, entity) && !concepts.isWeak(word, entity));
}

/** True where the endpoint or its tool speaks of what has symbols of its own: a `symbol` among exchange rates is no share's. */
function isRivalled(
  { name, toolId }: Endpoint,
  about: string,
  { anchor, entity: identified }: ValueIdentity,
  { rivals }: GraphSettings,
): boolean {
  const rival = anchor === null ? undefined : rivals.get(anchor);
  if (rival === undefined || identified === null) return false;
  const text = `${toolId} ${name}`.toLowerCase();
  if (text.includes(identified)) return false;
  if (rival.stems.some((stem) => text.includes(stem))) return true;
  const said = about.slice(0, 400).toLowerCase();
  const speaks = (stem: string): boolean => said.includes(stem);
  return rival.described.some(speaks) && !rival.unless.some((stem) => speaks(stem) || text.includes(stem));
}

/** Two points make a way or an area: where nothing speaks of a way, `lat1` is a corner. */
function isAreaCorner(
  { name, toolId, description, intent }: Endpoint,
  parameter: Parameter,
  anchor: string | null,
): boolean {
  if (
    intent !== 'search' ||
    (anchor !== 'latitude' && anchor !== 'longitude') ||
    !/[12]$/.test(parameter.name)
  )
    return false;
  return !/distance|route|routing|direction|path|between|bearing|travel/i.test(
    `${name} ${toolId.slice(toolId.indexOf('/'))} ${description}`,
  );
}

function isUnseen({ response, parameters }: Endpoint, anchor: string, { specimens }: GraphSettings): boolean {
  const askedBy = specimens.get(anchor);
  if (askedBy === undefined || response.origin !== 'inferred') return false;
  return !parameters.some(({ concept }) => concept !== null && askedBy.includes(concept.id));
}

function isDoubtful(
  { entity, toolId, response }: Endpoint,
  head: string | null,
  category: string,
  concepts: ConceptIndex,
  settings: GraphSettings,
): boolean {
  if (response.origin !== 'inferred' || entity === null) return false;
  if (head !== null && concepts.isWeak(head, entity)) return true;
  if (settings.placeEntities.has(entity)) return false;
  if (concepts.knows(entity) && concepts.isAtHome(entity, category)) return false;
  return !normalWords(toolId.slice(toolId.indexOf('/') + 1)).some((word) => concepts.names(word, entity));
}

function isPartial(
  { name, entity, response, parameters }: Endpoint,
  concepts: ConceptIndex,
  settings: GraphSettings,
): boolean {
  if (response.origin !== 'inferred') return false;
  // What answers one thing without being asked for any is an advert, a status, a log-out.
  if (parameters.length === 0 && response.objects[0]?.at.includes('*') !== true) return true;
  const head = headOf(name);
  if (head === null || !settings.parts.has(head) || concepts.names(head, entity)) return false;
  return entity?.split('_').includes(head) !== true;
}

function pointedOf(endpoint: Endpoint, sources: NamedSources): Demand[] {
  return endpoint.parameters.flatMap((parameter, index) =>
    sources.of(endpoint.id, parameter.name).map((identity) => ({
      parameter,
      index,
      identity,
      key: joinKey(identity),
      end: null,
      corner: false,
    })),
  );
}

/** What parameters are stated to take, whatever they seem to be. */
function statedOf(endpoint: Endpoint, links: StatedLinks): Demand[] {
  return endpoint.parameters.flatMap((parameter, index) =>
    links
      .wanted(parameter)
      .map((identity) => ({ parameter, index, identity, key: joinKey(identity), end: null, corner: false })),
  );
}

/** A description that names where an identifier comes from leaves it to those endpoints. */
function isLeftToOthers(demand: Demand, pointed: readonly Demand[]): boolean {
  return isBareId(demand.parameter.name) && pointed.some(({ parameter }) => parameter === demand.parameter);
}

const knownHeads = new WeakMap<readonly Sibling[], ReadonlySet<string>>();

function headsOf(siblings: readonly Sibling[]): ReadonlySet<string> {
  const heads = knownHeads.get(siblings) ?? new Set(siblings.flatMap(({ name }) => headOf(name) ?? []));
  knownHeads.set(siblings, heads);
  return heads;
}

/** `tournId` in a tool of tournaments: the one thing listed there whose name starts so. */
function shortenedOf(demand: Demand, siblings: readonly Sibling[], concepts: ConceptIndex): Demand[] {
  const noun = nounOf(demand.parameter.name);
  if (noun === null || noun.length < 3 || demand.identity.anchor !== null || concepts.isNoun(noun)) return [];
  const heads = headsOf(siblings);
  const meant = [...heads].filter((head) => head.length >= noun.length + 3 && head.startsWith(noun));
  const [entity] = meant;
  if (entity === undefined || meant.length > 1 || heads.has(noun)) return [];
  const identity: ValueIdentity = { concept: null, entity, anchor: null, confidence: 0.85, described: true };
  return [{ ...demand, identity, key: joinKey(identity) }];
}

const knownBranches = new WeakMap<readonly Sibling[], ReadonlyMap<string, string>>();

function branchesOf(
  siblings: readonly Sibling[],
  nouns: ReadonlySet<string>,
  concepts: ConceptIndex,
): ReadonlyMap<string, string> {
  const branches =
    knownBranches.get(siblings) ?? nameBranches(siblings, (word) => nouns.has(word) || concepts.isNoun(word));
  knownBranches.set(siblings, branches);
  return branches;
}

const knownLists = new WeakMap<readonly Sibling[], ReadonlyMap<string, number>>();

function listsOfTool(siblings: readonly Sibling[]): ReadonlyMap<string, number> {
  const lists = knownLists.get(siblings) ?? listsOf(siblings.map(({ name }) => name));
  knownLists.set(siblings, lists);
  return lists;
}

/** What is taken by name from a list, or by an identifier of which only the description speaks. */
function spokenOf(
  { name, parameters }: Endpoint,
  siblings: readonly Sibling[],
  concepts: ConceptIndex,
): Demand[] {
  const lists = listsOfTool(siblings);
  return parameters.flatMap((parameter, index) =>
    [
      calledParameter(parameter, concepts, lists),
      calledByPath(name, parameter, concepts),
      codeParameter(parameter, concepts),
      describedIdentifier(parameter),
    ].flatMap((identity) =>
      identity === null
        ? []
        : [{ parameter, index, identity, key: joinKey(identity), end: null, corner: false }],
    ),
  );
}

/** Of the tool's name, and where the endpoint says what it has in it: "stores in Vietnam". */
function landsOf({ toolId, description }: Endpoint, { lands }: GraphSettings): ReadonlySet<string> {
  const words = toolId.slice(toolId.indexOf('/') + 1).split('_');
  const said = description
    .slice(0, 100)
    .toLowerCase()
    .split(/[^a-z]+/);
  const landAt = (list: readonly string[], at: number): string | undefined =>
    lands.get(list[at] ?? '') ?? lands.get(`${list[at] ?? ''} ${list[at + 1] ?? ''}`);
  return new Set([
    ...words.flatMap((_, at) => landAt(words, at) ?? []),
    ...said.flatMap((word, at) => (word === 'in' ? (landAt(said, at + 1) ?? []) : [])),
  ]);
}

function askedAnchors(demands: readonly Demand[]): ReadonlySet<string> {
  return new Set(
    demands.flatMap(({ parameter, identity }) => (parameter.required ? (identity.anchor ?? []) : [])),
  );
}

function demandAliases(endpoint: Endpoint, demand: Demand): Demand[] {
  const identities = parameterAliases(endpoint, demand.parameter, demand.identity);
  return identities.map((identity) => ({ ...demand, identity, key: joinKey(identity) }));
}

function aliasesOf(
  endpoint: Endpoint,
  about: string,
  identities: FieldIdentities,
  named: ReadonlySet<string>,
  links: StatedLinks,
  settings: GraphSettings,
): ReadonlyMap<string, readonly Supply[]> {
  if (endpoint.response.origin === 'unknown') return noAliases;
  const aliases: Supply[] = [];
  for (const [index, field] of endpoint.response.fields.entries()) {
    const identity = identities[index] ?? null;
    const stated = links.brought(endpoint.id, field.pointer);
    if (stated !== null) aliases.push({ field, index, identity: stated, end: null });
    if (identity !== null && isRivalled(endpoint, about, identity, settings)) continue;
    const add = (alias: ValueIdentity): void =>
      void aliases.push({ field, index, identity: alias, end: null });
    identifierAliases(endpoint, field, isOfEnvelope(endpoint, field) ? null : identity).forEach(add);
    calledMember(endpoint, field).forEach(add);
    namedField(endpoint, field, named).forEach(add);
  }
  return groupSupplies(aliases);
}

/** A field that the description of some parameter of the tool names: "the value of resId field returned in …". */
function namedField(
  { id }: Endpoint,
  { name }: ResponseField,
  named: ReadonlySet<string>,
): readonly ValueIdentity[] {
  if (named.size === 0) return [];
  const entity = fieldOf(id, name);
  return named.has(entity) ? [{ concept: null, entity, anchor: null, confidence: 0.95, pointed: true }] : [];
}

const noAliases: ReadonlyMap<string, readonly Supply[]> = new Map();

function sharesOf(demands: readonly Demand[], settings: GraphSettings): readonly string[] {
  const shares = new Set<string>();
  for (const { parameter, identity } of demands) {
    if (parameter.source !== 'user' || identity.anchor === null) continue;
    if ((parameter.concept?.confidence ?? 0) < settings.semantic.minimumConfidence) continue;
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
