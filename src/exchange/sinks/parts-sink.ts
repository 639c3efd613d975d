import { extname } from 'node:path';
import type { FileGroup, GroupFile } from '../../files/file-group.js';
import { lineText } from '../../json/line-text.js';
import type { EntrySink } from '../entry-sink.js';

/** A file of lines for each part, `<path>_<part>` before the ending; opened with its first entry. Throws `FileAccessError`. */
export async function openParts(path: string, files: FileGroup): Promise<EntrySink> {
  const opened = new Map<string, GroupFile>();
  return {
    async write(entries) {
      for (const { part, value } of entries) {
        const name = partPath(path, part);
        const file = opened.get(name) ?? (await files.open(name));
        opened.set(name, file);
        await file.write(Buffer.from(`${lineText(value)}\n`, 'utf8'));
      }
    },
    finish: async () => [...opened.keys()],
  };
}

function partPath(path: string, part: string | undefined): string {
  if (part === undefined) return path;
  const ending = extname(path);
  return `${path.slice(0, path.length - ending.length)}_${part}${ending}`;
}
