import { ownNameOf } from '../arguments/own-name.js';
import { normalWords } from '../concepts/concept-index.js';
import { schemasAgree } from '../graph/schemas-agree.js';
import { placeholder } from '../hints/hints.js';
import type { JsonValue } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { Endpoint, Parameter, ToolRegistry } from '../types/tool-registry.js';
import type { Suggestion } from './explanation.js';
import type { Lost } from './find-lost.js';

/** Hints that would win endpoints, or make surer what was understood of them; most valuable first. */
export function suggestHints(
  endpoints: readonly Endpoint[],
  lost: ReadonlyMap<string, Lost>,
  registry: ToolRegistry,
  knowledge: Knowledge,
): readonly Suggestion[] {
  const suggestions = [
    ...forParameters(endpoints, lost, registry),
    ...endpoints.flatMap((endpoint) => forAnswer(endpoint, lost.get(endpoint.id))),
    ...forConcepts(endpoints, lost, knowledge),
  ];
  return suggestions.sort(
    (left, right) =>
      Number(right.isNeeded) - Number(left.isNeeded) ||
      right.endpoints - left.endpoints ||
      compare(left.endpoint, right.endpoint) ||
      compare(left.parameter ?? '', right.parameter ?? ''),
  );
}

type Wanting = { readonly endpoint: Endpoint; readonly parameter: Parameter };

/** Values that nobody brings, by the name of the parameter: one hint may serve many endpoints. */
function forParameters(
  endpoints: readonly Endpoint[],
  lost: ReadonlyMap<string, Lost>,
  registry: ToolRegistry,
): readonly Suggestion[] {
  const wanting = endpoints.flatMap((endpoint): readonly Wanting[] => {
    const parameter = lost.get(endpoint.id)?.parameter ?? null;
    return parameter === null ? [] : [{ endpoint, parameter }];
  });
  return groupBy(wanting, ({ parameter }) => parameter.name).flatMap((group): readonly Suggestion[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { parameter } = first;
    const isId = lost.get(first.endpoint.id)?.reason === 'identifier_without_supplier';
    const about = { endpoint: nameFor(group.map(({ endpoint }) => endpoint)), parameter: parameter.name };
    const supplier = findSupplier(first, registry, lost);
    const owned = /account|user|customer|tenant|workspace|organi[sz]ation|project/i.test(parameter.name);
    const why = isId ? 'no answer brings it' : 'nobody could know it';
    const rest = { endpoints: group.length, isNeeded: true };
    if (supplier !== null) return [{ ...about, hint: { link: supplier }, why, ...rest }];
    const knownBy = isId && owned ? 'context' : 'user';
    const hint: { [key: string]: JsonValue } = { known_by: knownBy, example: specimen(parameter) };
    return [{ ...about, hint, why: `${why}; put a real value for the example`, ...rest }];
  });
}

/** A field of an answer that might be what a parameter takes: called alike, or the id of the thing it is named after. */
function findSupplier(
  { endpoint, parameter }: Wanting,
  { endpoints }: ToolRegistry,
  lost: ReadonlyMap<string, Lost>,
): string | null {
  const own = normalWords(ownNameOf(parameter)).join(' ');
  const noun = own.replace(/ (?:id|sid|uuid|key|code|number)$/, '');
  for (const source of endpoints) {
    if (source.id === endpoint.id || source.toolId !== endpoint.toolId || lost.has(source.id)) continue;
    for (const { pointer, name, schema, object } of source.response.fields) {
      if (!schemasAgree(schema, parameter.schema)) continue;
      const words = normalWords(name).join(' ');
      const shown = source.response.objects[object]?.entity ?? '';
      const isOfNoun =
        /^(?:id|sid|uuid|key|code)$/.test(words) && noun !== own && shown.replaceAll('_', ' ') === noun;
      if (words === own || isOfNoun) return `${source.callName}#${pointer}`;
    }
  }
  return null;
}

function specimen({ examples, schema }: Parameter): JsonValue {
  const [example] = examples;
  if (example !== undefined && JSON.stringify(example).length <= 60) return example;
  if (schema.enum?.[0] !== undefined) return schema.enum[0];
  if (schema.type === 'integer' || schema.type === 'number') return 1001;
  return schema.type === 'boolean' ? true : placeholder;
}

/** An answer of which nothing is known, and one that is guessed. */
function forAnswer(endpoint: Endpoint, lost: Lost | undefined): readonly Suggestion[] {
  const { response, callName, entity } = endpoint;
  const about = { endpoint: callName, parameter: null, endpoints: 1 };
  const example = { id: placeholder, name: placeholder };
  if (lost?.reason === 'response_unknown' || lost?.reason === 'response_without_content')
    return [
      {
        ...about,
        hint: { response_example: example },
        why: 'nothing says what it answers; put what it really answers, or its entity',
        isNeeded: true,
      },
    ];
  if (lost === undefined && response.origin === 'inferred')
    return [
      {
        ...about,
        hint: { response_example: example },
        why: `its answer is guessed from '${entity}'; put what it really answers`,
        isNeeded: false,
      },
    ];
  return [];
}

/** Required parameters of which nothing says what they are. */
function forConcepts(
  endpoints: readonly Endpoint[],
  lost: ReadonlyMap<string, Lost>,
  knowledge: Knowledge,
): readonly Suggestion[] {
  const vague = endpoints.flatMap((endpoint): readonly Wanting[] =>
    lost.has(endpoint.id)
      ? []
      : endpoint.parameters.flatMap((parameter) => (isVague(parameter) ? [{ endpoint, parameter }] : [])),
  );
  return groupBy(vague, ({ parameter }) => parameter.name).flatMap((group): readonly Suggestion[] => {
    const [first] = group;
    if (first === undefined) return [];
    const doubtful = first.parameter.concept;
    return [
      {
        endpoint: nameFor(group.map(({ endpoint }) => endpoint)),
        parameter: first.parameter.name,
        hint: { concept: doubtful?.id ?? plainConcept(first.parameter, knowledge) },
        why:
          doubtful === null
            ? 'nothing says what it is; concepts are in config/concepts.yaml'
            : `it is taken for this with confidence ${doubtful.confidence} only`,
        endpoints: group.length,
        isNeeded: false,
      },
    ];
  });
}

function isVague({ required, role, concept, schema }: Parameter): boolean {
  if (!required || (role !== 'content' && role !== 'filter') || schema.enum !== undefined) return false;
  return schema.type !== 'boolean' && (concept === null || concept.confidence < 0.5);
}

function plainConcept({ schema }: Parameter, { concepts }: Knowledge): string {
  const plain = schema.type === 'integer' || schema.type === 'number' ? 'number' : 'search_query';
  return concepts.has(plain) ? plain : ([...concepts.keys()][0] ?? plain);
}

/** As hints name them: one by its call name, those of one tool by `tool::*`, else all. */
function nameFor(endpoints: readonly Endpoint[]): string {
  const [first] = endpoints;
  if (first === undefined) return '*';
  if (endpoints.length === 1) return first.callName;
  return endpoints.every(({ toolId }) => toolId === first.toolId)
    ? `${first.callName.slice(0, first.callName.indexOf('::'))}::*`
    : '*';
}

function groupBy<Member>(
  members: readonly Member[],
  keyOf: (member: Member) => string,
): readonly (readonly Member[])[] {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const key = keyOf(member);
    const group = groups.get(key);
    if (group) group.push(member);
    else groups.set(key, [member]);
  }
  return [...groups.values()];
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
