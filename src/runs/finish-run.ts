import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RunDirectoryError } from '../errors/run-directory-error.js';
import type { PlanEnd } from '../generation/plan-rows.js';
import { listShards } from './inspect-shards.js';
import { type ManifestShard, writeManifest } from './manifest.js';
import { type OpenedRun, quarantine, sweep } from './open-run.js';
import { piecesOf } from './read-shard.js';
import type { RunIdentity } from './run-identity.js';
import { type RowRange, shardFile } from './run-layout.js';
import { type RunPaths, shardPath } from './run-paths.js';
import type { RunCounts } from './run-tally.js';

export type FinishedRun = {
  readonly identity: RunIdentity;
  readonly asked: number;
  readonly end: PlanEnd;
  readonly counts: RunCounts;
  readonly shards: readonly ManifestShard[];
  readonly datasetSha256: string;
};

/**
 * Makes whole shards a finished run: what an extension wrote anew must begin with what was there, then the manifest takes its
 * name, then what it no longer names goes. Stopped anywhere in between, the same command finishes it.
 */
export async function finishRun({ paths }: Pick<OpenedRun, 'paths'>, run: FinishedRun): Promise<void> {
  const { identity, asked, end, counts, shards, datasetSha256 } = run;
  const superseded = await findSuperseded(paths, shards);
  for (const { older, newer } of superseded) await requirePrefix(paths, older, newer);
  await writeManifest(paths, {
    format_version: 1,
    run_id: identity.run_id,
    asked,
    rows: end.planned,
    exhausted: end.exhausted,
    records: counts.records,
    variants: counts.variants,
    holes: counts.holes,
    bytes: shards.reduce((sum, { bytes }) => sum + bytes, 0),
    dataset_sha256: datasetSha256,
    shards,
  });
  for (const { older } of superseded) await rm(shardPath(paths, older), { force: true });
  await removeOtherReports(paths, shards);
  await sweep(paths);
}

type Superseded = { readonly older: RowRange; readonly newer: RowRange };

/** Shards that are written anew under a longer name. */
async function findSuperseded(paths: RunPaths, shards: readonly RowRange[]): Promise<Superseded[]> {
  const newerAt = new Map(shards.map((shard) => [shard.first, shard]));
  return (await listShards(paths)).flatMap((older) => {
    const newer = newerAt.get(older.first);
    return newer !== undefined && older.last < newer.last ? [{ older, newer }] : [];
  });
}

/** Records of a model come from recorded answers: without them they would be others under the same ids. */
async function requirePrefix(paths: RunPaths, older: RowRange, newer: RowRange): Promise<void> {
  if (await isPrefix(shardPath(paths, older), shardPath(paths, newer))) return;
  const place = await quarantine(paths, newer);
  throw new RunDirectoryError(
    paths.root,
    `would change: the first rows of ${shardFile(newer)} are not those of ${shardFile(older)} (put aside as ${place})`,
    'Nothing was changed; a run of models grows from its recorded answers (--cache).',
  );
}

async function isPrefix(shorter: string, longer: string): Promise<boolean> {
  const other = piecesOf(longer)[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  for await (const bytes of piecesOf(shorter)) {
    while (rest.length < bytes.length) {
      const next = await other.next();
      if (next.done) return false;
      rest = Buffer.concat([rest, next.value]);
    }
    if (!rest.subarray(0, bytes.length).equals(bytes)) return false;
    rest = rest.subarray(bytes.length);
  }
  await other.return?.();
  return true;
}

/** Of shards that were superseded, quarantined, or lost a race. */
async function removeOtherReports({ reports }: RunPaths, shards: readonly ManifestShard[]): Promise<void> {
  const named = new Set(shards.map(({ report }) => report));
  for (const name of await readdir(reports))
    if (!named.has(name)) await rm(join(reports, name), { force: true });
}
