import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { FileAccessError } from '../errors/file-access-error.js';

/** What takes the bytes of shards in their order. */
export type ShardSink = (bytes: Uint8Array) => Promise<void> | void;

const chunkBytes = 1 << 20;

/** Reads a shard in pieces, each passed on before the next is read. */
export async function readShard(path: string, sink: ShardSink): Promise<void> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes }))
      await sink(chunk as Buffer);
  } catch (error) {
    if (error instanceof FileAccessError) throw error;
    throw new FileAccessError('read', path, 'Run generate again: what is whole stays.', error);
  }
}

/** The hash of a dataset, fed shard by shard. */
export function createDatasetHash(): { readonly add: ShardSink; digest(): string } {
  const hash = createHash('sha256');
  return {
    add: (bytes) => void hash.update(bytes),
    digest: () => hash.digest('hex'),
  };
}
