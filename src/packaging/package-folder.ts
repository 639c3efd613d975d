import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FileAccessError } from '../errors/file-access-error.js';
import { writeFileAtomically } from '../files/atomic-file.js';
import { describeFile } from './hash-file.js';
import { manifestName, type PackageFile, readListedPaths } from './package-manifest.js';
import { tableNames } from './package-tables.js';
import type { WrittenFile } from './parquet-file.js';
import { preferenceTable } from './preference-table.js';

/** Until all is there again the folder holds no package, but what lies there is known to be of one. */
export async function markIncomplete(folder: string, paths: readonly string[]): Promise<void> {
  const files = [...new Set(paths)].map((path) => ({ path }));
  await writeFileAtomically(join(folder, manifestName), `${JSON.stringify({ incomplete: true, files })}\n`);
}

/** Files of an earlier package in the folder. Throws where tables lie there that none made. */
export async function findOlder(folder: string): Promise<readonly string[]> {
  const known = await readListedPaths(folder);
  for (const table of [...tableNames, preferenceTable]) {
    const found: readonly string[] = await readdir(join(folder, table)).catch(() => []);
    const foreign = found.find((name) => name.endsWith('.parquet') && !known.includes(`${table}/${name}`));
    if (foreign === undefined) continue;
    throw new FileAccessError(
      'write',
      join(folder, table, foreign),
      'Name another folder with --output, or remove it.',
      'it is of no package, and would be taken for part of this one',
    );
  }
  return known;
}

export async function removeOlder(
  folder: string,
  older: readonly string[],
  files: readonly PackageFile[],
): Promise<void> {
  const kept = new Set(files.map(({ path }) => path));
  for (const path of older) if (!kept.has(path)) await rm(join(folder, path), { force: true });
}

export async function writeInto(
  folder: string,
  name: string,
  content: string | Uint8Array,
  written: Map<string, WrittenFile | Omit<WrittenFile, 'rows'>>,
): Promise<void> {
  await writeFileAtomically(join(folder, name), content);
  written.set(name, await describeFile(join(folder, name)));
}
