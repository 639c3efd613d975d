import {
  type ArtifactEntry,
  artifactFormatVersion,
  type BuildManifest,
  type RefusalCount,
} from '../types/build-manifest.js';
import type { Refusal } from '../types/refusal.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import type { ToolGraphs } from './build-graphs.js';
import { countReached } from './count-reached.js';
import { startKey } from './node-keys.js';

/** What the manifest says beside what it can count itself. */
export type ManifestInput = {
  readonly datagenVersion: string;
  /** SHA-256 of the catalog (`Catalog.hash`). */
  readonly inputHash: string;
  /** SHA-256 of the settings and the knowledge that the build used. */
  readonly configHash: string;
  /** Of ingest and registry. */
  readonly refusals: readonly Refusal[];
  /** Further counts, e.g. files read: merged into `counts`. */
  readonly counts?: { readonly [what: string]: number };
};

/** Refusals listed in full for each level and reason. */
const listedPerReason = 50;

export function createManifest(
  input: ManifestInput,
  registry: ToolRegistry,
  graphs: ToolGraphs,
  artifacts: readonly ArtifactEntry[],
): BuildManifest {
  const groups = groupRefusals(input.refusals);
  const listed = groups.flatMap(({ members }) => members.slice(0, listedPerReason));
  return {
    format_version: artifactFormatVersion,
    datagen_version: input.datagenVersion,
    input_hash: input.inputHash,
    config_hash: input.configHash,
    counts: { ...input.counts, ...countRegistry(registry), ...countGraphs(graphs) },
    artifacts,
    refusal_counts: {
      total: input.refusals.length,
      by_reason: groups.map(
        ({ level, reason, members }): RefusalCount => ({ level, reason, count: members.length }),
      ),
      unlisted: input.refusals.length - listed.length,
    },
    refusals: listed,
  };
}

type RefusalGroup = Pick<Refusal, 'level' | 'reason'> & { readonly members: Refusal[] };

function groupRefusals(refusals: readonly Refusal[]): readonly RefusalGroup[] {
  const groups = new Map<string, RefusalGroup>();
  for (const refusal of refusals) {
    const key = `${refusal.level} ${refusal.reason}`;
    const group = groups.get(key);
    if (group) group.members.push(refusal);
    else groups.set(key, { level: refusal.level, reason: refusal.reason, members: [refusal] });
  }
  return [...groups.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, group]) => group);
}

function countRegistry({ tools, endpoints }: ToolRegistry): { [what: string]: number } {
  return {
    tools: tools.length,
    categories: new Set(tools.map((tool) => tool.category)).size,
    endpoints: endpoints.length,
    usable_endpoints: endpoints.filter((endpoint) => endpoint.unusable === null).length,
    parameters: endpoints.reduce((sum, endpoint) => sum + endpoint.parameters.length, 0),
    response_fields: endpoints.reduce((sum, endpoint) => sum + endpoint.response.fields.length, 0),
    responses_declared: endpoints.filter(({ response }) => response.origin === 'declared').length,
    responses_inferred: endpoints.filter(({ response }) => response.origin === 'inferred').length,
    responses_unknown: endpoints.filter(({ response }) => response.origin === 'unknown').length,
    entities: new Set(endpoints.flatMap(({ entity }) => entity ?? [])).size,
  };
}

function countGraphs({ heterogeneous, projected }: ToolGraphs): { [what: string]: number } {
  const kinds = new Map<string, number>();
  const count = (key: string): void => void kinds.set(key, (kinds.get(key) ?? 0) + 1);
  heterogeneous.forEachNode((_, { kind }) => count(`graph_nodes_${kind}`));
  heterogeneous.forEachEdge((_, { kind }) => count(`graph_edges_${kind}`));
  for (const edge of projected.edges) count(`projected_edges_${edge.kind}`);
  return {
    ...Object.fromEntries([...kinds].sort(([left], [right]) => (left < right ? -1 : 1))),
    projected_nodes: projected.nodes.length,
    projected_entries: projected.nodes.filter((node) => node.entry).length,
    endpoints_reached: countReached(heterogeneous, startKey),
    projected_edges: projected.edges.length,
    data_links: projected.edges.reduce((sum, edge) => sum + edge.links.length, 0),
  };
}
