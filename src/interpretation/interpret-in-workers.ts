import { createHash } from 'node:crypto';
import { toKnowledgeData } from '../concepts/load-knowledge.js';
import { EmptyCatalogError } from '../errors/empty-catalog-error.js';
import { packRegistry, unpackRegistry } from '../graph/pack-registry.js';
import { joinUses } from '../hints/hints.js';
import { groupQueryApis } from '../ingest/group-query-apis.js';
import type { CatalogListing } from '../ingest/list-catalog-files.js';
import { type LoadedFile, loadFiles } from '../ingest/load-files.js';
import { buildTools } from '../registry/build-registry.js';
import { nameTools, type ToolName } from '../registry/name-tools.js';
import type { Knowledge } from '../types/knowledge.js';
import { toHead } from './create-share.js';
import { dealFiles } from './deal-files.js';
import type { InterpretedCatalog, InterpretOptions } from './interpret-catalog.js';
import { type RemoteShare, startShare } from './start-share.js';

/**
 * Reads and interprets a catalog in `threads` threads. Each reads its share of the files and tells the heads of their tools;
 * when the tools of all shares have their names, each builds its own. Who read what leaves no trace in the result.
 * @throws {WorkerFailedError} when a thread breaks off, also because `signal` aborts
 */
export async function interpretInWorkers(
  path: string,
  listing: CatalogListing,
  knowledge: Knowledge,
  threads: number,
  { signal, hints = null }: Pick<InterpretOptions, 'signal' | 'hints'> = {},
): Promise<InterpretedCatalog> {
  const data = { knowledge: toKnowledgeData(knowledge), hints };
  const shares = Array.from({ length: threads }, () => startShare(data));
  const close = (): Promise<unknown> => Promise.all(shares.map((share) => share.close()));
  signal?.addEventListener('abort', close, { once: true });
  try {
    const shareOf = dealFiles(listing.files, threads);
    const hash = handOut(listing, shareOf, shares);
    const files = inOrder(shareOf, await Promise.all(shares.map((share) => share.heads())));
    const refusals = [...listing.refusals, ...files.flatMap((file) => file.refusals)];
    // What query files say of a tool comes together from all shares: those tools are built here.
    const queryTools = groupQueryApis(files.flatMap(({ apis }) => apis));
    const heads = [...files.flatMap((file) => file.heads), ...queryTools.map(toHead)];
    if (heads.length === 0) throw new EmptyCatalogError(path, listing.files.length, refusals);

    const { names, refusals: nameRefusals } = nameTools(heads);
    const shareOfTool = files.flatMap((file, place) => file.heads.map(() => shareOf[place] ?? 0));
    const building = shares.map((share, number) => share.build(namesOf(number, shareOfTool, names)));
    const [parts, ofQueries] = await Promise.all([
      Promise.all(building),
      buildHere(queryTools, names.slice(shareOfTool.length), knowledge, hints),
    ]);
    // Their memory is wanted for what follows.
    await close();
    const ofTools = inOrder(
      shareOfTool,
      parts.map((part) => part.refusals),
    );
    const packed = parts.map((part) => part.registry);
    if (queryTools.length > 0) packed.push(packRegistry(ofQueries.registry));
    return {
      registry: unpackRegistry(packed),
      packed,
      refusals: [...refusals, ...nameRefusals, ...ofTools.flat(), ...ofQueries.refusals.flat()],
      hash,
      fileCount: listing.files.length,
      use: joinUses([...parts.map(({ use }) => use), ofQueries.use]),
    };
  } finally {
    signal?.removeEventListener('abort', close);
    await close();
  }
}

/** Bytes that are sent together: so many that messages are few, so few that reading starts at once. */
const parcelBytes = 4 << 20;

/** Reads the files once, for the hash and for the shares. Returns the hash. */
function handOut(
  { files }: CatalogListing,
  shareOf: readonly number[],
  shares: readonly RemoteShare[],
): string {
  const hash = createHash('sha256');
  const parcels = shares.map((share) => ({ share, files: [] as LoadedFile[], bytes: 0 }));
  const send = (parcel: (typeof parcels)[number]): void => {
    parcel.share.read(parcel.files);
    parcel.files = [];
    parcel.bytes = 0;
  };
  let place = 0;
  for (const file of loadFiles(files, hash)) {
    const parcel = parcels[shareOf[place] ?? 0];
    place += 1;
    if (parcel === undefined) continue;
    parcel.files.push(file);
    parcel.bytes += file.content instanceof Uint8Array ? file.content.length : 0;
    if (parcel.bytes >= parcelBytes) send(parcel);
  }
  for (const parcel of parcels) send(parcel);
  return hash.digest('hex');
}

function namesOf(
  share: number,
  shareOf: readonly number[],
  names: readonly (ToolName | null)[],
): readonly (ToolName | null)[] {
  return shareOf.flatMap((each, place) => (each === share ? (names[place] ?? null) : []));
}

/** The members of all lists in the order in which they were dealt. */
function inOrder<Member>(shareOf: readonly number[], lists: readonly (readonly Member[])[]): Member[] {
  const next = lists.map((list) => list.values());
  return shareOf.flatMap((share) => {
    const taken = next[share]?.next();
    return taken === undefined || taken.done === true ? [] : [taken.value];
  });
}

/** What it throws must be a promise's: the threads are still at work. */
async function buildHere(
  ...parameters: Parameters<typeof buildTools>
): Promise<ReturnType<typeof buildTools>> {
  return buildTools(...parameters);
}
