import { createHash } from 'node:crypto';
import { EmptyCatalogError } from '../errors/empty-catalog-error.js';
import type { RawTool, RawToolFormat } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import type { FileReading } from './catalog-reader.js';
import { joinLoneFunctions } from './functions/join-lone-functions.js';
import { groupQueryApis } from './group-query-apis.js';
import { type CatalogListing, listCatalogFiles } from './list-catalog-files.js';
import { loadFiles } from './load-files.js';
import { readLoadedFile } from './read-catalog-file.js';
import type { QueryApi } from './read-query-form.js';

export type ReadCatalogOptions = {
  /** Files of more bytes are refused unread. Default 64 MB. */
  readonly maximumFileBytes?: number;
  /** What is there to read, where it was listed before. */
  readonly listing?: CatalogListing;
};

export type Catalog = {
  /** Files by code unit of their path, tools in file order; tools of query files last. */
  readonly tools: readonly RawTool[];
  readonly refusals: readonly Refusal[];
  /** SHA-256 (hex) over relative paths and bytes: the same wherever the catalog lies, whenever it was written. */
  readonly hash: string;
  /** Number of tools read from each on-disk form that occurs. */
  readonly formats: { readonly [format in RawToolFormat]?: number };
  /** Number of `.json` files found, refused ones included. */
  readonly fileCount: number;
  /** Files of other names, not looked at. */
  readonly ignoredFiles: readonly string[];
};

/**
 * Reads a ToolBench catalog, a folder or one file, in all its on-disk forms. Nothing is interpreted and nothing dropped
 * silently: what cannot be read is a `Refusal`.
 * @throws {CatalogNotFoundError} when nothing is at `path`
 * @throws {CatalogUnreadableError} when `path` cannot be opened
 * @throws {EmptyCatalogError} when no tool could be read
 */
export async function readCatalog(path: string, options: ReadCatalogOptions = {}): Promise<Catalog> {
  const { files, ignoredFiles, refusals: listingRefusals } = options.listing ?? listCatalogFiles(path);
  const tools: RawTool[] = [];
  const apis: QueryApi[] = [];
  const refusals: Refusal[] = [...listingRefusals];
  const hash = createHash('sha256');

  for (const file of loadFiles(files, hash, options.maximumFileBytes))
    collect(readLoadedFile(file), tools, apis, refusals);
  for (const tool of groupQueryApis(apis)) tools.push(tool);
  const joined = joinLoneFunctions(tools, ({ source }, name, first) => {
    const detail = `${first.source} has a function of this name, too, which stands.`;
    refusals.push({ level: 'endpoint', source, name, reason: 'duplicate_endpoint', detail });
  });
  if (tools.length === 0) throw new EmptyCatalogError(path, files.length, refusals);
  return {
    tools: joined,
    refusals,
    hash: hash.digest('hex'),
    formats: countFormats(joined),
    fileCount: files.length,
    ignoredFiles,
  };
}

function collect(reading: FileReading, tools: RawTool[], apis: QueryApi[], refusals: Refusal[]): void {
  // One by one: spreading a long list into push overflows the stack.
  for (const tool of reading.tools) tools.push(tool);
  for (const api of reading.apis) apis.push(api);
  for (const refusal of reading.refusals) refusals.push(refusal);
}

function countFormats(tools: readonly RawTool[]): Catalog['formats'] {
  const counts: { [format in RawToolFormat]?: number } = {};
  for (const { format } of tools) counts[format] = (counts[format] ?? 0) + 1;
  return counts;
}
