import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FileAccessError } from '../errors/file-access-error.js';
import { parseShardFile, type RowRange, rowsOf } from './run-layout.js';
import { type RunPaths, reportPath, shardPath } from './run-paths.js';
import { readShardReport, type ShardReport } from './shard-report.js';

export type ShardState =
  | { readonly kind: 'committed'; readonly report: ShardReport }
  /** Its bytes are not those that any report is about. */
  | { readonly kind: 'damaged'; readonly why: string };

/** The shards that lie in a run directory, by name. Nothing is read of them. */
export async function listShards({ shards }: RunPaths): Promise<RowRange[]> {
  const names = await readdir(shards).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new FileAccessError('read', shards, 'Name a run directory with --run-dir.', error);
  });
  return names
    .flatMap((name) => parseShardFile(name) ?? [])
    .sort((one, other) => one.first - other.first || one.last - other.last);
}

/** What a shard's file holds, hashed from its bytes. */
export async function inspectShard(paths: RunPaths, range: RowRange): Promise<ShardState> {
  const path = shardPath(paths, range);
  const found = await lstat(path);
  // A link could lead out of the directory; nothing of ours is one.
  if (!found.isFile()) return { kind: 'damaged', why: 'it is not a plain file' };
  const { sha256, bytes } = await hashFile(path);
  const report = await readShardReport(reportPath(paths, range, sha256));
  if (report === null) return { kind: 'damaged', why: 'its bytes are not those that were committed' };
  const isIts =
    report.sha256 === sha256 &&
    report.bytes === bytes &&
    report.first === range.first &&
    rowsOf(report) === rowsOf(range);
  return isIts ? { kind: 'committed', report } : { kind: 'damaged', why: 'its report is about another file' };
}

/** The report of a shard that is there; null where it is damaged. */
export async function findCommitted(paths: RunPaths, range: RowRange): Promise<ShardReport | null> {
  const state = await inspectShard(paths, range);
  return state.kind === 'committed' ? state.report : null;
}

/** SHA-256 of a file, in hexadecimal digits, and its bytes, read as a stream. */
export async function hashFile(path: string): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Everything that lies in one folder of a run, sorted; empty where there is no such folder. */
export async function listFolder(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.sort().map((name) => join(folder, name));
}
