import { createEdgeBuilder, type NewEdge, type NewLink } from '../endpoint-graph/create-edge-builder.js';
import { createEndpointGraph } from '../endpoint-graph/create-endpoint-graph.js';
import type { EndpointGraph, EndpointNode } from '../types/tool-graph.js';
import type { Endpoint, ToolRegistry } from '../types/tool-registry.js';
import type { ConceptIndex } from './concept-index.js';
import { createCandidateIndex } from './create-candidate-index.js';
import { createEndpointDescriber, type EndpointFacts } from './describe-endpoint.js';
import { conceptsBetween, type FoundLink, findDataLinks, isUnspoken } from './find-data-links.js';
import type { GraphSettings } from './graph-settings.js';
import { isSameContext, sharedAnchors } from './shared-context.js';
import { createStatedLinks } from './stated-links.js';

/**
 * Projects the registry onto its usable endpoints. Pairs come from joins over values (identifier in one tool, universal
 * value, category), never from all pairs, so the time grows with the links, not with the square of the endpoints.
 */
export function projectEndpoints(
  registry: ToolRegistry,
  concepts: ConceptIndex,
  settings: GraphSettings,
): EndpointGraph {
  const tools = new Map(
    registry.tools.map(({ id, category, description }) => [id, { category: toSlug(category), description }]),
  );
  const describe = createEndpointDescriber(concepts, settings, createStatedLinks(registry));
  const siblings = siblingsOf(registry);
  const facts = registry.endpoints
    .filter((endpoint) => endpoint.unusable === null)
    .sort((left, right) => compare(left.id, right.id))
    .map((endpoint, place) =>
      describe(
        endpoint,
        place,
        tools.get(endpoint.toolId) ?? { category: '', description: '' },
        siblings.get(endpoint.toolId) ?? [endpoint],
      ),
    );
  const candidates = createCandidateIndex(facts, settings);
  const builder = createEdgeBuilder();
  for (const source of facts) builder.addNode(edgesFrom(source, candidates, concepts, settings));
  const nodes = facts.map((fact) => toNode(fact, concepts, settings));
  return createEndpointGraph(registry, nodes, builder.finish());
}

function siblingsOf({ endpoints }: ToolRegistry): ReadonlyMap<string, readonly Endpoint[]> {
  const siblings = new Map<string, Endpoint[]>();
  for (const endpoint of endpoints) {
    const members = siblings.get(endpoint.toolId);
    if (members) members.push(endpoint);
    else siblings.set(endpoint.toolId, [endpoint]);
  }
  return siblings;
}

function toNode(
  { endpoint, demands }: EndpointFacts,
  concepts: ConceptIndex,
  settings: GraphSettings,
): EndpointNode {
  const entry =
    endpoint.parameters.every((parameter) => !parameter.required || parameter.source !== 'none') &&
    !demands.some(({ parameter, corner }) => parameter.required && corner);
  const meanings = demands.map(({ parameter, identity, end }) => ({
    parameter: parameter.name,
    anchor: identity.anchor,
    share: identity.anchor === null ? 0 : (settings.universalConcepts.get(identity.anchor)?.share ?? 0),
    entity: identity.entity,
    knownBy: concepts.get(identity.concept ?? '')?.knownBy ?? 'system',
    spoken: !isUnspoken(identity.concept, concepts, settings),
    end,
  }));
  return { endpointId: endpoint.id, entry, meanings };
}

const noLinks: readonly NewLink[] = [];
const nothing: readonly string[] = [];

function edgesFrom(
  source: EndpointFacts,
  candidates: ReturnType<typeof createCandidateIndex>,
  concepts: ConceptIndex,
  settings: GraphSettings,
): NewEdge[] {
  const { fanOut, semanticFanOut, categoryFanOut } = settings.limits;
  const dataLinks = heaviest(
    drawAll(candidates.takers(source), (target) => drawLinks(source, target, concepts, settings)),
    fanOut,
  );
  const semantic = heaviest(
    drawAll(candidates.sharers(source), (target) => semanticEdge(source, target, settings)),
    semanticFanOut,
  );
  const taken = new Set([...dataLinks, ...semantic].map((edge) => edge.target));
  // All weigh the same: the first ones are the heaviest.
  const category = candidates
    .neighbours(source)
    .filter((target) => !taken.has(target.place))
    .slice(0, categoryFanOut)
    .map((target) => categoryEdge(target, settings));
  return heaviest([...dataLinks, ...semantic, ...category], fanOut).sort(
    (left, right) => left.target - right.target || compare(left.kind, right.kind),
  );
}

function drawAll(
  targets: readonly EndpointFacts[],
  draw: (target: EndpointFacts) => NewEdge | null,
): NewEdge[] {
  const edges: NewEdge[] = [];
  for (const target of targets) {
    const edge = draw(target);
    if (edge !== null) edges.push(edge);
  }
  return edges;
}

function toLink(found: FoundLink, concepts: ConceptIndex): NewLink {
  return {
    field: found.supply.index,
    parameter: found.demand.index,
    confidence: found.confidence,
    path: conceptsBetween(found, concepts),
  };
}

function drawLinks(
  source: EndpointFacts,
  target: EndpointFacts,
  concepts: ConceptIndex,
  settings: GraphSettings,
): NewEdge | null {
  const found = findDataLinks(source, target, concepts, settings);
  if (found.length === 0) return null;
  const weight =
    Math.max(...found.map((link) => link.weight)) * distance(source, target, settings.dataLink, settings);
  if (weight < 0.5) return null;
  return {
    target: target.place,
    kind: 'data_link',
    weight: toWeight(weight),
    sharedConcepts: nothing,
    links: found.map((link) => toLink(link, concepts)),
  };
}

function semanticEdge(source: EndpointFacts, target: EndpointFacts, settings: GraphSettings): NewEdge | null {
  const { base, sameEntity } = settings.semantic;
  const shared = sharedAnchors(source, target, settings);
  const related = isSameContext(source, target);
  if (shared.length === 0 && !related) return null;
  const share = shared.reduce((sum, anchor) => sum + (settings.universalConcepts.get(anchor)?.share ?? 0), 0);
  const weight =
    (base + share) * (related ? sameEntity : 1) * distance(source, target, settings.semantic, settings);
  if (weight < 0.5) return null;
  return {
    target: target.place,
    kind: 'semantic',
    weight: toWeight(weight),
    sharedConcepts: shared,
    links: noLinks,
  };
}

function categoryEdge(target: EndpointFacts, settings: GraphSettings): NewEdge {
  return {
    target: target.place,
    kind: 'category',
    weight: toWeight(settings.category.base),
    sharedConcepts: nothing,
    links: noLinks,
  };
}

/** How much of a weight is left between two endpoints: all in one tool, little where nobody's errand holds both. */
function distance(
  source: EndpointFacts,
  target: EndpointFacts,
  factors: { readonly otherTool: number; readonly otherCategory: number },
  settings: GraphSettings,
): number {
  if (source.endpoint.toolId === target.endpoint.toolId) return 1;
  if (source.category === target.category) return factors.otherTool;
  const { unrelated, groups } = settings.errands;
  const isListed = (category: string): boolean => groups.some((group) => group.has(category));
  const isErrand =
    groups.some((group) => group.has(source.category) && group.has(target.category)) ||
    !isListed(source.category) ||
    !isListed(target.category);
  return factors.otherTool * (isErrand ? factors.otherCategory : unrelated);
}

function heaviest(edges: readonly NewEdge[], limit: number): NewEdge[] {
  return [...edges]
    .sort(
      (left, right) =>
        right.weight - left.weight || left.target - right.target || compare(left.kind, right.kind),
    )
    .slice(0, limit);
}

function toWeight(weight: number): number {
  return Math.max(1, Math.round(weight));
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `Health and Fitness`, `Health_and_Fitness` → `health_and_fitness`. */
function toSlug(category: string): string {
  return category.toLowerCase().replace(/[^a-z0-9]+/g, '_');
}
