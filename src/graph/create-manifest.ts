import { createHash } from 'node:crypto';
import stringify from 'fast-json-stable-stringify';
import { compactEdgesOf } from '../endpoint-graph/create-endpoint-graph.js';
import {
  type ArtifactEntry,
  artifactFormatVersion,
  type BuildManifest,
  type RefusalCount,
} from '../types/build-manifest.js';
import { edgeKinds } from '../types/compact-edges.js';
import type { Refusal } from '../types/refusal.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import type { ToolGraphs } from './build-graphs.js';

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
  { projected }: ToolGraphs,
  /** Nodes and edges of the heterogeneous graph by kind, and how far it reaches. */
  elements: { readonly [what: string]: number },
  artifacts: readonly ArtifactEntry[],
): BuildManifest {
  const groups = groupRefusals(input.refusals);
  const listed = groups.flatMap(({ members }) => members.slice(0, listedPerReason));
  const manifest = {
    format_version: artifactFormatVersion,
    datagen_version: input.datagenVersion,
    input_hash: input.inputHash,
    config_hash: input.configHash,
    counts: {
      ...input.counts,
      ...countRegistry(registry),
      ...Object.fromEntries(
        Object.entries({ ...elements, ...countEdges(projected, registry) }).sort(([left], [right]) =>
          left < right ? -1 : 1,
        ),
      ),
    },
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
  return { ...manifest, manifest_hash: hashManifest(manifest) };
}

/** SHA-256 (hex) of a manifest without its own hash. */
export function hashManifest(manifest: Omit<BuildManifest, 'manifest_hash'>): string {
  return createHash('sha256').update(stringify(manifest)).digest('hex');
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

function countEdges(projected: EndpointGraph, registry: ToolRegistry): { [what: string]: number } {
  const { kinds, linkFields } = compactEdgesOf(projected, registry);
  const ofKind = new Map<string, number>();
  for (const kind of kinds) {
    const key = `projected_edges_${edgeKinds[kind]}`;
    ofKind.set(key, (ofKind.get(key) ?? 0) + 1);
  }
  return {
    ...Object.fromEntries(ofKind),
    projected_nodes: projected.nodes.length,
    projected_entries: projected.nodes.filter((node) => node.entry).length,
    projected_edges: kinds.length,
    data_links: linkFields.length,
  };
}
