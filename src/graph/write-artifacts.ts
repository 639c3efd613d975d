import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FileAccessError } from '../errors/file-access-error.js';
import { makeDirectory } from '../files/make-directory.js';
import { type ArtifactEntry, artifactFormatVersion, type BuildManifest } from '../types/build-manifest.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import { artifactFiles } from './artifact-files.js';
import type { ToolGraphs } from './build-graphs.js';
import type { HeterogeneousGraph } from './build-heterogeneous-graph.js';
import { createManifest, type ManifestInput } from './create-manifest.js';
import { type LineDocument, writeLines } from './write-lines.js';

export type ArtifactsToWrite = {
  readonly registry: ToolRegistry;
  readonly graphs: ToolGraphs;
  readonly manifestInput: ManifestInput;
};

/**
 * Writes the four artifacts into a folder, which is made when missing. Each appears whole or not at all, the manifest
 * last, so that a folder with a matching manifest is complete. Throws `FileAccessError` when the folder cannot be written.
 */
export async function writeArtifacts(directory: string, artifacts: ArtifactsToWrite): Promise<BuildManifest> {
  const { registry, graphs, manifestInput } = artifacts;
  const pending: string[] = [];
  const temporary = (file: string): string => join(directory, `.${file}.${process.pid}.tmp`);
  const write = async (file: string, document: LineDocument): Promise<ArtifactEntry> => {
    await rm(temporary(file), { force: true });
    pending.push(file);
    return writeLines(temporary(file), file, document);
  };
  try {
    await makeDirectory(directory);
    const entries = [
      await write(artifactFiles.registry, {
        head: { format_version: artifactFormatVersion, kind: 'registry' },
        lists: { tools: registry.tools, endpoints: registry.endpoints },
      }),
      await write(artifactFiles.heterogeneous, heterogeneousDocument(graphs.heterogeneous)),
      await write(artifactFiles.projected, {
        head: { format_version: artifactFormatVersion, kind: 'projected_graph' },
        lists: { nodes: graphs.projected.nodes, edges: graphs.projected.edges },
      }),
    ];
    const manifest = createManifest(manifestInput, registry, graphs, entries);
    const { refusals, ...head } = manifest;
    await write(artifactFiles.manifest, { head, lists: { refusals } });
    for (const file of pending) await rename(temporary(file), join(directory, file));
    return manifest;
  } catch (error) {
    for (const file of pending) await rm(temporary(file), { force: true }).catch(() => undefined);
    throw new FileAccessError(
      'write',
      directory,
      'Name a folder that can be written with --artifacts DIR.',
      error,
    );
  }
}

/** The form that graphology's `Graph.from` reads. */
function heterogeneousDocument(graph: HeterogeneousGraph): LineDocument {
  return {
    head: {
      format_version: artifactFormatVersion,
      kind: 'heterogeneous_graph',
      options: { type: 'directed', multi: true, allowSelfLoops: true },
      attributes: {},
    },
    lists: { nodes: nodesOf(graph), edges: edgesOf(graph) },
  };
}

function* nodesOf(graph: HeterogeneousGraph): Generator<unknown> {
  for (const { node, attributes } of graph.nodeEntries()) yield { key: node, attributes };
}

function* edgesOf(graph: HeterogeneousGraph): Generator<unknown> {
  for (const { source, target, attributes } of graph.edgeEntries()) yield { source, target, attributes };
}
