import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileAccessError } from '../errors/file-access-error.js';
import { isJsonObject } from '../json/is-json-object.js';
import type { References } from '../metrics/read-references.js';
import type { SplitName } from '../splits/split-names.js';
import type { SplitKind } from '../splits/split-planner.js';
import type { WrittenFile } from './parquet-file.js';

export const manifestName = 'datagen-package.json';
export const toolNamesName = 'tool_names.json';
export const cardName = 'README.md';

/** How a package was made, and what is in it: what the card needs beside the data. */
export type PackageManifest = {
  readonly version: 1;
  /** Version of datagen. */
  readonly made_by: string;
  readonly title: string;
  readonly license: string;
  readonly split: {
    /** `given`: the input was a folder of splits. */
    readonly by: SplitKind | 'given';
    readonly seed: number | null;
    /** 0–1 by split; null where the splits were given. */
    readonly wanted: { readonly [name in SplitName]?: number } | null;
  };
  readonly tokenizer: { readonly name: string; readonly sha256: string | null };
  readonly max_tokens: number | null;
  readonly left_out: LeftOutCounts;
  /** Shares of the phenomena that were asked for, 0–1; empty where no configuration says so. */
  readonly mix_targets: { readonly [phenomenon: string]: number };
  readonly references: References;
  /** Sorted by path; the card and this file itself are not among them. */
  readonly files: readonly PackageFile[];
};

export type LeftOutCounts = {
  /** Lines that hold no conversation. */
  readonly unreadable: number;
  readonly too_long: number;
  /** Records that tied splits together. */
  readonly bridges: number;
};

/** Path in the package, with `/`. */
export type PackageFile = {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Of tables only. */
  readonly rows?: number;
};

export function toPackageFiles(
  written: ReadonlyMap<string, WrittenFile | Omit<WrittenFile, 'rows'>>,
): PackageFile[] {
  return [...written]
    .map(([path, file]) => ({ path, ...file }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** Throws `FileAccessError` where the folder is no package. */
export async function readManifest(folder: string): Promise<PackageManifest> {
  const path = join(folder, manifestName);
  const advice = 'Name a folder that datagen package made.';
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new FileAccessError('read', path, advice, error);
  });
  const manifest = parse(text);
  if (isManifest(manifest)) return manifest;
  throw new FileAccessError('read', path, advice, 'it is no manifest of a package');
}

/** Paths that the manifest of a folder lists, whole or not; none where there is no manifest. */
export async function readListedPaths(folder: string): Promise<readonly string[]> {
  const manifest = parse(await readFile(join(folder, manifestName), 'utf8').catch(() => ''));
  if (!isJsonObject(manifest) || !Array.isArray(manifest.files)) return [];
  return manifest.files.flatMap((file) =>
    isJsonObject(file) && typeof file.path === 'string' && isInside(file.path) ? [file.path] : [],
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isManifest(value: unknown): value is PackageManifest {
  if (!isJsonObject(value) || value.version !== 1 || !Array.isArray(value.files)) return false;
  const parts = [value.split, value.tokenizer, value.left_out, value.mix_targets, value.references];
  return parts.every(isJsonObject) && value.files.every(isPackageFile);
}

function isPackageFile(file: unknown): boolean {
  if (!isJsonObject(file) || typeof file.path !== 'string' || typeof file.sha256 !== 'string') return false;
  return isInside(file.path) && typeof file.bytes === 'number';
}

/** Whether a path stays inside the folder that it is relative to. */
function isInside(path: string): boolean {
  return /^[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$/.test(path);
}
