import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatagenError } from '../errors/datagen-error.js';
import { FileAccessError } from '../errors/file-access-error.js';
import { InterruptedError } from '../errors/interrupted-error.js';
import type { BuildManifest } from '../types/build-manifest.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import { heterogeneousDocument, projectedDocument, registryDocument } from './artifact-documents.js';
import { artifactFiles, plainEndpoints, sidecarFiles } from './artifact-files.js';
import type { ToolGraphs } from './build-graphs.js';
import { countElements, countReachedOver } from './count-elements.js';
import { countReached } from './count-reached.js';
import { createManifest, type ManifestInput } from './create-manifest.js';
import { startKey } from './node-keys.js';
import { type FileStage, openStage } from './stage-files.js';
import type { ArtifactWriter, Written } from './start-writer.js';
import { writeDocument } from './write-document.js';

export type ArtifactsToWrite = {
  readonly registry: ToolRegistry;
  readonly graphs: ToolGraphs;
  readonly manifestInput: ManifestInput;
  /** Whether the artifacts are plain JSON; by default where the catalog is small. */
  readonly isPlain?: boolean;
  /** Where the files wait for each other, if some were started before. */
  readonly stage?: FileStage;
  /** Writes the registry and the heterogeneous graph, where another thread does that. */
  readonly writer?: ArtifactWriter | null;
  /** Stops the writing before any artifact is replaced; an `InterruptedError` says so. */
  readonly signal?: AbortSignal | undefined;
};

/**
 * Writes the four artifacts into a folder, which is made when missing; those of a large catalog with sidecars. Each file
 * appears whole or not at all, the manifest last, so that a folder with a matching manifest is complete. Throws
 * `FileAccessError` when the folder cannot be written.
 */
export async function writeArtifacts(directory: string, artifacts: ArtifactsToWrite): Promise<BuildManifest> {
  const { registry, graphs, manifestInput, signal, writer = null } = artifacts;
  const isPlain = artifacts.isPlain ?? registry.endpoints.length <= plainEndpoints;
  const stage = artifacts.stage ?? openStage(directory);
  const reached = { endpoints_reached: countReachedIn(graphs, registry, isPlain) };
  try {
    const writing = writer?.finish(graphs.projected) ?? writeHere(stage, graphs, registry, isPlain);
    const projected = projectedDocument(graphs, registry, isPlain);
    // One after the other where one thread writes them all.
    const first = writer === null ? await writing : null;
    const ofProjection = await writeDocument(artifactFiles.projected, projected, stage.start);
    const { entries, counts } = first ?? (await writing);
    const manifest = createManifest(manifestInput, registry, graphs, { ...counts, ...reached }, [
      ...entries,
      ...ofProjection,
    ]);
    const { refusals, ...head } = manifest;
    const document = { main: { head, lists: { refusals } } };
    await writeDocument(artifactFiles.manifest, document, stage.start);
    if (signal?.aborted) throw new InterruptedError(untouched(directory));
    await removeOthers(directory, await stage.commit());
    return manifest;
  } catch (error) {
    await writer?.close();
    await stage.discard();
    throw cannotWrite(directory, error);
  }
}

/** What went wrong while files were written into a folder: a `DatagenError` as it is, anything else as a `FileAccessError`. */
export function cannotWrite(directory: string, error: unknown): DatagenError {
  if (error instanceof DatagenError) return error;
  return new FileAccessError(
    'write',
    directory,
    'Name a folder that can be written with --artifacts DIR.',
    error,
  );
}

/** What an interrupted build leaves in the folder of its artifacts. */
export function untouched(directory: string): string {
  return `Nothing was written; '${directory}' is as it was.`;
}

/** The graph of a large catalog is never held as one: graphology takes 330 bytes for each node and edge. */
async function writeHere(
  stage: FileStage,
  graphs: ToolGraphs,
  registry: ToolRegistry,
  isPlain: boolean,
): Promise<Written> {
  const graph = isPlain ? graphs.heterogeneous : graphs.collectHeterogeneous();
  const counts = 'confidences' in graph ? graph.counts : countElements(graph);
  const { registry: registryFile, heterogeneous } = artifactFiles;
  return {
    entries: [
      ...(await writeDocument(registryFile, registryDocument(registry, isPlain), stage.start)),
      ...(await writeDocument(heterogeneous, heterogeneousDocument(graph), stage.start)),
    ],
    counts,
  };
}

function countReachedIn(graphs: ToolGraphs, registry: ToolRegistry, isPlain: boolean): number {
  return isPlain
    ? countReached(graphs.heterogeneous, startKey)
    : countReachedOver(graphs.projected, registry);
}

/** Sidecars of a larger catalog that was built into the folder before. */
async function removeOthers(directory: string, written: readonly string[]): Promise<void> {
  for (const file of Object.values(sidecarFiles))
    if (!written.includes(file)) await rm(join(directory, file), { force: true });
}
