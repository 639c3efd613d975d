import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CatalogNotFoundError } from '../errors/catalog-not-found-error.js';
import { CatalogUnreadableError } from '../errors/catalog-unreadable-error.js';
import type { Refusal } from '../types/refusal.js';

export type CatalogFile = {
  readonly path: string;
  /** Path below the catalog's root, with `/` on every system; a file's own name where the file is the catalog. */
  readonly relativePath: string;
  /** Bytes. */
  readonly size: number;
};

export type CatalogListing = {
  /** Files whose name ends in `.json`, by code unit of their relative path. */
  readonly files: readonly CatalogFile[];
  /** Relative paths of all other files: a catalog may have a README beside its data. */
  readonly ignoredFiles: readonly string[];
  readonly refusals: readonly Refusal[];
};

/**
 * Finds the files of a catalog, which is a folder or one file. Symbolic links are followed, except into a folder that
 * holds the link itself. `.json` alone is a name like others: a tool whose name standardises to nothing is stored so.
 * @throws {CatalogNotFoundError} when nothing is there
 * @throws {CatalogUnreadableError} when the root cannot be opened
 */
export async function listCatalogFiles(root: string): Promise<CatalogListing> {
  const found = await stat(root).catch((error: unknown) => {
    throw rootError(root, error);
  });
  if (found.isFile()) {
    return {
      files: [{ path: root, relativePath: basename(root), size: found.size }],
      ignoredFiles: [],
      refusals: [],
    };
  }
  if (!found.isDirectory()) throw new CatalogUnreadableError(root, 'it is neither a file nor a folder');

  const listing = { files: [] as CatalogFile[], ignoredFiles: [] as string[], refusals: [] as Refusal[] };
  const entries = await readdir(root, { withFileTypes: true }).catch((error: unknown) => {
    throw rootError(root, error);
  });
  await visitEntries(entries, { path: root, relativePath: '', ancestors: [await realpath(root)] }, listing);
  return {
    files: listing.files.sort((one, other) => compare(one.relativePath, other.relativePath)),
    ignoredFiles: listing.ignoredFiles.sort(compare),
    refusals: listing.refusals.sort((one, other) => compare(one.source, other.source)),
  };
}

type Folder = { readonly path: string; readonly relativePath: string; readonly ancestors: readonly string[] };
type OpenListing = {
  readonly files: CatalogFile[];
  readonly ignoredFiles: string[];
  readonly refusals: Refusal[];
};

async function visitEntries(entries: readonly Dirent[], folder: Folder, listing: OpenListing): Promise<void> {
  for (const entry of entries) {
    const path = join(folder.path, entry.name);
    const relativePath = folder.relativePath === '' ? entry.name : `${folder.relativePath}/${entry.name}`;
    try {
      await visitEntry({ path, relativePath, ancestors: folder.ancestors }, listing);
    } catch (error) {
      listing.refusals.push(unreadable(relativePath, `It cannot be read: ${describe(error)}.`));
    }
  }
}

async function visitEntry(entry: Folder, listing: OpenListing): Promise<void> {
  const found = await stat(entry.path);
  if (found.isDirectory()) {
    const real = await realpath(entry.path);
    if (entry.ancestors.includes(real)) {
      listing.refusals.push(unreadable(entry.relativePath, 'The link leads back to a folder that holds it.'));
      return;
    }
    const inner = await readdir(entry.path, { withFileTypes: true });
    await visitEntries(inner, { ...entry, ancestors: [...entry.ancestors, real] }, listing);
    return;
  }
  if (!entry.relativePath.toLowerCase().endsWith('.json')) listing.ignoredFiles.push(entry.relativePath);
  // A pipe or device would block the reader or never end.
  else if (!found.isFile())
    listing.refusals.push(unreadable(entry.relativePath, 'It is not a regular file.'));
  else listing.files.push({ path: entry.path, relativePath: entry.relativePath, size: found.size });
}

function unreadable(source: string, detail: string): Refusal {
  return { level: 'file', source, name: '', reason: 'unreadable_file', detail };
}

function rootError(root: string, error: unknown): Error {
  const code = errorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return new CatalogNotFoundError(root, { cause: error });
  return new CatalogUnreadableError(root, describe(error), { cause: error });
}

/** Words for a file system error that do not depend on the machine, as the native message with its absolute path does. */
export function describe(error: unknown): string {
  const code = errorCode(error);
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  if (code === 'ENOENT') return 'the file, or what the link leads to, is missing';
  if (code === 'ELOOP') return 'the link leads to itself';
  return code === '' ? 'the system refused it' : `the system answered ${code}`;
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** By code unit, as all orders here. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
