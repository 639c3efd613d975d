import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileGroup } from '../files/file-group.js';

/** Name of the saved configuration inside a folder of splits. */
export const savedConfigName = 'generation.config.json';

/** The configuration that was saved beside a dataset; null where there is none. */
export async function readSavedConfig(path: string): Promise<Buffer | null> {
  return readFile(path).catch(() => null);
}

/** Copies the configuration saved beside a dataset into a folder made of it; null where there is none. */
export async function copySavedConfig(
  dataset: string,
  folder: string,
  files: FileGroup,
): Promise<string | null> {
  const saved = await readSavedConfig(`${dataset}.config.json`);
  const path = join(folder, savedConfigName);
  // Of an earlier dataset it would tell what is not so.
  if (saved === null) {
    files.remove(path);
    return null;
  }
  await files.write(path, saved);
  return path;
}
