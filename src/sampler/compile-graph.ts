import { compactEdgesOf } from '../endpoint-graph/create-endpoint-graph.js';
import { type CompactEdges, edgeKinds } from '../types/compact-edges.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { Endpoint, Intent, ResponseField, ToolRegistry } from '../types/tool-registry.js';
import {
  type CompiledParameter,
  compileParameter,
  type GraphNumbers,
  isAddable,
  type ParameterSettings,
  sayableOf,
} from './compile-parameter.js';
import { nameWords } from './name-words.js';
import { nounOf } from './noun-of.js';
import { createNumbers } from './number-texts.js';
import { endName } from './point-halves.js';
import type { SamplerSettings } from './sampler-settings.js';

/** The projection as arrays over endpoint indexes, with all that a walk asks for worked out once. */
export type CompiledGraph = {
  readonly endpoints: readonly CompiledEndpoint[];
  readonly indexes: ReadonlyMap<string, number>;
};

export type CompiledEndpoint = {
  readonly index: number;
  readonly endpoint: Endpoint;
  /** The endpoint's own, at hand: walks go over the whole of a large graph, and each object that they open costs them time. */
  readonly intent: Intent;
  /** Number of its entity; 0 for none. */
  readonly entity: number;
  /** What it is about, as far as errands go: null for "By location", which says what it is asked with and not what it shows. */
  readonly matter: string | null;
  /** Number of its tool. */
  readonly tool: number;
  readonly category: string;
  /** Number of its name without what tells versions apart. */
  readonly plainName: number;
  readonly entry: boolean;
  readonly parameters: readonly CompiledParameter[];
  readonly required: readonly CompiledParameter[];
  /** Optional ones that a person would bring up, filters first. */
  readonly sayable: readonly CompiledParameter[];
  readonly limit: CompiledParameter | null;
  readonly sort: CompiledParameter | null;
  /** How many parameters it has of each kind that a rule of sense asks about; most endpoints have none. */
  readonly places: number;
  readonly ends: number;
  readonly points: number;
  readonly halves: number;
  /** By index of a half of a point: the parameter that takes the other half, where there is one. */
  readonly otherHalves: ReadonlyMap<number, CompiledParameter>;
  /** Whether anything that it requires comes from an answer by nature. */
  readonly wantsLink: boolean;
  /** Numbers of what its parameters share with others. */
  readonly sharedTopics: readonly number[];
  readonly outgoing: readonly CompiledEdge[];
  /** Those of `outgoing` that a walk goes on over, apart by `strong`. */
  readonly strong: readonly CompiledEdge[];
  readonly weak: readonly CompiledEdge[];
  readonly incoming: readonly CompiledEdge[];
  readonly semantic: readonly CompiledEdge[];
  /** Attributes that the endpoint's own object shows. */
  readonly attributes: ReadonlySet<string>;
  /** The parameter that names what it is about. */
  readonly subject: CompiledParameter | null;
};

/** Says of its target what decides whether it is followed at all, so that most targets are never looked up. */
export type CompiledEdge = {
  readonly from: number;
  readonly to: number;
  /** Number of the target's tool. */
  readonly toTool: number;
  readonly toIntent: Intent;
  readonly weight: number;
  readonly links: readonly CompiledLink[];
  /** True where an identifier or a looked-up value is linked; false where people would rather say it again. */
  readonly strong: boolean;
};

export type CompiledLink = {
  readonly field: string;
  /** Number of the field's path, of the noun that it is called by, and of where its thing is to be found in the answer. */
  readonly path: number;
  readonly noun: number;
  readonly place: number;
  /** Index into the target's parameters. */
  readonly parameter: number;
  /** Index into the source's response objects, -1 for none. */
  readonly object: number;
  /** True when the field stands in an array, so that several members can be meant. */
  readonly list: boolean;
  /** How certain it is what the field holds, 0–1. */
  readonly certain: number;
  /** True when the field identifies the object it stands in. */
  readonly own: boolean;
  /** Place among the required parameters that the same field fills: 0 for the first (the start), 1 for the second. */
  readonly rank: number;
};

/**
 * Compiles registry and projection for sampling. Edges between endpoints that the graph does not hold are left out, and so
 * are those from tool to tool that nobody would follow.
 */
export function compileGraph(
  registry: ToolRegistry,
  graph: EndpointGraph,
  {
    leadOn,
    generalEntities,
    ...settings
  }: ParameterSettings & Pick<SamplerSettings, 'optional' | 'leadOn' | 'generalEntities'>,
): CompiledGraph {
  const byId = new Map(registry.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const categories = new Map(registry.tools.map((tool) => [tool.id, tool.category]));
  const { minimumConfidence } = settings;
  const numbers: GraphNumbers = {
    anchors: createNumbers(),
    entities: createNumbers(),
    topics: createNumbers(),
    nouns: createNumbers(),
  };
  const toolNumberOf = createNumbers();
  const plainNameOf = createNumbers();
  const linkNumbers: LinkNumbers = { nouns: numbers.nouns, paths: createNumbers(), places: createPlaces() };
  const attributesOf = createAttributes();
  const outgoing: CompiledEdge[][] = [];
  const strongEdges: CompiledEdge[][] = [];
  const weakEdges: CompiledEdge[][] = [];
  const incoming: CompiledEdge[][] = [];
  const semantic: CompiledEdge[][] = [];
  const indexes = new Map<string, number>();
  const compiledAt = graph.nodes.map(({ endpointId }) => {
    if (!byId.has(endpointId)) return -1;
    indexes.set(endpointId, indexes.size);
    return indexes.size - 1;
  });
  const endpoints = graph.nodes
    .filter((node) => byId.has(node.endpointId))
    .map((node, index) => {
      const endpoint = byId.get(node.endpointId) as Endpoint;
      const meanings = new Map((node.meanings ?? []).map((meaning) => [meaning.parameter, meaning]));
      const parameters = endpoint.parameters.map((parameter, place) =>
        compileParameter(
          parameter,
          place,
          endpoint.parameters,
          meanings.get(parameter.name) ?? null,
          numbers,
          settings,
        ),
      );
      const required = parameters.filter((parameter) => parameter.required);
      const halves = parameters.filter(({ half }) => half !== null);
      const named = endpoint.idParameter;
      outgoing.push([]);
      strongEdges.push([]);
      weakEdges.push([]);
      incoming.push([]);
      semantic.push([]);
      return {
        index,
        endpoint,
        intent: endpoint.intent,
        entity: numbers.entities(endpoint.entity),
        matter: isVague(endpoint.name) ? null : endpoint.entity,
        tool: toolNumberOf(endpoint.toolId),
        category: categories.get(endpoint.toolId) ?? '',
        plainName: plainNameOf(plainName(endpoint.name)),
        entry: node.entry,
        parameters,
        required,
        sayable: sayableOf(parameters, settings.optional.neverSaid),
        limit: parameters.find((each) => isAddable(each) && each.parameter.role === 'limit') ?? null,
        sort:
          parameters.find(
            (each) => isAddable(each) && each.parameter.role === 'sort' && each.parameter.schema.enum,
          ) ?? null,
        places: countOf(parameters, ({ isPlace }) => isPlace),
        ends: countOf(parameters, ({ isEnd }) => isEnd),
        points: countOf(parameters, ({ isPoint }) => isPoint),
        halves: halves.length,
        otherHalves: halves.length === 0 ? noHalves : pairHalves(halves),
        wantsLink: required.some((parameter) => parameter.wantsLink),
        sharedTopics: parameters.flatMap(({ isShared, topic }) => (isShared ? topic : [])),
        outgoing: outgoing[index] ?? [],
        strong: strongEdges[index] ?? [],
        weak: weakEdges[index] ?? [],
        incoming: incoming[index] ?? [],
        semantic: semantic[index] ?? [],
        attributes: attributesOf(endpoint),
        subject:
          named === null ? null : (parameters.find(({ parameter }) => parameter.name === named) ?? null),
      };
    });
  const compact = compactEdgesOf(graph, registry);
  const dataLink = edgeKinds.indexOf('data_link');
  const category = edgeKinds.indexOf('category');
  for (const [place, from] of compiledAt.entries()) {
    const source = endpoints[from];
    const end = compact.offsets[place + 1] ?? 0;
    for (let edge = compact.offsets[place] ?? 0; edge < end; edge += 1) {
      const to = compiledAt[compact.targets[edge] ?? -1] ?? -1;
      const target = endpoints[to];
      if (!source || !target || compact.kinds[edge] === category) continue;
      const isOwn = source.tool === target.tool;
      const links = compileLinks(compact, edge, source.endpoint, target.parameters, linkNumbers).filter(
        ({ parameter, object, certain }) =>
          isOwn ||
          (certain >= minimumConfidence &&
            (target.parameters[parameter]?.parameter.concept?.confidence ?? 0) >= minimumConfidence &&
            leadOn.leads(
              target.parameters[parameter]?.meaning?.anchor ?? null,
              source.matter && (source.endpoint.response.objects[object]?.entity ?? source.matter),
              target.matter,
            )),
      );
      const isLink = compact.kinds[edge] === dataLink;
      if (isLink && links.length === 0) continue;
      const shared = compact.sharedConcepts[compact.shared[edge] ?? 0] ?? [];
      if (!isLink && !isOwn && !shared.some((anchor) => leadOn.meets(anchor, source.matter, target.matter)))
        continue;
      const strong = links.some(({ parameter }) => {
        const wanted = target.parameters[parameter];
        return wanted?.wantsLink === true || wanted?.meaning?.entity != null;
      });
      const weight = compact.weights[edge] ?? 1;
      const { tool: toTool, intent: toIntent } = target;
      const compiled = { from, to, toTool, toIntent, weight, links, strong };
      if (isLink) {
        outgoing[from]?.push(compiled);
        if (!strays(compiled, target, generalEntities))
          (strong ? strongEdges : weakEdges)[from]?.push(compiled);
        incoming[to]?.push(compiled);
      } else semantic[from]?.push(compiled);
    }
  }
  return { endpoints, indexes };
}

function isVague(name: string): boolean {
  return /^[^a-z]{0,9}(?:(?:get|search|find|list)[^a-z]{1,9})?by[^a-z]/i.test(name);
}

/** True where the country, class or kind of one thing would lead on to all that is of it. Suppliers may still bring one. */
function strays(
  { links, toIntent }: CompiledEdge,
  target: CompiledEndpoint,
  generalEntities: ReadonlySet<string>,
): boolean {
  return (
    toIntent === 'search' &&
    links.every(
      ({ own, parameter }) =>
        !own && generalEntities.has(target.parameters[parameter]?.meaning?.entity ?? ''),
    )
  );
}

/** Attributes that an endpoint's own object shows. Endpoints with one response share the set. */
function createAttributes(): (endpoint: Endpoint) => ReadonlySet<string> {
  const known = new Map<readonly ResponseField[], ReadonlySet<string>>();
  return ({ response: { fields } }) => {
    const attributes =
      known.get(fields) ??
      new Set(fields.filter(({ object }) => object === 0).map(({ attribute }) => attribute));
    known.set(fields, attributes);
    return attributes;
  };
}

const versionWords: ReadonlySet<string> = new Set([
  'legacy',
  'deprecated',
  'old',
  'new',
  'version',
  'beta',
  'ver',
]);

/** Empty names stay apart by what they are. */
function plainName(name: string): string {
  const words = nameWords(name).filter((word) => word.length > 1 && !versionWords.has(word));
  return words.length === 0 ? name : words.join(' ');
}

function countOf(
  parameters: readonly CompiledParameter[],
  holds: (parameter: CompiledParameter) => boolean,
): number {
  let count = 0;
  for (const parameter of parameters) if (holds(parameter)) count += 1;
  return count;
}

const noHalves: ReadonlyMap<number, CompiledParameter> = new Map();

function pairHalves(halves: readonly CompiledParameter[]): ReadonlyMap<number, CompiledParameter> {
  return new Map(
    halves.flatMap(({ index, half, parameter: { name } }) => {
      const other = halves.find(
        (each) => each.half !== half && endName(each.parameter.name) === endName(name),
      );
      return other ? [[index, other] as const] : [];
    }),
  );
}

type LinkNumbers = {
  readonly nouns: (text: string | null) => number;
  readonly paths: (text: string | null) => number;
  readonly places: (text: string) => number;
};

/** Objects of answers by their number, and fields that identify none by their path; the answer's own object is 0. */
function createPlaces(): (text: string) => number {
  const numbers = createNumbers();
  numbers('0');
  return (text) => numbers(text) - 1;
}

function compileLinks(
  compact: CompactEdges,
  edge: number,
  source: Endpoint,
  parameters: readonly CompiledParameter[],
  { nouns, paths, places }: LinkNumbers,
): CompiledLink[] {
  const links: CompiledLink[] = [];
  const start = compact.linkOffsets[edge] ?? 0;
  const end = compact.linkOffsets[edge + 1] ?? 0;
  for (let link = start; link < end; link += 1) {
    const parameter = compact.linkParameters[link] ?? -1;
    const number = compact.linkFields[link] ?? -1;
    const field = source.response.fields[number];
    if (!parameters[parameter] || !field) continue;
    const object = source.response.objects[field.object];
    const rivals = [];
    for (let other = start; other < end; other += 1)
      if (compact.linkFields[other] === number) rivals.push(compact.linkParameters[other] ?? -1);
    const own = object !== undefined && object.idField === field.name;
    links.push({
      field: field.pointer,
      path: paths(field.pointer),
      noun: nouns(nounOf(field.pointer.slice(field.pointer.lastIndexOf('/') + 1))),
      place: places(own ? String(field.object) : field.pointer),
      parameter,
      object: field.object,
      list: field.pointer.split('/').includes('*'),
      certain: field.concept?.confidence ?? 1,
      own,
      rank: rankOf(parameter, rivals, parameters),
    });
  }
  return links;
}

/** `lat1` before `lat2`, `from` before `to`, else in the order of the parameters. `rivals` are what the same field fills. */
function rankOf(
  parameter: number,
  rivals: readonly number[],
  parameters: readonly CompiledParameter[],
): number {
  if (rivals.length < 2) return 0;
  const ordered = rivals
    .filter((rival) => parameters[rival]?.parameter.required)
    .sort((left, right) => numberIn(parameters[left]) - numberIn(parameters[right]) || left - right);
  return Math.max(0, ordered.indexOf(parameter));
}

function numberIn(parameter: CompiledParameter | undefined): number {
  return Number(/[0-9]{1,3}/.exec(parameter?.parameter.name ?? '')?.[0] ?? 0);
}
