import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { ArtifactEntry } from '../types/build-manifest.js';

/** A file that is being written, hashed on the way. */
export type FileSink = {
  /** Takes text; true when enough waits to be flushed. */
  add(text: string): boolean;
  flush(): Promise<void>;
  addBytes(bytes: Uint8Array): Promise<void>;
  /** Flushes and syncs. Returns size and SHA-256. */
  finish(): Promise<ArtifactEntry>;
  close(): Promise<void>;
};

const flushAt = 1 << 20;

/** Opens a file that must not exist yet. `file` is the name that the entry bears. */
export async function openSink(path: string, file: string): Promise<FileSink> {
  const handle = await open(path, 'wx');
  const hash = createHash('sha256');
  let waiting: string[] = [];
  let length = 0;
  let bytes = 0;
  const put = async (chunk: Uint8Array): Promise<void> => {
    hash.update(chunk);
    bytes += chunk.length;
    for (let done = 0; done < chunk.length; ) done += (await handle.write(chunk, done)).bytesWritten;
  };
  const flush = async (): Promise<void> => {
    const chunk = Buffer.from(waiting.join(''), 'utf8');
    waiting = [];
    length = 0;
    await put(chunk);
  };
  return {
    add: (text) => {
      waiting.push(text);
      length += text.length;
      return length >= flushAt;
    },
    flush,
    addBytes: async (chunk) => {
      await flush();
      await put(chunk);
    },
    finish: async () => {
      await flush();
      await handle.sync();
      return { file, bytes, sha256: hash.digest('hex') };
    },
    close: () => handle.close(),
  };
}
