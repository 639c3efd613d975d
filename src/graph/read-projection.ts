import { compactEdgesOf, createEndpointGraph } from '../endpoint-graph/create-endpoint-graph.js';
import type { CompactEdges } from '../types/compact-edges.js';
import type { EndpointEdge, EndpointGraph, EndpointNode, ParameterMeaning } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import type { EndpointNodeRow } from './artifact-documents.js';
import type { OpenArtifact } from './open-artifact.js';

/** The projection of an opened `projected_graph.json`, plain or with arrays; over compact edges in either case. */
export async function readProjection(artifact: OpenArtifact, registry: ToolRegistry): Promise<EndpointGraph> {
  const sidecar = await artifact.lines('nodes');
  if (sidecar === null) {
    const nodes = (artifact.lists.get('nodes') ?? []) as readonly EndpointNode[];
    const edges = (artifact.lists.get('edges') ?? []) as readonly EndpointEdge[];
    return createEndpointGraph(registry, nodes, compactEdgesOf({ nodes, edges }, registry));
  }
  const meanings = (sidecar.lists.get('meanings') ?? []) as readonly ParameterMeaning[];
  const rows = (sidecar.lists.get('nodes') ?? []) as readonly EndpointNodeRow[];
  const compact = {
    ...Object.fromEntries(await artifact.columns('edges')),
    sharedConcepts: artifact.lists.get('shared_concepts') ?? [],
    paths: artifact.lists.get('paths') ?? [],
  } as unknown as CompactEdges;
  return createEndpointGraph(
    registry,
    rows.map((row) => toNode(row, meanings)),
    compact,
  );
}

function toNode(
  [endpointId, entry, numbers]: EndpointNodeRow,
  meanings: readonly ParameterMeaning[],
): EndpointNode {
  const node = { endpointId, entry: entry === 1 };
  return numbers === undefined
    ? node
    : { ...node, meanings: numbers.flatMap((number) => meanings[number] ?? []) };
}
