import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ArtifactsMismatchError } from '../errors/artifacts-mismatch-error.js';
import { ArtifactsUnreadableError } from '../errors/artifacts-unreadable-error.js';
import { artifactFormatVersion, type BuildManifest } from '../types/build-manifest.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import { artifactFiles } from './artifact-files.js';
import { hashManifest } from './create-manifest.js';
import { explainFailure, openArtifact, readBytes } from './open-artifact.js';
import { readProjection } from './read-projection.js';
import { readRegistry } from './read-registry.js';

export type Artifacts = {
  readonly registry: ToolRegistry;
  readonly graph: EndpointGraph;
  readonly manifest: BuildManifest;
};

/** What the artifacts must have been built from and by; what is left out is not compared. */
export type ExpectedBuild = {
  readonly datagenVersion?: string;
  readonly inputHash?: string;
  readonly configHash?: string;
};

/**
 * Reads what `writeArtifacts` wrote, except the heterogeneous graph, which only people look at.
 * @throws {ArtifactsNotFoundError} when a file is missing
 * @throws {ArtifactsMismatchError} when a file is of another version or catalog, or not the one the manifest names
 * @throws {ArtifactsUnreadableError} when a file cannot be opened or understood
 */
export async function readArtifacts(directory: string, expected: ExpectedBuild = {}): Promise<Artifacts> {
  const manifest = await readManifest(join(directory, artifactFiles.manifest), expected);
  await checkSize(directory, artifactFiles.heterogeneous, manifest);
  const registry = await readRegistry(await openArtifact(directory, artifactFiles.registry, manifest));
  const opened = await openArtifact(directory, artifactFiles.projected, manifest);
  return { registry, graph: await readProjection(opened, registry), manifest };
}

/** The manifest, when it is one and of what is expected. */
export async function readManifest(path: string, expected: ExpectedBuild = {}): Promise<BuildManifest> {
  const text = (await readBytes(path)).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ArtifactsUnreadableError(path, 'is not JSON', { cause: error });
  }
  if (typeof value !== 'object' || value === null || !('format_version' in value)) {
    throw new ArtifactsUnreadableError(path, 'is not a build manifest');
  }
  if (value.format_version !== artifactFormatVersion) {
    const difference = `has format version ${String(value.format_version)}, this datagen reads ${artifactFormatVersion}`;
    throw new ArtifactsMismatchError(path, difference);
  }
  if (!isManifest(value)) throw new ArtifactsUnreadableError(path, 'is not a build manifest');
  const { manifest_hash: hash, ...manifest } = value;
  if (hash !== hashManifest(manifest))
    throw new ArtifactsMismatchError(path, 'was changed after it was built');
  compare(path, 'was built by datagen', value.datagen_version, expected.datagenVersion);
  compare(path, 'was built from a catalog with the hash', value.input_hash, expected.inputHash);
  compare(path, 'was built with settings with the hash', value.config_hash, expected.configHash);
  return value;
}

function isManifest(value: object): value is BuildManifest {
  const { datagen_version, input_hash, config_hash, artifacts } = value as Partial<
    Record<keyof BuildManifest, unknown>
  >;
  const strings = [datagen_version, input_hash, config_hash].every((each) => typeof each === 'string');
  return strings && Array.isArray(artifacts) && artifacts.every(isEntry);
}

function isEntry(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { file, bytes, sha256 } = value as { [key: string]: unknown };
  return typeof file === 'string' && typeof bytes === 'number' && typeof sha256 === 'string';
}

function compare(path: string, what: string, found: string, wanted: string | undefined): void {
  if (wanted !== undefined && found !== wanted) {
    throw new ArtifactsMismatchError(path, `${what} ${found.slice(0, 12)}, wanted is ${wanted.slice(0, 12)}`);
  }
}

async function checkSize(directory: string, file: string, manifest: BuildManifest): Promise<void> {
  const path = join(directory, file);
  const entry = manifest.artifacts.find((each) => each.file === file);
  const found = await stat(path).catch((error: unknown) => {
    throw explainFailure(path, error);
  });
  if (entry?.bytes !== found.size) {
    throw new ArtifactsMismatchError(path, 'is not the file that build_manifest.json was written with');
  }
}
