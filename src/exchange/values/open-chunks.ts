import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { readChunks } from '../../dataset/read-lines.js';
import { FileAccessError } from '../../errors/file-access-error.js';

export type OpenedChunks = {
  readonly head: Buffer;
  /** Whether the head is all there is. */
  readonly isWhole: boolean;
  /** All of it, the head first. May be read once. */
  readonly chunks: AsyncIterable<Buffer>;
  /** For who looks at the head only. */
  readonly close: () => Promise<void>;
};

const headBytes = 1 << 16;

/** The bytes of a file, unpacked where it is gzip, with its start to look at. Throws `FileAccessError`. */
export async function openChunks(path: string): Promise<OpenedChunks> {
  const packed = await takeHead(readChunks(path));
  if (packed.head[0] !== 0x1f || packed.head[1] !== 0x8b) return packed;
  return takeHead(unpack(path, packed.chunks));
}

async function* unpack(path: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  const source = Readable.from(chunks);
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of source.pipe(gunzip)) yield chunk as Buffer;
  } catch (error) {
    if (error instanceof FileAccessError) throw error;
    throw new FileAccessError('read', path, 'Unpack it, or fetch it again.', 'it is damaged as gzip');
  } finally {
    source.destroy();
  }
}

async function takeHead(chunks: AsyncIterable<Buffer>): Promise<OpenedChunks> {
  const iterator = chunks[Symbol.asyncIterator]();
  const taken: Buffer[] = [];
  let length = 0;
  let isWhole = false;
  while (length < headBytes && !isWhole) {
    const next = await iterator.next();
    if (next.done === true) isWhole = true;
    else {
      taken.push(next.value);
      length += next.value.length;
    }
  }
  async function* all(): AsyncGenerator<Buffer, void, undefined> {
    try {
      yield* taken.splice(0);
      if (isWhole) return;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
        yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  const close = async (): Promise<void> => {
    await iterator.return?.();
  };
  return { head: Buffer.concat(taken, length), isWhole, chunks: all(), close };
}
