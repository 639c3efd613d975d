import { availableParallelism } from 'node:os';
import type { Hints, HintUse } from '../hints/hints.js';
import type { CatalogFormat } from '../ingest/catalog-reader.js';
import type { CatalogFile, CatalogListing } from '../ingest/list-catalog-files.js';
import { listCatalogs } from '../ingest/list-catalogs.js';
import { type Catalog, readCatalog } from '../ingest/read-catalog.js';
import { buildRegistry } from '../registry/build-registry.js';
import type { Knowledge } from '../types/knowledge.js';
import type { Refusal } from '../types/refusal.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import { interpretInWorkers } from './interpret-in-workers.js';

export type InterpretedCatalog = {
  readonly registry: ToolRegistry;
  /** The same as `packRegistry` makes it, in parts, where threads brought it. */
  readonly packed?: readonly Uint8Array[];
  /** Of files, tools, endpoints and their parts. */
  readonly refusals: readonly Refusal[];
  /** See `Catalog.hash`. */
  readonly hash: string;
  /** Number of `.json` files found, refused ones included. */
  readonly fileCount: number;
  /** Of the hints. */
  readonly use: HintUse;
};

/** Where tools come from. */
export type CatalogSources = {
  /** Folders, files and patterns of files. */
  readonly paths: readonly string[];
  /** What was read elsewhere than from the disk. */
  readonly others?: readonly CatalogFile[];
  /** What could not be read there. */
  readonly refusals?: readonly Refusal[];
  /** Forces the reader of the files on the disk. */
  readonly format?: CatalogFormat | null;
};

export type InterpretOptions = {
  /** Threads to do it in; 1 is this one. By default as many as processors, and as the catalog is worth. */
  readonly threads?: number | undefined;
  /** Ends the threads when it aborts. */
  readonly signal?: AbortSignal | undefined;
  /** What somebody states beside the catalog. */
  readonly hints?: Hints | null | undefined;
};

/**
 * Reads a catalog and interprets it: `readCatalog` and `buildRegistry`, for large catalogs in several threads. The result is
 * the same in any number of them.
 * @throws {DatagenError} as `readCatalog` does, and when a thread breaks off
 */
export async function interpretCatalog(
  sources: string | CatalogSources,
  knowledge: Knowledge,
  { threads, signal, hints = null }: InterpretOptions = {},
): Promise<InterpretedCatalog> {
  const asked = typeof sources === 'string' ? { paths: [sources] } : sources;
  const listing = listSources(asked);
  const path = nameOf(asked);
  const bytes = listing.files.reduce((sum, { size }) => sum + size, 0);
  const worth = Math.min(mostThreads, Math.floor(bytes / bytesPerThread), listing.files.length);
  const wanted = threads ?? Math.min(availableParallelism(), worth);
  if (wanted > 1 && runsCompiled)
    return interpretInWorkers(path, listing, knowledge, wanted, { signal, hints });
  const { tools, refusals, hash, fileCount } = await readCatalog(path, { listing });
  const { registry, refusals: ofTools, use } = buildRegistry(tools, knowledge, hints);
  return { registry, refusals: [...refusals, ...ofTools], hash, fileCount, use };
}

/** The tools of all sources, read and not interpreted. Throws as `readCatalog` does. */
export function readSources(sources: CatalogSources): Promise<Catalog> {
  return readCatalog(nameOf(sources), { listing: listSources(sources) });
}

/** For messages. */
function nameOf({ paths, others = [], refusals = [] }: CatalogSources): string {
  const elsewhere = [...others.map(({ path }) => path), ...refusals.map(({ source }) => source)];
  return [...paths, ...new Set(elsewhere)].join(', ');
}

function listSources({ paths, others = [], refusals = [], format }: CatalogSources): CatalogListing {
  const listing = listCatalogs(paths, others);
  const force = (file: CatalogFile): CatalogFile =>
    format === null || format === undefined || file.content !== undefined ? file : { ...file, format };
  return { ...listing, files: listing.files.map(force), refusals: [...refusals, ...listing.refusals] };
}

/** A thread costs some half a second to start and to hear from: the time in which so many bytes are interpreted. */
const bytesPerThread = 12e6;

/** Each thread has a heap of its own; what must be done in one is then longer than the rest. */
const mostThreads = 4;

/** Threads start from a compiled file; where sources are run as they are (in tests), all is done in this thread. */
const runsCompiled = import.meta.url.endsWith('.js');
