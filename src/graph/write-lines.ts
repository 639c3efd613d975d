import type { ArtifactEntry } from '../types/build-manifest.js';
import { type FileSink, openSink } from './open-sink.js';

/** A JSON document as its head and lists whose members come one at a time. */
export type LineDocument = {
  readonly head: { readonly [key: string]: unknown };
  readonly lists: { readonly [key: string]: Iterable<unknown> };
};

/**
 * Writes a document as JSON with one list member a line, so that no string of the whole is ever made. Returns size and
 * SHA-256 of what was written. The file must not exist yet.
 */
export async function writeLines(path: string, file: string, document: LineDocument): Promise<ArtifactEntry> {
  const sink = await openSink(path, file);
  try {
    await writePieces(sink, document);
    return await sink.finish();
  } finally {
    await sink.close();
  }
}

/** The bytes of a document in memory that threads share. */
export function packLines(document: LineDocument): Uint8Array {
  const chunks: Buffer[] = [];
  let waiting: string[] = [];
  let length = 0;
  const flush = (): void => {
    chunks.push(Buffer.from(waiting.join(''), 'utf8'));
    waiting = [];
    length = 0;
  };
  for (const piece of piecesOf(document)) {
    waiting.push(piece);
    length += piece.length;
    if (length >= chunkLength) flush();
  }
  flush();
  const bytes = new Uint8Array(new SharedArrayBuffer(chunks.reduce((sum, chunk) => sum + chunk.length, 0)));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

const chunkLength = 1 << 20;

async function writePieces(sink: FileSink, document: LineDocument): Promise<void> {
  // Waits for the disk once a megabyte, not once a line.
  for (const piece of piecesOf(document)) if (sink.add(piece)) await sink.flush();
}

/** The text of a document, a line or so at a time. */
function* piecesOf({ head, lists }: LineDocument): Generator<string> {
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
