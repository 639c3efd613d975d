import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CatalogNotFoundError } from '../errors/catalog-not-found-error.js';
import { CatalogUnreadableError } from '../errors/catalog-unreadable-error.js';
import { errorCode } from '../errors/error-code.js';
import { type FilePattern, isPattern, splitPattern } from '../files/split-pattern.js';
import { isHintsFile } from '../hints/is-hints-file.js';
import type { Refusal } from '../types/refusal.js';
import type { CatalogFormat } from './catalog-reader.js';

export type CatalogFile = {
  readonly path: string;
  /** Path below the catalog's root, with `/` on every system; a file's own name where the file is the catalog. */
  readonly relativePath: string;
  /** Bytes. */
  readonly size: number;
  /** What it holds, where that is not on the disk: the tools of a server. */
  readonly content?: Uint8Array;
  /** The format to read it in, where it was asked for. */
  readonly format?: CatalogFormat;
};

export type CatalogListing = {
  /** Files whose name ends as those of JSON, JSON lines and YAML do, by code unit of their relative path. */
  readonly files: readonly CatalogFile[];
  /** Relative paths of all other files: a catalog may have a README beside its data. */
  readonly ignoredFiles: readonly string[];
  readonly refusals: readonly Refusal[];
};

/**
 * Finds the files of a catalog, which is a folder, a file, or the files that a pattern fits (`specs/*.yaml`). Symbolic links are
 * followed, but no folder is read twice. `.json` alone is a name like others: a tool whose name standardises to nothing is
 * stored so.
 * @throws {CatalogNotFoundError} when nothing is there
 * @throws {CatalogUnreadableError} when the root cannot be opened
 */
export function listCatalogFiles(root: string): CatalogListing {
  const pattern = isPattern(root) && !existsSync(root) ? splitPattern(root) : null;
  const listing = pattern === null ? listRoot(root, null) : listRoot(pattern.folder, pattern);
  if (pattern !== null && listing.files.length === 0) throw new CatalogNotFoundError(root);
  return listing;
}

function listRoot(root: string, pattern: FilePattern | null): CatalogListing {
  const found = atRoot(root, () => statSync(root));
  if (found.isFile()) {
    return {
      files: [{ path: root, relativePath: basename(root), size: found.size }],
      ignoredFiles: [],
      refusals: [],
    };
  }
  if (!found.isDirectory()) throw new CatalogUnreadableError(root, 'it is neither a file nor a folder');

  const listing: OpenListing = {
    files: [],
    ignoredFiles: [],
    refusals: [],
    linkedFolders: [],
    seen: new Set(),
    pattern,
  };
  atRoot(root, () => visitFolder({ path: root, relativePath: '' }, listing));
  // Links come after all real folders, so that a folder keeps its own name. The list grows while it is walked.
  for (const place of listing.linkedFolders) attempt(place, listing, () => visitFolder(place, listing));
  return {
    files: listing.files.sort((one, other) => compare(one.relativePath, other.relativePath)),
    ignoredFiles: listing.ignoredFiles.sort(compare),
    refusals: listing.refusals.sort((one, other) => compare(one.source, other.source)),
  };
}

const mayHoldTools = /\.(?:jsonl?|ya?ml)$/i;

type Place = { readonly path: string; readonly relativePath: string };
type OpenListing = {
  readonly files: CatalogFile[];
  readonly ignoredFiles: string[];
  readonly refusals: Refusal[];
  readonly linkedFolders: Place[];
  /** Real paths of the folders visited: links among folders would otherwise multiply, or never end. */
  readonly seen: Set<string>;
  /** Only the files that it fits are wanted. */
  readonly pattern: FilePattern | null;
};

/** Synchronous on purpose: for the 11,000 files of ToolBench, promises of `stat` take 0.8 s. */
function visitFolder(folder: Place, listing: OpenListing): void {
  const real = realpathSync(folder.path);
  if (listing.seen.has(real)) {
    listing.refusals.push(
      unreadable(folder.relativePath, 'The link leads to a folder that is read already.'),
    );
    return;
  }
  listing.seen.add(real);
  const entries = readdirSync(folder.path, { withFileTypes: true });
  for (const entry of entries.sort((one, other) => compare(one.name, other.name))) {
    const relativePath = folder.relativePath === '' ? entry.name : `${folder.relativePath}/${entry.name}`;
    const place = { path: join(folder.path, entry.name), relativePath };
    attempt(place, listing, () => visit(place, entry.isSymbolicLink(), listing));
  }
}

function visit(place: Place, isLink: boolean, listing: OpenListing): void {
  const { pattern } = listing;
  const found = statSync(place.path);
  if (found.isDirectory()) {
    if (pattern !== null && place.relativePath.split('/').length >= pattern.depth) return;
    if (isLink) listing.linkedFolders.push(place);
    else visitFolder(place, listing);
  } else if (pattern !== null && !pattern.pattern.test(place.relativePath)) return;
  else if (!mayHoldTools.test(place.relativePath) || isHintsFile(place.relativePath))
    listing.ignoredFiles.push(place.relativePath);
  // A pipe or device would block the reader or never end.
  else if (!found.isFile())
    listing.refusals.push(unreadable(place.relativePath, 'It is not a regular file.'));
  else listing.files.push({ ...place, size: found.size });
}

function attempt(place: Place, listing: OpenListing, action: () => void): void {
  try {
    action();
  } catch (error) {
    listing.refusals.push(unreadable(place.relativePath, `It cannot be read: ${describeFileError(error)}.`));
  }
}

function atRoot<Result>(root: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new CatalogNotFoundError(root, { cause: error });
    throw new CatalogUnreadableError(root, describeFileError(error), { cause: error });
  }
}

function unreadable(source: string, detail: string): Refusal {
  return { level: 'file', source, name: '', reason: 'unreadable_file', detail };
}

/** Words for a file system error that do not depend on the machine, as the native message with its absolute path does. */
export function describeFileError(error: unknown): string {
  const code = errorCode(error);
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  if (code === 'ENOENT') return 'the file, or what the link leads to, is missing';
  if (code === 'ELOOP') return 'the link leads to itself';
  return code === '' ? 'the system refused it' : `the system answered ${code}`;
}

/** By code unit, as all orders here. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
