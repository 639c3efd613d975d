import { join } from 'node:path';
import { MultiDirectedGraph } from 'graphology';
import { artifactFiles } from './artifact-files.js';
import type { EdgeAttributes, HeterogeneousGraph, NodeAttributes } from './build-heterogeneous-graph.js';
import { heterogeneousKinds, lastSegment, type NodeRow } from './collect-elements.js';
import { nodeKey } from './node-keys.js';
import { type OpenArtifact, openArtifact } from './open-artifact.js';
import { readManifest } from './read-artifacts.js';

type PlainNode = { readonly key: string; readonly attributes: NodeAttributes };
type PlainEdge = { readonly source: string; readonly target: string; readonly attributes: EdgeAttributes };

/**
 * The heterogeneous graph that was built into a folder, as graphology holds it: for people and tools, never for generation.
 * @throws {DatagenError} when the artifacts are missing or not those of their manifest
 */
export async function readHeterogeneousGraph(directory: string): Promise<HeterogeneousGraph> {
  const manifest = await readManifest(join(directory, artifactFiles.manifest));
  const artifact = await openArtifact(directory, artifactFiles.heterogeneous, manifest);
  const graph: HeterogeneousGraph = new MultiDirectedGraph();
  const sidecar = await artifact.lines('nodes');
  if (sidecar !== null) {
    const keys = addNodes(graph, (sidecar.lists.get('nodes') ?? []) as readonly NodeRow[]);
    await addEdges(graph, keys, artifact);
    return graph;
  }
  for (const { key, attributes } of (artifact.lists.get('nodes') ?? []) as readonly PlainNode[])
    graph.addNode(key, attributes);
  for (const { source, target, attributes } of (artifact.lists.get('edges') ?? []) as readonly PlainEdge[])
    graph.addEdgeWithKey(String(graph.size), source, target, attributes);
  return graph;
}

function addNodes(graph: HeterogeneousGraph, rows: readonly NodeRow[]): readonly string[] {
  let endpoint = '';
  return rows.map(([number, own, label]) => {
    const kind = heterogeneousKinds.nodes[number] ?? 'concept';
    if (kind === 'endpoint') endpoint = own;
    const isPart = kind === 'parameter' || kind === 'response_field';
    const key = nodeKey(kind, isPart ? `${endpoint}#${own}` : own);
    graph.mergeNode(key, { kind, label: label ?? lastSegment(own) });
    return key;
  });
}

async function addEdges(
  graph: HeterogeneousGraph,
  keys: readonly string[],
  artifact: OpenArtifact,
): Promise<void> {
  const columns = await artifact.columns('edges');
  const [sources, targets, kinds, numbers] = ['sources', 'targets', 'kinds', 'confidences'].map((name) =>
    columns.get(name),
  );
  const confidences = artifact.head.get('confidences') as readonly number[];
  sources?.forEach((source, place) => {
    const confidence = confidences[(numbers?.[place] ?? 0) - 1];
    graph.addEdgeWithKey(String(place), keys[source], keys[targets?.[place] ?? -1], {
      kind: heterogeneousKinds.edges[kinds?.[place] ?? 0] ?? 'means',
      ...(confidence !== undefined && { confidence }),
    });
  });
}
