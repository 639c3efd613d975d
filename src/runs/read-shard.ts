import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { FileAccessError } from '../errors/file-access-error.js';

/** What takes the bytes of shards in their order. */
export type ShardSink = (bytes: Uint8Array) => Promise<void> | void;

const pieceBytes = 1 << 20;

/** The bytes of a file, piece by piece. Throws what the system says. */
export function piecesOf(path: string): AsyncIterable<Buffer> {
  return createReadStream(path, { highWaterMark: pieceBytes });
}

/** Reads a shard, each piece passed on before the next is read. Throws `FileAccessError`, or what the sink throws. */
export async function readShard(path: string, sink: ShardSink): Promise<void> {
  try {
    for await (const piece of piecesOf(path)) await sink(piece);
  } catch (error) {
    if (error instanceof FileAccessError) throw error;
    throw new FileAccessError('read', path, 'Run generate again: what is whole stays.', error);
  }
}

/** SHA-256 of a file, in hexadecimal digits, and its bytes, which the sink is given as they are read. Throws what the system says. */
export async function hashFile(
  path: string,
  sink: ShardSink = () => undefined,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of piecesOf(path)) {
    hash.update(piece);
    bytes += piece.length;
    await sink(piece);
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** The hash of a dataset, fed shard by shard. */
export function createDatasetHash(): { readonly add: ShardSink; digest(): string } {
  const hash = createHash('sha256');
  return {
    add: (bytes) => void hash.update(bytes),
    digest: () => hash.digest('hex'),
  };
}
