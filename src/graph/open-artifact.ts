import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ArtifactsMismatchError } from '../errors/artifacts-mismatch-error.js';
import { ArtifactsNotFoundError } from '../errors/artifacts-not-found-error.js';
import { ArtifactsUnreadableError } from '../errors/artifacts-unreadable-error.js';
import { errorCode } from '../errors/error-code.js';
import type { BuildManifest } from '../types/build-manifest.js';
import { type ColumnEntry, type Columns, readColumns } from './columns.js';
import { type LinesRead, readLines } from './read-lines.js';

/** An artifact's head and lists, and the way to its sidecars. */
export type OpenArtifact = LinesRead & {
  readonly path: string;
  /** The lists of the sidecar that `sidecars` names, null where the artifact is plain. */
  lines(sidecar: string): Promise<LinesRead | null>;
  columns(sidecar: string): Promise<ReadonlyMap<string, Columns[string]>>;
};

/** Opens an artifact of a folder. Every file is the very one that the manifest names: its hash is checked. */
export async function openArtifact(
  directory: string,
  file: string,
  manifest: BuildManifest,
): Promise<OpenArtifact> {
  const path = join(directory, file);
  const main = await understand(path, await readHashed(directory, file, manifest), readLines);
  const sidecars = main.head.get('sidecars');
  const named = (sidecar: string): string | null => {
    if (typeof sidecars !== 'object' || sidecars === null) return null;
    const name: unknown = (sidecars as { [key: string]: unknown })[sidecar];
    return typeof name === 'string' ? name : null;
  };
  return {
    ...main,
    path,
    lines: async (sidecar) => {
      const name = named(sidecar);
      if (name === null) return null;
      return understand(join(directory, name), await readHashed(directory, name, manifest), readLines);
    },
    columns: async (sidecar) => {
      const name = named(sidecar) ?? '';
      const bytes = await readHashed(directory, name, manifest);
      return understand(join(directory, name), bytes, () =>
        readColumns(bytes, main.head.get('columns') as readonly ColumnEntry[]),
      );
    },
  };
}

/** What `read` makes of the bytes; what it throws says that the file is not what build writes. */
export function understand<Bytes, Content>(
  path: string,
  bytes: Bytes,
  read: (bytes: Bytes) => Content,
): Content {
  try {
    return read(bytes);
  } catch (error) {
    throw new ArtifactsUnreadableError(path, 'is not what build writes', { cause: error });
  }
}

async function readHashed(directory: string, file: string, manifest: BuildManifest): Promise<Buffer> {
  const path = join(directory, file);
  const entry = manifest.artifacts.find((each) => each.file === file);
  // A name that the manifest does not hold may lead anywhere: it is not opened.
  const bytes = entry === undefined ? null : await readBytes(path);
  if (bytes === null || entry?.sha256 !== createHash('sha256').update(bytes).digest('hex')) {
    throw new ArtifactsMismatchError(path, 'is not the file that build_manifest.json was written with');
  }
  return bytes;
}

export async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw explainFailure(path, error);
  }
}

export function explainFailure(path: string, error: unknown): Error {
  const code = errorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return new ArtifactsNotFoundError(path, { cause: error });
  return new ArtifactsUnreadableError(path, `cannot be read (${code || String(error)})`, { cause: error });
}
