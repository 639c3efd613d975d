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

async function writePieces(sink: FileSink, { head, lists }: LineDocument): Promise<void> {
  sink.add('{\n');
  for (const [key, value] of Object.entries(head))
    sink.add(`${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
  const names = Object.keys(lists);
  for (const [place, name] of names.entries()) {
    sink.add(`${JSON.stringify(name)}: [`);
    let separator = '\n';
    for (const member of lists[name] ?? []) {
      // Waits for the disk once a megabyte, not once a line.
      if (sink.add(`${separator}${JSON.stringify(member)}`)) await sink.flush();
      separator = ',\n';
    }
    sink.add(place < names.length - 1 ? '\n],\n' : '\n]\n');
  }
  sink.add('}\n');
}
