import { matchesName } from '../hints/matches-name.js';
import type { Knowledge } from '../types/knowledge.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { Endpoint, Parameter, ToolRegistry } from '../types/tool-registry.js';
import { entityEvidence, intentEvidence } from './evidence.js';
import type { Cause, EndpointExplanation, Explanation, LinkExplanation } from './explanation.js';
import { findLost, type Lost } from './find-lost.js';
import { suggestHints } from './suggest-hints.js';

/** Explains the endpoints that a name means (`*` for anything; empty: all). None where it means none. */
export function explainRegistry(
  registry: ToolRegistry,
  graph: EndpointGraph,
  knowledge: Knowledge,
  name: string,
): Explanation {
  const chosen = registry.endpoints.filter((endpoint) => isMeant(endpoint, name));
  const toolNames = new Map(registry.tools.map((tool) => [tool.id, tool.name]));
  const callNames = new Map(registry.endpoints.map(({ id, callName }) => [id, callName]));
  const lost = findLost(registry, graph);
  const { incoming, outgoing } = linksOf(graph, new Set(chosen.map(({ id }) => id)), callNames);
  const fed = new Set(
    [...incoming].flatMap(([id, links]) => links.map(({ parameter }) => `${id} ${parameter}`)),
  );
  const endpoints = chosen.map((endpoint): EndpointExplanation => {
    const tool = toolNames.get(endpoint.toolId) ?? endpoint.toolId;
    const { response, entity } = endpoint;
    return {
      callName: endpoint.callName,
      functionName: endpoint.functionName ?? null,
      name: endpoint.name,
      tool,
      lost: lost.get(endpoint.id) ?? null,
      intent: { value: endpoint.intent, evidence: intentEvidence(endpoint, knowledge) },
      entity:
        entity === null
          ? null
          : { value: entity, evidence: entityEvidence(endpoint, entity, tool, knowledge) },
      irreversible: endpoint.irreversible,
      idParameter: endpoint.idParameter,
      filters: endpoint.filters,
      writes: endpoint.writes,
      parameters: endpoint.parameters.map((parameter) => ({
        name: parameter.name,
        required: parameter.required,
        role: parameter.role,
        concept: parameter.concept,
        broughtBy: broughtBy(parameter, fed.has(`${endpoint.id} ${parameter.name}`)),
        examples: parameter.examples,
      })),
      response: {
        origin: response.origin,
        confidence: response.confidence,
        objects: response.objects,
        fields: response.fields.map(({ pointer, concept }) => ({ pointer, concept })),
      },
      incoming: incoming.get(endpoint.id) ?? [],
      outgoing: outgoing.get(endpoint.id) ?? [],
    };
  });
  return {
    endpoints,
    causes: causesOf(chosen, lost),
    suggestions: suggestHints(chosen, lost, registry, knowledge),
    usable: chosen.filter(({ id }) => !lost.has(id)).length,
  };
}

/** By call name, id, function name or own name. */
function isMeant({ callName, id, functionName, name: own }: Endpoint, name: string): boolean {
  if (name === '') return true;
  return [callName, id, functionName ?? callName, own].some((each) => matchesName(name, each));
}

function broughtBy(
  parameter: Parameter,
  isFed: boolean,
): EndpointExplanation['parameters'][number]['broughtBy'] {
  if (parameter.fromContext === true) return 'context';
  if (parameter.source === 'none') return isFed ? 'answer' : 'nobody';
  return parameter.source;
}

type Links = ReadonlyMap<string, readonly LinkExplanation[]>;

function linksOf(
  graph: EndpointGraph,
  chosen: ReadonlySet<string>,
  callNames: ReadonlyMap<string, string>,
): { readonly incoming: Links; readonly outgoing: Links } {
  const incoming = new Map<string, LinkExplanation[]>();
  const outgoing = new Map<string, LinkExplanation[]>();
  const add = (map: Map<string, LinkExplanation[]>, id: string, link: LinkExplanation): void => {
    const list = map.get(id);
    if (list) list.push(link);
    else map.set(id, [link]);
  };
  for (const { from, to, kind, links } of graph.edges) {
    if (kind !== 'data_link') continue;
    for (const { field, parameter, confidence } of links) {
      const link = { field, parameter, confidence };
      if (chosen.has(to)) add(incoming, to, { endpoint: callNames.get(from) ?? from, ...link });
      if (chosen.has(from)) add(outgoing, from, { endpoint: callNames.get(to) ?? to, ...link });
    }
  }
  return { incoming, outgoing };
}

function causesOf(chosen: readonly Endpoint[], lost: ReadonlyMap<string, Lost>): readonly Cause[] {
  const causes = new Map<string, string[]>();
  for (const { id, callName } of chosen) {
    const reason = lost.get(id)?.reason;
    if (reason === undefined) continue;
    const names = causes.get(reason) ?? [];
    causes.set(reason, names);
    names.push(callName);
  }
  return [...causes]
    .map(([reason, names]): Cause => ({ reason, endpoints: names.length, examples: names.slice(0, 3) }))
    .sort((left, right) => right.endpoints - left.endpoints || (left.reason < right.reason ? -1 : 1));
}
