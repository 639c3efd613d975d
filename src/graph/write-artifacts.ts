import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatagenError } from '../errors/datagen-error.js';
import { FileAccessError } from '../errors/file-access-error.js';
import { InterruptedError } from '../errors/interrupted-error.js';
import { makeDirectory } from '../files/make-directory.js';
import type { ArtifactEntry, BuildManifest } from '../types/build-manifest.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import {
  type ArtifactDocument,
  heterogeneousDocument,
  projectedDocument,
  registryDocument,
} from './artifact-documents.js';
import { artifactFiles, plainEndpoints, sidecarFiles } from './artifact-files.js';
import type { ToolGraphs } from './build-graphs.js';
import { collectElements } from './collect-elements.js';
import { writeColumns } from './columns.js';
import { countElements, countReachedOver } from './count-elements.js';
import { countReached } from './count-reached.js';
import { createManifest, type ManifestInput } from './create-manifest.js';
import { startKey } from './node-keys.js';
import { type LineDocument, type PackedLines, writeLines } from './write-lines.js';

export type ArtifactsToWrite = {
  readonly registry: ToolRegistry;
  readonly graphs: ToolGraphs;
  readonly manifestInput: ManifestInput;
  /** Whether the artifacts are plain JSON; by default where the catalog is small. */
  readonly isPlain?: boolean;
  /** The document of the registry, where another thread makes it. */
  readonly registryDocument?: Promise<ArtifactDocument> | undefined;
  /** Stops the writing before any artifact is replaced; an `InterruptedError` says so. */
  readonly signal?: AbortSignal | undefined;
};

/**
 * Writes the four artifacts into a folder, which is made when missing; those of a large catalog with sidecars. Each file
 * appears whole or not at all, the manifest last, so that a folder with a matching manifest is complete. Throws
 * `FileAccessError` when the folder cannot be written.
 */
export async function writeArtifacts(directory: string, artifacts: ArtifactsToWrite): Promise<BuildManifest> {
  const { registry, graphs, manifestInput, signal } = artifacts;
  const isPlain = artifacts.isPlain ?? registry.endpoints.length <= plainEndpoints;
  const pending: string[] = [];
  const temporary = (file: string): string => join(directory, `.${file}.${process.pid}.tmp`);
  const start = async (file: string): Promise<string> => {
    await rm(temporary(file), { force: true });
    pending.push(file);
    return temporary(file);
  };
  const write = async (file: string, document: LineDocument | PackedLines): Promise<ArtifactEntry> =>
    writeLines(await start(file), file, document);
  const writeAll = async (file: string, document: ArtifactDocument): Promise<ArtifactEntry[]> => {
    const { main, lines, columns } = document;
    const entries = [await write(file, main)];
    if (lines) entries.push(await write(lines.file, lines.document));
    if (columns) entries.push(await writeColumns(await start(columns.file), columns.file, columns.columns));
    return entries;
  };
  try {
    await makeDirectory(directory);
    const ofRegistry = await (artifacts.registryDocument ?? registryDocument(registry, isPlain));
    const registryEntries = await writeAll(artifactFiles.registry, ofRegistry);
    const heterogeneous = describeHeterogeneous(graphs, registry, isPlain);
    const entries = [
      ...registryEntries,
      ...(await writeAll(artifactFiles.heterogeneous, heterogeneous.document)),
      ...(await writeAll(artifactFiles.projected, projectedDocument(graphs, registry, isPlain))),
    ];
    const manifest = createManifest(manifestInput, registry, graphs, heterogeneous.counts, entries);
    const { refusals, ...head } = manifest;
    await write(artifactFiles.manifest, { head, lists: { refusals } });
    if (signal?.aborted) throw new InterruptedError(untouched(directory));
    for (const file of pending) await rename(temporary(file), join(directory, file));
    await removeOthers(directory, pending);
    return manifest;
  } catch (error) {
    for (const file of pending) await rm(temporary(file), { force: true }).catch(() => undefined);
    if (error instanceof DatagenError) throw error;
    throw new FileAccessError(
      'write',
      directory,
      'Name a folder that can be written with --artifacts DIR.',
      error,
    );
  }
}

/** What an interrupted build leaves in the folder of its artifacts. */
export function untouched(directory: string): string {
  return `Nothing was written; '${directory}' is as it was.`;
}

/** The graph of a large catalog is never held as one: graphology takes 330 bytes for each node and edge. */
function describeHeterogeneous(graphs: ToolGraphs, registry: ToolRegistry, isPlain: boolean) {
  if (isPlain) {
    const graph = graphs.heterogeneous;
    const counts = { ...countElements(graph), endpoints_reached: countReached(graph, startKey) };
    return { document: heterogeneousDocument(graph), counts };
  }
  const elements = collectElements(graphs.walkHeterogeneous);
  const counts = { ...elements.counts, endpoints_reached: countReachedOver(graphs.projected, registry) };
  return { document: heterogeneousDocument(elements), counts };
}

/** Sidecars of a larger catalog that was built into the folder before. */
async function removeOthers(directory: string, written: readonly string[]): Promise<void> {
  for (const file of Object.values(sidecarFiles))
    if (!written.includes(file)) await rm(join(directory, file), { force: true });
}
