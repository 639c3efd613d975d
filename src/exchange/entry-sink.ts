import type { FileGroup } from '../files/file-group.js';
import { lineText } from '../json/line-text.js';
import type { Entry, FileLayout } from './exchange-format.js';
import { openArray } from './sinks/array-sink.js';
import { withCatalog } from './sinks/catalog.js';
import { openFolder } from './sinks/folder-sink.js';
import { openParts } from './sinks/parts-sink.js';

/** Where entries go, all of them into files of one group. */
export type EntrySink = {
  readonly write: (entries: readonly Entry[], conversationId: string) => Promise<void>;
  /** Writes what comes at the end. Returns the files that there are when the group is committed. */
  readonly finish: () => Promise<readonly string[]>;
};

/** Opens the files of a layout at `path`. Throws `FileAccessError`, and `UsageError` where a catalog beside it is none. */
export async function openEntrySink(layout: FileLayout, path: string, files: FileGroup): Promise<EntrySink> {
  switch (layout.kind) {
    case 'lines':
      return withCatalog(layout.catalog, path, files, openLines);
    case 'array':
      return withCatalog(layout.catalog, path, files, openArray);
    case 'parts':
      return openParts(path, files);
    case 'folder':
      return openFolder(path, layout.extension, files);
  }
}

async function openLines(path: string, files: FileGroup): Promise<EntrySink> {
  const file = await files.open(path);
  return {
    async write(entries) {
      const lines = entries.map(({ value }) => `${lineText(value)}\n`).join('');
      if (lines !== '') await file.write(Buffer.from(lines, 'utf8'));
    },
    finish: async () => [path],
  };
}
