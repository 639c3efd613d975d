import { didYouMean } from '../config/did-you-mean.js';
import { findLinkEnd } from '../graph/stated-links.js';
import type { JsonValue } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { Endpoint, ToolRegistry } from '../types/tool-registry.js';
import { type EndpointHint, type HintProblem, type Hints, type HintUse, placeholder } from './hints.js';

/** What of the hints says nothing about this catalog, by line, with what may have been meant. */
export function checkHints(
  { endpoints: hints }: Hints,
  use: HintUse,
  registry: ToolRegistry,
  knowledge: Knowledge,
): readonly HintProblem[] {
  const byId = new Map(registry.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const usedParameters = new Set(use.parameters.map((each) => each.join(' ')));
  return hints
    .flatMap((hint, place) => {
      const ids = use.endpoints.flatMap(([each, id]) => (each === place ? id : []));
      const meant = ids.flatMap((id) => byId.get(id) ?? []);
      const concepts = [...conceptProblems(hint, knowledge), ...unfilled(hint)];
      if (ids.length === 0) return [...concepts, unknownEndpoint(hint, registry)];
      const parameters = hint.parameters.flatMap(({ name, line }, number) =>
        usedParameters.has(`${place} ${number}`) ? [] : unknownParameter(hint, name, line, meant),
      );
      const fields = hint.fields.flatMap(({ pointer, line }) => unknownField(hint, pointer, line, meant));
      return [...concepts, ...parameters, ...fields, ...linkProblems(hint, registry)];
    })
    .sort((one, other) => one.line - other.line);
}

function unknownEndpoint({ name, line }: EndpointHint, { endpoints }: ToolRegistry): HintProblem {
  const names = endpoints.flatMap(({ callName, functionName }) => [
    callName,
    ...(functionName === undefined ? [] : [functionName]),
  ]);
  return { line, text: `'${name}' names no endpoint of the catalog.${nearest(name, names)}` };
}

function unknownParameter(
  hint: EndpointHint,
  name: string,
  line: number,
  meant: readonly Endpoint[],
): HintProblem {
  const names = [...new Set(meant.flatMap(({ parameters }) => parameters.map((each) => each.name)))];
  const owner = meant.length === 1 ? `'${meant[0]?.callName}' has` : `No endpoint of '${hint.name}' has`;
  const none = meant.length === 1 ? 'no parameter' : 'a parameter';
  return { line, text: `${owner} ${none} '${name}'.${nearest(name, names)}` };
}

function unknownField(
  hint: EndpointHint,
  pointer: string,
  line: number,
  meant: readonly Endpoint[],
): readonly HintProblem[] {
  const pointers = meant.flatMap(({ response }) => response.fields.map((field) => field.pointer));
  if (pointers.includes(pointer)) return [];
  const text = `No answer of '${hint.name}' has a value at '${pointer}'.${nearest(pointer, [...new Set(pointers)])}`;
  return [{ line, text }];
}

function conceptProblems(hint: EndpointHint, knowledge: Knowledge): readonly HintProblem[] {
  const stated = [
    ...hint.parameters.map(({ line, members }) => ({ line, concept: members['x-concept'] })),
    ...hint.fields,
  ];
  return stated.flatMap(({ line, concept }) => {
    if (
      typeof concept !== 'string' ||
      knowledge.concepts.has(concept) ||
      knowledge.isA(concept, 'identifier')
    )
      return [];
    const text = `'${concept}' is no concept.${nearest(concept, [...knowledge.concepts.keys()])} Identifiers are called <thing>_id.`;
    return [{ line, text }];
  });
}

/** What `--explain` leaves for people to put in. */
function unfilled(hint: EndpointHint): readonly HintProblem[] {
  const { line, members, responseExample = null, parameters } = hint;
  return [
    { line, value: [members, responseExample] },
    ...parameters.map((each) => ({ line: each.line, value: each.members })),
  ]
    .filter(({ value }) => JSON.stringify(value).includes(placeholder))
    .map((each) => ({ line: each.line, text: `'${placeholder}' is still to be put right.` }));
}

function linkProblems(hint: EndpointHint, registry: ToolRegistry): readonly HintProblem[] {
  return hint.parameters.flatMap(({ line, members }) => {
    const stated = members['x-link'];
    const links = Array.isArray(stated) ? (stated as readonly JsonValue[]) : [stated];
    return links.flatMap((link): readonly HintProblem[] => {
      if (typeof link !== 'string') return [];
      const { endpoints, pointer } = findLinkEnd(link, registry);
      if (endpoints.length === 0) {
        const name = link.slice(0, link.indexOf('#'));
        const names = registry.endpoints.map(({ callName }) => callName);
        return [{ line, text: `The link '${link}' names no endpoint.${nearest(name, names)}` }];
      }
      const pointers = endpoints.flatMap(({ response }) => response.fields.map((field) => field.pointer));
      if (pointers.includes(pointer)) return [];
      const text = `The answer of '${endpoints[0]?.callName}' has no value at '${pointer}'.${nearest(pointer, pointers)}`;
      return [{ line, text }];
    });
  });
}

/** The nearest name by spelling, else the few that hold the words, else the first few there are. */
function nearest(name: string, known: readonly string[]): string {
  const near = didYouMean(name, known.slice(0, mostCompared));
  if (near !== null) return ` Did you mean '${near}'?`;
  const words = name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2);
  const alike = known.filter((each) => words.some((word) => each.toLowerCase().includes(word)));
  const some = [...new Set(alike.length > 0 ? alike : known.length <= mostNamed ? known : [])];
  if (some.length === 0) return '';
  return ` Near are: ${some.slice(0, mostNamed).join(', ')}.`;
}

const mostNamed = 6;
/** Comparing letters takes its time. */
const mostCompared = 20_000;
