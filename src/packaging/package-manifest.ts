import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../errors/error-code.js';
import { FileAccessError } from '../errors/file-access-error.js';
import { requirePlain } from '../files/require-plain.js';
import { isJsonObject } from '../json/is-json-object.js';
import { parseReferences, type References } from '../metrics/read-references.js';
import type { SplitName } from '../splits/split-names.js';
import { type SplitKind, splitKinds } from '../splits/split-planner.js';
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
  const text = await readPlain(path).catch((error: unknown) => {
    throw new FileAccessError('read', path, 'Name a folder that datagen package made.', error);
  });
  const manifest = parse(text);
  const problem = manifestProblem(manifest);
  if (problem === null) return manifest as PackageManifest;
  const advice = 'Make the package again with datagen package, or name a folder that it made.';
  throw new FileAccessError('read', path, advice, `it is no manifest of a package: ${problem}`);
}

/**
 * Paths that the manifest of a folder lists, whole or not; null where there is no manifest that a package left. Throws
 * `FileAccessError` where it cannot be read.
 */
export async function readListedPaths(folder: string): Promise<readonly string[] | null> {
  const path = join(folder, manifestName);
  const text = await readPlain(path).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return '';
    const advice = 'Nothing was written; make it readable, or name another folder with --output.';
    throw new FileAccessError('read', path, advice, error);
  });
  const manifest = parse(text);
  if (!isJsonObject(manifest) || !Array.isArray(manifest.files)) return null;
  if (manifest.version !== 1 && manifest.incomplete !== true) return null;
  return manifest.files.flatMap((file) =>
    isJsonObject(file) && typeof file.path === 'string' && isInside(file.path) ? [file.path] : [],
  );
}

async function readPlain(path: string): Promise<string> {
  await requirePlain(path);
  return readFile(path, 'utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What of a value is not as manifests are; null where all is. */
function manifestProblem(value: unknown): string | null {
  if (value === undefined) return 'it is no JSON';
  if (!isJsonObject(value)) return 'it is no JSON object';
  if (value.incomplete === true) return 'the packaging of this folder was not finished';
  const wrong = Object.entries(parts).find(([name, isRight]) => !isRight(value[name]));
  if (wrong === undefined) return null;
  return Object.hasOwn(value, wrong[0])
    ? `\`${wrong[0]}\` is not what a package has`
    : `\`${wrong[0]}\` is not there`;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const isHash = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const orNull =
  (isRight: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === null || isRight(value);
/** An object whose members, those that `names` lists and no others, are right. */
const has =
  (isRight: (value: unknown) => boolean, names: readonly string[] | null = null) =>
  (value: unknown): boolean =>
    isJsonObject(value) &&
    Object.values(value).every(isRight) &&
    (names === null || names.every((name) => Object.hasOwn(value, name)));

const parts: { readonly [name in keyof PackageManifest]: (value: unknown) => boolean } = {
  version: (value) => value === 1,
  made_by: isText,
  title: isText,
  license: isText,
  split: isSplitNote,
  tokenizer: (value) => isJsonObject(value) && isText(value.name) && orNull(isHash)(value.sha256),
  max_tokens: orNull(isCount),
  left_out: has(isCount, ['unreadable', 'too_long', 'bridges']),
  mix_targets: has(isNumber),
  references: areReferences,
  files: (value) => Array.isArray(value) && value.every(isPackageFile),
};

function isSplitNote(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const { by, seed, wanted } = value;
  return (
    ['given', ...splitKinds].some((kind) => kind === by) &&
    orNull(isNumber)(seed) &&
    orNull(has(isNumber))(wanted)
  );
}

function areReferences(value: unknown): boolean {
  try {
    return isJsonObject(value) && isNumber(value.mix_tolerance) && parseReferences(value).figures.length >= 0;
  } catch {
    return false;
  }
}

function isPackageFile(file: unknown): boolean {
  if (!isJsonObject(file) || typeof file.path !== 'string' || !isInside(file.path)) return false;
  const { bytes, sha256, rows } = file;
  return isCount(bytes) && isHash(sha256) && (rows === undefined || isCount(rows));
}

/** Whether a path stays inside the folder that it is relative to. */
function isInside(path: string): boolean {
  return /^[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$/.test(path);
}
