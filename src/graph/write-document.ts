import type { ArtifactEntry } from '../types/build-manifest.js';
import type { ArtifactDocument } from './artifact-documents.js';
import { writeColumns } from './columns.js';
import { writeLines } from './write-lines.js';

/** Writes an artifact and what goes beside it; `pathOf` says where. Returns size and SHA-256 of each file. */
export async function writeDocument(
  file: string,
  { main, lines, columns }: ArtifactDocument,
  pathOf: (file: string) => string | Promise<string>,
): Promise<readonly ArtifactEntry[]> {
  const entries = [await writeLines(await pathOf(file), file, main)];
  if (lines) entries.push(await writeLines(await pathOf(lines.file), lines.file, lines.document));
  if (columns) entries.push(await writeColumns(await pathOf(columns.file), columns.file, columns.columns));
  return entries;
}
