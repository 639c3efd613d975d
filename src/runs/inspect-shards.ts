import { lstat, readdir } from 'node:fs/promises';
import { errorCode } from '../errors/error-code.js';
import { FileAccessError } from '../errors/file-access-error.js';
import { hashFile, type ShardSink } from './read-shard.js';
import { parseShardFile, type RowRange, rowsOf } from './run-layout.js';
import { type RunPaths, reportPath, shardPath } from './run-paths.js';
import { readShardReport, type ShardReport } from './shard-report.js';

export type ShardState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'committed'; readonly report: ShardReport }
  /** Its bytes are not those that any report is about. */
  | { readonly kind: 'damaged'; readonly why: string };

/** The shards that lie in a run directory, by name. Nothing is read of them. */
export async function listShards({ shards }: RunPaths): Promise<RowRange[]> {
  const names = await readdir(shards).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw new FileAccessError('read', shards, 'Name a run directory with --run-dir.', error);
  });
  return names
    .flatMap((name) => parseShardFile(name) ?? [])
    .sort((one, other) => one.first - other.first || one.last - other.last);
}

/** What the directory says of a shard, whoever made it, by the bytes of its file; a sink is given them as they are read. */
export async function inspectShard(paths: RunPaths, range: RowRange, sink?: ShardSink): Promise<ShardState> {
  const path = shardPath(paths, range);
  try {
    // A link could lead out of the directory; nothing of ours is one.
    if (!(await lstat(path)).isFile()) return { kind: 'damaged', why: 'it is not a plain file' };
    const { sha256, bytes } = await hashFile(path, sink);
    const report = await readShardReport(reportPath(paths, range, sha256));
    if (report === null) return { kind: 'damaged', why: 'its bytes are not those that were committed' };
    const isIts =
      report.sha256 === sha256 &&
      report.bytes === bytes &&
      report.first === range.first &&
      rowsOf(report) === rowsOf(range);
    return isIts
      ? { kind: 'committed', report }
      : { kind: 'damaged', why: 'its report is about another file' };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'absent' };
    throw new FileAccessError('read', path, 'Check its permissions.', error);
  }
}
