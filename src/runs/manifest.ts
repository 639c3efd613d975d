import { writeFileAtomically } from '../files/atomic-file.js';
import { isJsonObject } from '../json/is-json-object.js';
import { readRunFile } from './read-run-file.js';
import { type RowRange, shardFile } from './run-layout.js';
import { type RunPaths, reportFile } from './run-paths.js';
import type { RunCounts } from './run-tally.js';
import type { ShardReport } from './shard-report.js';
import { resumeAdvice } from './write-shard.js';

/** What a finished run came to. Nothing in it varies with time, machine, workers or crashes. */
export type RunManifest = {
  readonly format_version: 1;
  readonly run_id: string;
  /** Conversations that were asked for. */
  readonly asked: number;
  /** Rows of the plan; fewer where the catalog holds no further distinct conversation. */
  readonly rows: number;
  /** Why there are fewer rows than asked. */
  readonly exhausted: string | null;
  readonly records: number;
  readonly variants: number;
  /** Rows without a record, and why. */
  readonly holes: RunCounts['holes'];
  readonly bytes: number;
  /** Of all shards, one after the other: what `assemble` writes. */
  readonly dataset_sha256: string;
  readonly shards: readonly ManifestShard[];
};

export type ManifestShard = RowRange & {
  readonly file: string;
  readonly report: string;
  readonly records: number;
  readonly variants: number;
  readonly bytes: number;
  readonly sha256: string;
};

export function toManifestShard({ first, last, bytes, sha256, counts }: ShardReport): ManifestShard {
  const { records, variants } = counts;
  const range = { first, last };
  return {
    ...{ file: shardFile(range), report: reportFile(range, sha256) },
    ...{ first, last, records, variants, bytes, sha256 },
  };
}

export async function writeManifest(
  { manifest: path, work }: RunPaths,
  manifest: RunManifest,
): Promise<void> {
  await writeFileAtomically(path, `${JSON.stringify(manifest, null, 2)}\n`, {
    temporaryDirectory: work,
    advice: resumeAdvice,
  });
}

/** The manifest of a finished run; null where it has none yet. Throws `RunDirectoryError` where it is no manifest. */
export function readManifest({ root, manifest: path }: RunPaths): Promise<RunManifest | null> {
  const advice = 'Remove it and run generate again: shards that are whole stay.';
  return readRunFile({ root, path, isIts: isManifest, advice });
}

function isManifest(value: unknown): value is RunManifest {
  if (!isJsonObject(value) || value.format_version !== 1 || !Array.isArray(value.shards)) return false;
  const { run_id: id, asked, rows, dataset_sha256: hash } = value;
  return (
    typeof id === 'string' &&
    typeof hash === 'string' &&
    Number.isSafeInteger(asked) &&
    Number.isSafeInteger(rows) &&
    value.shards.every(isManifestShard)
  );
}

function isManifestShard(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const { file, report, first, last, bytes, sha256 } = value;
  if (![first, last, bytes].every((each) => Number.isSafeInteger(each) && Number(each) >= 0)) return false;
  const range = { first: Number(first), last: Number(last) };
  return typeof sha256 === 'string' && file === shardFile(range) && report === reportFile(range, sha256);
}
