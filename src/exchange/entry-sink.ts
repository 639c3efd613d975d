import { createAtomicFile } from '../files/atomic-file.js';
import { lineText } from '../json/line-text.js';
import type { Entry, FileLayout } from './exchange-format.js';
import { openArray } from './sinks/array-sink.js';
import { withCatalog } from './sinks/catalog.js';
import { openFolder } from './sinks/folder-sink.js';
import { openParts } from './sinks/parts-sink.js';

/** Where entries go; nothing has its name before `commit`. */
export type EntrySink = {
  readonly write: (entries: readonly Entry[], conversationId: string) => Promise<void>;
  /** The files that were made. */
  readonly commit: () => Promise<readonly string[]>;
  readonly abort: () => Promise<void>;
};

/** Opens the files of a layout at `path`. Throws `FileAccessError`, and `UsageError` where a catalog beside it is none. */
export async function openEntrySink(layout: FileLayout, path: string): Promise<EntrySink> {
  switch (layout.kind) {
    case 'lines':
      return withCatalog(layout.catalog, path, openLines);
    case 'array':
      return withCatalog(layout.catalog, path, openArray);
    case 'parts':
      return openParts(path);
    case 'folder':
      return openFolder(path, layout.extension);
  }
}

async function openLines(path: string): Promise<EntrySink> {
  const file = await createAtomicFile(path);
  return {
    async write(entries) {
      const lines = entries.map(({ value }) => `${lineText(value)}\n`).join('');
      if (lines !== '') await file.write(Buffer.from(lines, 'utf8'));
    },
    async commit() {
      await file.commit();
      return [path];
    },
    abort: () => file.abort(),
  };
}
