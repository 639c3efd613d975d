import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../files/atomic-file.js';

/** Name of the saved configuration inside a folder of splits. */
export const savedConfigName = 'generation.config.json';

/** The configuration that was saved beside a dataset; null where there is none. */
export async function readSavedConfig(path: string): Promise<Buffer | null> {
  return readFile(path).catch(() => null);
}

/** Copies the configuration saved beside a dataset into a folder made of it; null where there is none. */
export async function copySavedConfig(dataset: string, folder: string): Promise<string | null> {
  const saved = await readSavedConfig(`${dataset}.config.json`);
  const path = join(folder, savedConfigName);
  // Of an earlier dataset it would tell what is not so.
  if (saved === null) {
    await rm(path, { force: true });
    return null;
  }
  await writeFileAtomically(path, saved);
  return path;
}
