import { ownNameOf } from '../arguments/own-name.js';
import { canShow } from '../registry/can-show.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { Endpoint, Filter, Parameter } from '../types/tool-registry.js';
import { normalName, relativeSegments } from './attribute-key.js';
import { rememberByEndpoint } from './endpoint-memory.js';
import { shapeOf } from './endpoint-shape.js';
import { namesAnother } from './names-another.js';

/** A call's arguments by what they do. */
export type ReadArguments = {
  readonly id: JsonValue | null;
  /** Attribute values that the call states: they show in the answer, and a write keeps them. */
  readonly facts: ReadonlyMap<string, JsonValue>;
  /** What the id parameter says of the instance that it names. */
  readonly idFacts: ReadonlyMap<string, JsonValue>;
  readonly constraints: readonly Constraint[];
  readonly limit: number | null;
  readonly page: number;
  readonly offset: number;
  readonly sort: readonly string[];
  /** As the call gave them. */
  readonly given: JsonObject;
  /** What identifies the answer: everything but paging and order, argument by argument. */
  readonly identity: readonly string[];
  /** Canonical text of the same. */
  readonly key: string;
};

export type Constraint = {
  readonly attribute: string;
  readonly operator: Filter['operator'];
  readonly value: JsonValue;
  /** The argument that asks for it, as it stands in `identity`. */
  readonly from: string;
};

export function readArguments(endpoint: Endpoint, args: JsonObject): ReadArguments {
  const facts = new Map<string, JsonValue>();
  const idFacts = new Map<string, JsonValue>();
  const constraints: Constraint[] = [];
  const sort: string[] = [];
  const identity: string[] = [];
  let [limit, page, offset]: [number | null, number, number] = [null, 1, 0];
  for (const use of usesOf(endpoint)) {
    const { parameter } = use;
    if (!Object.hasOwn(args, parameter.name)) continue;
    const value = args[parameter.name] as JsonValue;
    if (parameter.role === 'limit') limit = wholeNumber(value);
    else if (parameter.role === 'page') page = Math.max(1, wholeNumber(value) ?? 1);
    else if (parameter.role === 'offset') offset = Math.max(0, wholeNumber(value) ?? 0);
    else if (parameter.role === 'sort') sort.push(String(value).toLowerCase());
    else if (parameter.role !== 'technical') {
      const from = `${use.normal}=${JSON.stringify(value)}`;
      identity.push(from);
      if (use.isId) {
        // A reference such as an order number is an attribute too, where the answer shows it.
        const shown = use.echoed ?? use.byConcept;
        if (shown !== undefined && shown !== 'id' && !Array.isArray(value)) idFacts.set(shown, value);
        continue;
      }
      const { filter, written, echoed } = use;
      // An answer that has a field of the parameter's own name repeats it, whatever else it does.
      if (echoed !== undefined && filter !== undefined && filter.operator !== 'contains')
        facts.set(echoed, value);
      if (filter !== undefined)
        constraints.push({ attribute: use.filtered, operator: filter.operator, value, from });
      else if (written !== undefined) facts.set(written, value);
      else if (use.searched !== undefined && typeof value === 'string')
        constraints.push({ attribute: use.searched, operator: 'contains', value, from });
      else if (typeof value !== 'object' || value === null) facts.set(use.undeclared, value);
    }
  }
  return {
    id: idOf(endpoint, args),
    facts,
    idFacts,
    constraints,
    limit,
    page,
    offset,
    sort,
    given: args,
    identity,
    key: identity.sort().join('&'),
  };
}

function idOf(endpoint: Endpoint, args: JsonObject): JsonValue | null {
  if (endpoint.idParameter === null || !Object.hasOwn(args, endpoint.idParameter)) return null;
  const id = args[endpoint.idParameter] as JsonValue;
  return Array.isArray(id) ? (id[0] ?? null) : id;
}

/** The attribute in which a search word must show that no filter or write declares; undefined where it is none. */
function searchedBy(
  parameter: Parameter,
  endpoint: Endpoint,
  names: ReadonlyMap<string, string>,
): string | undefined {
  const isQuery =
    /^(search_query|keyword)$/.test(parameter.concept?.id ?? '') ||
    /^(q|query|search|keywords?|term|search_term)$/.test(normalName(ownNameOf(parameter)));
  if (!isQuery || endpoint.intent !== 'search') return undefined;
  return names.get('name') ?? names.get('title') ?? names.get('headline');
}

/** Under which any other argument is echoed where the answer has it. */
function undeclaredName(
  parameter: Parameter,
  endpoint: Endpoint,
  names: ReadonlyMap<string, string>,
): string {
  const own = normalName(ownNameOf(parameter));
  const called = shapeOf(endpoint).ownIds.find(({ field }) => normalName(field.name) === own);
  const shown = endpoint.response.fields.find(({ name, object }) => object <= 0 && normalName(name) === own);
  // What the answer cannot say is no value of what it says.
  if (shown !== undefined && !canShow(shown, parameter)) return `#said_${own}`;
  const named = namesAnother(parameter, called?.field) ? undefined : names.get(own);
  return named ?? conceptAttribute(parameter, endpoint) ?? own;
}

/** The one field of the endpoint's own object that shows the parameter's concept, when no other parameter claims it. */
function conceptAttribute(parameter: Parameter, endpoint: Endpoint): string | undefined {
  const concept = parameter.concept?.id;
  if (concept === undefined) return undefined;
  if (endpoint.parameters.some((other) => other !== parameter && other.concept?.id === concept))
    return undefined;
  let attribute: string | undefined;
  for (const shown of shapeOf(endpoint).fields) {
    if (shown.field.object > 0 || shown.field.concept?.id !== concept || shown.isId) continue;
    if (attribute !== undefined && attribute !== shown.attribute) return undefined;
    attribute = shown.attribute;
  }
  return attribute;
}

/** What a parameter of an endpoint is for. */
type Use = {
  readonly parameter: Parameter;
  /** Its name as names are compared. */
  readonly normal: string;
  /** True of the one that names what the call is about. */
  readonly isId: boolean;
  /** The attribute of its own name, and the one that shows its concept. */
  readonly echoed: string | undefined;
  readonly byConcept: string | undefined;
  readonly filter: Filter | undefined;
  /** The attribute that the filter asks of; empty without one. */
  readonly filtered: string;
  readonly written: string | undefined;
  /** The attribute in which a search word shows. */
  readonly searched: string | undefined;
  /** Where nothing declares what it does. */
  readonly undeclared: string;
};

const usesOf = rememberByEndpoint(readUses, ({ response }) => response.fields.length + 4, 150_000);

function readUses(endpoint: Endpoint): readonly Use[] {
  const names = attributeNames(endpoint);
  const filters = new Map(endpoint.filters.map((filter) => [filter.parameter, filter]));
  const writes = new Map(endpoint.writes.map((write) => [write.parameter, write.field]));
  return endpoint.parameters.map((parameter) => {
    const filter = filters.get(parameter.name);
    const normal = normalName(ownNameOf(parameter));
    return {
      parameter,
      normal,
      isId: parameter.name === endpoint.idParameter,
      echoed: names.get(normal),
      byConcept: conceptAttribute(parameter, endpoint),
      filter,
      filtered: filter === undefined ? '' : (names.get(normalName(filter.field)) ?? filter.field),
      written: writes.get(parameter.name),
      searched: searchedBy(parameter, endpoint, names),
      undeclared: undeclaredName(parameter, endpoint, names),
    };
  });
}

/** Normalized names and relative paths of the own object's fields → attribute. */
function attributeNames(endpoint: Endpoint): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { field, attribute } of shapeOf(endpoint).fields) {
    if (field.object > 0) continue;
    const path = relativeSegments(endpoint, field);
    if (path.includes('*') && field.object === 0) continue;
    for (const name of [attribute, path.join('_'), field.name]) {
      const key = normalName(name);
      if (!names.has(key)) names.set(key, attribute);
    }
  }
  return names;
}

function wholeNumber(value: JsonValue): number | null {
  const number = Math.floor(Number(value));
  return Number.isFinite(number) && number >= 0 ? number : null;
}
