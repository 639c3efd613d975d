import { compactEdgesOf } from '../endpoint-graph/create-endpoint-graph.js';
import { artifactFormatVersion } from '../types/build-manifest.js';
import type { CompactEdges } from '../types/compact-edges.js';
import { edgeKinds } from '../types/compact-edges.js';
import type { EndpointNode, ParameterMeaning } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import { sidecarFiles } from './artifact-files.js';
import type { ToolGraphs } from './build-graphs.js';
import type { HeterogeneousGraph } from './build-heterogeneous-graph.js';
import { type CollectedElements, heterogeneousKinds } from './collect-elements.js';
import { type Columns, describeColumns } from './columns.js';
import { createInterning } from './create-interning.js';
import { toRegistryTables } from './registry-tables.js';
import type { LineDocument } from './write-lines.js';

/** An artifact with what goes beside it. */
export type ArtifactDocument = {
  readonly main: LineDocument;
  readonly lines?: { readonly file: string; readonly document: LineDocument };
  readonly columns?: { readonly file: string; readonly columns: Columns };
};

/** Number of the meaning of each parameter that has one, after id and entry. */
export type EndpointNodeRow = readonly [endpointId: string, entry: 0 | 1, meanings?: readonly number[]];

const head = (kind: string) => ({ format_version: artifactFormatVersion, kind });
const graphologyOptions = { type: 'directed', multi: true, allowSelfLoops: true };

export function registryDocument(registry: ToolRegistry, isPlain: boolean): ArtifactDocument {
  const { tools, endpoints } = registry;
  if (isPlain) return { main: { head: head('registry'), lists: { tools, endpoints } } };
  const tables = toRegistryTables(registry);
  const counts = {
    tools: tools.length,
    endpoints: endpoints.length,
    concepts: tables.concepts.length,
    schemas: tables.schemas.length,
    fields: tables.fields.length,
    responses: tables.responses.length,
  };
  return {
    main: {
      head: { ...head('registry'), counts, sidecars: { tables: sidecarFiles.registryTables } },
      lists: {},
    },
    lines: {
      file: sidecarFiles.registryTables,
      document: { head: head('registry_tables'), lists: tables },
    },
  };
}

export function projectedDocument(
  { projected }: ToolGraphs,
  registry: ToolRegistry,
  isPlain: boolean,
): ArtifactDocument {
  const { nodes } = projected;
  if (isPlain) return { main: { head: head('projected_graph'), lists: { nodes, edges: projected.edges } } };
  const { sharedConcepts, paths, ...columns } = compactEdgesOf(projected, registry);
  const meanings = createInterning<ParameterMeaning>();
  const rows = nodes.map((node): EndpointNodeRow => toRow(node, meanings.numberOf));
  return {
    main: {
      head: {
        ...head('projected_graph'),
        counts: { nodes: nodes.length, edges: columns.targets.length, links: columns.linkFields.length },
        sidecars: { nodes: sidecarFiles.projectedNodes, edges: sidecarFiles.projectedEdges },
        kinds: edgeKinds,
        columns: describeColumns(columns),
      },
      lists: { shared_concepts: sharedConcepts, paths },
    },
    lines: {
      file: sidecarFiles.projectedNodes,
      document: { head: head('projected_nodes'), lists: { meanings: meanings.all(), nodes: rows } },
    },
    columns: { file: sidecarFiles.projectedEdges, columns },
  };
}

function toRow(
  { endpointId, entry, meanings }: EndpointNode,
  numberOf: (meaning: ParameterMeaning) => number,
): EndpointNodeRow {
  const row = [endpointId, entry ? 1 : 0] as const;
  return meanings === undefined ? row : [...row, meanings.map(numberOf)];
}

/** The nodes and arrays of the projection as read back; the arrays by their names in `CompactEdges`. */
export type CompactColumns = Omit<CompactEdges, 'sharedConcepts' | 'paths'>;

/** Plain, it is the form that graphology's `Graph.from` reads. */
export function heterogeneousDocument(graph: HeterogeneousGraph | CollectedElements): ArtifactDocument {
  const kind = head('heterogeneous_graph');
  if (!('confidences' in graph)) {
    return {
      main: {
        head: { ...kind, options: graphologyOptions, attributes: {} },
        lists: { nodes: nodesOf(graph), edges: edgesOf(graph) },
      },
    };
  }
  const { nodes, edges, confidences, counts } = graph;
  return {
    main: {
      head: {
        ...kind,
        options: graphologyOptions,
        counts,
        sidecars: { nodes: sidecarFiles.heterogeneousNodes, edges: sidecarFiles.heterogeneousEdges },
        kinds: heterogeneousKinds,
        confidences,
        columns: describeColumns(edges),
      },
      lists: {},
    },
    lines: {
      file: sidecarFiles.heterogeneousNodes,
      document: { head: head('heterogeneous_nodes'), lists: { nodes } },
    },
    columns: { file: sidecarFiles.heterogeneousEdges, columns: edges },
  };
}

function* nodesOf(graph: HeterogeneousGraph): Generator<unknown> {
  for (const { node, attributes } of graph.nodeEntries()) yield { key: node, attributes };
}

function* edgesOf(graph: HeterogeneousGraph): Generator<unknown> {
  for (const { source, target, attributes } of graph.edgeEntries()) yield { source, target, attributes };
}
