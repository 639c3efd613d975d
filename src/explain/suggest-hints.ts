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
    ...forParameters(endpoints, lost, registry, knowledge),
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

/** The same name in two tools may be two things. */
function keyOf({ endpoint, parameter }: Wanting): string {
  return `${endpoint.toolId} ${parameter.name}`;
}

type Wanting = { readonly endpoint: Endpoint; readonly parameter: Parameter };

/** Values that nobody brings, by tool and name of the parameter: one hint may serve many endpoints. */
function forParameters(
  endpoints: readonly Endpoint[],
  lost: ReadonlyMap<string, Lost>,
  registry: ToolRegistry,
  knowledge: Knowledge,
): readonly Suggestion[] {
  const wanting = endpoints.flatMap((endpoint): readonly Wanting[] =>
    (lost.get(endpoint.id)?.parameters ?? []).map((parameter) => ({ endpoint, parameter })),
  );
  return groupBy(wanting, keyOf).flatMap((group): readonly Suggestion[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { parameter } = first;
    const isId = lost.get(first.endpoint.id)?.reason === 'identifier_without_supplier';
    const about = { endpoint: nameFor(group.map(({ endpoint }) => endpoint)), parameter: parameter.name };
    const why = isId ? 'no answer brings it' : 'nobody could know it';
    const rest = { endpoints: group.length, isNeeded: true };
    const supplier = isOwners(parameter) ? null : findSupplier(first, registry, lost, knowledge);
    if (supplier !== null) return [{ ...about, hint: supplier, why, ...rest }];
    const hint = { known_by: isOwners(parameter) ? 'context' : 'user' };
    const { pattern, format } = parameter.schema;
    if (pattern !== undefined || format !== undefined) return [{ ...about, hint, why, ...rest }];
    const example = specimen(parameter);
    return [
      {
        ...about,
        hint: { ...hint, example },
        why: example === placeholder ? `${why}; put a real value for the example` : why,
        ...rest,
      },
    ];
  });
}

/** The account, workspace or project that the caller works in: the product knows it. */
function isOwners({ name }: Parameter): boolean {
  const words = normalWords(name);
  return owners.has(words[0] ?? '') && /^(?:id|sid|uuid|key|name|slug|number)$/.test(words.at(-1) ?? '');
}

const owners = new Set(
  'account user customer tenant workspace organization organisation org project subscription company team'.split(
    ' ',
  ),
);

/** What brings a value: an answer that shows the thing it is the id of, whose ids then link, or a field that is called alike. */
function findSupplier(
  { endpoint, parameter }: Wanting,
  { endpoints }: ToolRegistry,
  lost: ReadonlyMap<string, Lost>,
  knowledge: Knowledge,
): Suggestion['hint'] | null {
  const own = normalWords(ownNameOf(parameter)).join(' ');
  const entity = endpoint.entity?.replaceAll('_', ' ') ?? own;
  // A bare `sid` is that of what the endpoint is about.
  const noun = bareId.test(own) ? entity : own.replace(/ (?:id|sid|uuid|key|code|number)$/, '');
  const sources = endpoints.filter(({ id, toolId }) => id !== endpoint.id && toolId === endpoint.toolId);
  // Those that can be called come first; others may come to be by the hints beside this one.
  const sorted = [...sources.filter(({ id }) => !lost.has(id)), ...sources.filter(({ id }) => lost.has(id))];
  for (const source of sorted)
    for (const { pointer, name, schema, object } of source.response.fields) {
      if (!schemasAgree(schema, parameter.schema)) continue;
      const words = normalWords(name).join(' ');
      const shown = source.response.objects[object];
      if (bareId.test(words) && shown?.entity.replaceAll('_', ' ') === noun && shown.idField === name)
        return { concept: knowledge.entities.get(shown.entity)?.identifierConcept ?? `${shown.entity}_id` };
      if (words === own && !bareId.test(own)) return { link: `${source.callName}#${pointer}` };
    }
  return null;
}

const bareId = /^(?:id|sid|uuid|key|code|ref|reference)$/;

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
  return groupBy(vague, keyOf).flatMap((group): readonly Suggestion[] => {
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

function isVague({ required, role, concept, schema, fromContext, links }: Parameter): boolean {
  if (fromContext === true || links !== undefined) return false;
  if (!required || (role !== 'content' && role !== 'filter') || schema.enum !== undefined) return false;
  return schema.type !== 'boolean' && (concept === null || concept.confidence < 0.5);
}

function plainConcept({ schema }: Parameter, { concepts }: Knowledge): string {
  const plain = schema.type === 'integer' || schema.type === 'number' ? 'number' : 'search_query';
  return concepts.has(plain) ? plain : ([...concepts.keys()][0] ?? plain);
}

/** Endpoints of one tool as hints name them: one by its call name, several by `tool::*`. */
function nameFor(endpoints: readonly Endpoint[]): string {
  const name = endpoints[0]?.callName ?? '*';
  return endpoints.length === 1 ? name : `${name.slice(0, name.indexOf('::'))}::*`;
}

function groupBy<Member>(
  members: readonly Member[],
  keyFor: (member: Member) => string,
): readonly (readonly Member[])[] {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const key = keyFor(member);
    const group = groups.get(key);
    if (group) group.push(member);
    else groups.set(key, [member]);
  }
  return [...groups.values()];
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
