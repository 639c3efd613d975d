import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { ArtifactEntry } from '../types/build-manifest.js';

/** A JSON document as its head and lists whose members come one at a time. */
export type LineDocument = {
  readonly head: { readonly [key: string]: unknown };
  readonly lists: { readonly [key: string]: Iterable<unknown> };
};

const flushAt = 1 << 20;

/**
 * Writes a document as JSON with one list member a line, so that no string of the whole is ever made. Returns size and
 * SHA-256 of what was written. The file must not exist yet.
 */
export async function writeLines(path: string, file: string, document: LineDocument): Promise<ArtifactEntry> {
  const handle = await open(path, 'wx');
  try {
    const sink = createSink(handle);
    for (const piece of pieces(document)) await sink.write(piece);
    const entry = await sink.finish();
    await handle.sync();
    return { file, ...entry };
  } finally {
    await handle.close();
  }
}

function* pieces({ head, lists }: LineDocument): Generator<string> {
  yield '{\n';
  for (const [key, value] of Object.entries(head))
    yield `${JSON.stringify(key)}: ${JSON.stringify(value)},\n`;
  const names = Object.keys(lists);
  for (const [place, name] of names.entries()) {
    yield `${JSON.stringify(name)}: [`;
    let separator = '\n';
    for (const member of lists[name] ?? []) {
      yield `${separator}${JSON.stringify(member)}`;
      separator = ',\n';
    }
    yield place < names.length - 1 ? '\n],\n' : '\n]\n';
  }
  yield '}\n';
}

function createSink(handle: FileHandle) {
  const hash = createHash('sha256');
  let waiting: string[] = [];
  let length = 0;
  let bytes = 0;
  const flush = async (): Promise<void> => {
    const chunk = Buffer.from(waiting.join(''), 'utf8');
    waiting = [];
    length = 0;
    hash.update(chunk);
    bytes += chunk.length;
    for (let done = 0; done < chunk.length; ) done += (await handle.write(chunk, done)).bytesWritten;
  };
  return {
    write: async (piece: string): Promise<void> => {
      waiting.push(piece);
      length += piece.length;
      if (length >= flushAt) await flush();
    },
    finish: async () => {
      await flush();
      return { bytes, sha256: hash.digest('hex') };
    },
  };
}
