import { inspectShard, type ShardState } from '../inspect-shards.js';
import type { RowRange } from '../run-layout.js';
import type { RunPaths } from '../run-paths.js';

/** What the directory says of a shard, whoever made it. */
export async function lookUpShard(
  paths: RunPaths,
  range: RowRange,
): Promise<ShardState | { readonly kind: 'absent' }> {
  try {
    return await inspectShard(paths, range);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'absent' };
    throw error;
  }
}
