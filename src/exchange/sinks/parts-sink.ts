import { extname } from 'node:path';
import { type AtomicFile, createAtomicFile } from '../../files/atomic-file.js';
import { lineText } from '../../json/line-text.js';
import type { EntrySink } from '../entry-sink.js';

/**
 * A file of lines for each part, `<path>_<part>` before the ending; opened with its first entry, named when all are on the
 * disk. Throws `FileAccessError`.
 */
export async function openParts(path: string): Promise<EntrySink> {
  const files = new Map<string, AtomicFile>();
  const open = async (part: string | undefined): Promise<AtomicFile> => {
    const name = partPath(path, part);
    const opened = files.get(name) ?? (await createAtomicFile(name));
    files.set(name, opened);
    return opened;
  };
  return {
    async write(entries) {
      for (const { part, value } of entries)
        await (await open(part)).write(Buffer.from(`${lineText(value)}\n`, 'utf8'));
    },
    async commit() {
      for (const file of files.values()) await file.commit();
      return [...files.keys()];
    },
    async abort() {
      for (const file of files.values()) await file.abort();
    },
  };
}

function partPath(path: string, part: string | undefined): string {
  if (part === undefined) return path;
  const ending = extname(path);
  return `${path.slice(0, path.length - ending.length)}_${part}${ending}`;
}
