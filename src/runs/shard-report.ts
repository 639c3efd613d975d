import { readFile } from 'node:fs/promises';
import { isJsonObject } from '../json/is-json-object.js';
import { type RowRange, rowsOf } from './run-layout.js';
import type { RunCounts } from './run-tally.js';

/** What is known of a committed shard. It crosses threads and hosts in the place of the records. */
export type ShardReport = RowRange & {
  readonly bytes: number;
  readonly sha256: string;
  readonly counts: RunCounts;
};

/** Reads a report that lies beside shards; null where it is none. Its counts are believed, its hash is not. */
export async function readShardReport(path: string): Promise<ShardReport | null> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isShardReport(value) ? value : null;
  } catch {
    return null;
  }
}

export function isShardReport(value: unknown): value is ShardReport {
  if (!isJsonObject(value)) return false;
  const { first, last, bytes, sha256, counts } = value;
  return (
    [first, last, bytes].every((each) => Number.isSafeInteger(each) && Number(each) >= 0) &&
    Number(first) <= Number(last) &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    isJsonObject(counts) &&
    Array.isArray(counts.holes) &&
    Number.isSafeInteger(counts.records) &&
    Number(counts.records) + counts.holes.length === rowsOf(value as unknown as RowRange)
  );
}
