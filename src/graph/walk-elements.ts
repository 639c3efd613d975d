import { compactEdgesOf } from '../endpoint-graph/create-endpoint-graph.js';
import { edgeKinds } from '../types/compact-edges.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import type { ConceptIndex } from './concept-index.js';

export type NodeKind = 'start' | 'tool' | 'endpoint' | 'parameter' | 'response_field' | 'concept';
export type EdgeKind = 'opens' | 'has_endpoint' | 'input_of' | 'returns' | 'means' | 'is_a' | 'supplies';

/** Takes nodes and edges one at a time; both ends of an edge were taken before it. */
export type ElementTaker = {
  /** `id` is the thing's own, for a parameter or field after its endpoint's with `#` between. Returns the node's number. */
  node(kind: NodeKind, id: string, label: string): number;
  edge(source: number, target: number, kind: EdgeKind, confidence?: number): void;
};

type Match = { readonly id: string; readonly confidence: number } | null;

/**
 * Everything the catalog holds and how it hangs together: tools, endpoints, parameters, response fields and concepts. What
 * the projection adds, entries and data links (`supplies` edges), follows when the function that it returns is given it. Edges point the way data flows (endpoint → field → parameter →
 * endpoint), from one start node to the endpoints with which a conversation can open, so that a walk from an endpoint, or
 * from the start, meets all that answers can lead to.
 */
export function walkElements(
  registry: ToolRegistry,
  concepts: Pick<ConceptIndex, 'lineage'>,
  taker: ElementTaker,
): (projection: EndpointGraph) => void {
  const addMeaning = createMeanings(concepts, taker);
  const tools = new Map<string, number>();
  for (const tool of registry.tools) tools.set(tool.id, taker.node('tool', tool.id, tool.name));
  const places = new Map<string, EndpointPlace>();
  for (const endpoint of registry.endpoints) {
    const node = taker.node('endpoint', endpoint.id, endpoint.name);
    const tool = tools.get(endpoint.toolId);
    if (tool !== undefined) taker.edge(tool, node, 'has_endpoint');
    const parameters = endpoint.parameters.map(({ name, concept }) => {
      const parameter = taker.node('parameter', `${endpoint.id}#${name}`, name);
      taker.edge(parameter, node, 'input_of');
      addMeaning(parameter, concept);
      return parameter;
    });
    const fields = endpoint.response.fields.map(({ pointer, name, concept }) => {
      const field = taker.node('response_field', `${endpoint.id}#${pointer}`, name);
      taker.edge(node, field, 'returns');
      addMeaning(field, concept);
      return field;
    });
    places.set(endpoint.id, {
      node,
      parameters: Uint32Array.from(parameters),
      fields: Uint32Array.from(fields),
    });
  }
  return (projection) => {
    const start = taker.node('start', '', 'start');
    const projected = projection.nodes.map(({ endpointId }) => places.get(endpointId));
    projection.nodes.forEach(({ entry }, place) => {
      if (entry) taker.edge(start, projected[place]?.node ?? start, 'opens');
    });
    addSupplies(projected, compactEdgesOf(projection, registry), taker);
  };
}

type EndpointPlace = {
  readonly node: number;
  readonly parameters: Uint32Array;
  readonly fields: Uint32Array;
};

function addSupplies(
  places: readonly (EndpointPlace | undefined)[],
  compact: ReturnType<typeof compactEdgesOf>,
  taker: ElementTaker,
): void {
  places.forEach((source, place) => {
    const end = compact.offsets[place + 1] ?? 0;
    for (let edge = compact.offsets[place] ?? 0; edge < end; edge += 1) {
      if (edgeKinds[compact.kinds[edge] ?? -1] !== 'data_link') continue;
      const target = places[compact.targets[edge] ?? -1];
      const lastLink = compact.linkOffsets[edge + 1] ?? 0;
      for (let link = compact.linkOffsets[edge] ?? 0; link < lastLink; link += 1) {
        const field = source?.fields[compact.linkFields[link] ?? -1];
        const parameter = target?.parameters[compact.linkParameters[link] ?? -1];
        if (field === undefined || parameter === undefined) continue;
        taker.edge(field, parameter, 'supplies', (compact.linkConfidences[link] ?? 0) / 1000);
      }
    }
  });
}

/** Ties a node to its concept; a concept comes with its ancestors when it is first met. */
function createMeanings(
  concepts: Pick<ConceptIndex, 'lineage'>,
  taker: ElementTaker,
): (node: number, match: Match) => void {
  const known = new Map<string, number>();
  const conceptNode = (id: string): number => {
    const node = known.get(id);
    if (node !== undefined) return node;
    const added = taker.node('concept', id, id);
    known.set(id, added);
    return added;
  };
  const addLineage = (id: string): void => {
    if (known.has(id)) return;
    const lineage = concepts.lineage(id);
    if (lineage.length === 0) conceptNode(id);
    let below: number | null = null;
    for (const ancestor of lineage) {
      const isNew = !known.has(ancestor);
      const node = conceptNode(ancestor);
      if (below !== null) taker.edge(below, node, 'is_a');
      if (!isNew) return;
      below = node;
    }
  };
  return (node, match) => {
    if (!match) return;
    addLineage(match.id);
    taker.edge(node, conceptNode(match.id), 'means', match.confidence);
  };
}
