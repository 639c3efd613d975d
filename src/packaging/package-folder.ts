import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../errors/error-code.js';
import { FileAccessError } from '../errors/file-access-error.js';
import { writeFileAtomically } from '../files/atomic-file.js';
import { clearLeftovers } from '../files/temporaries.js';
import { savedConfigName } from '../splits/saved-config.js';
import { cardName, manifestName, readListedPaths, toolNamesName } from './package-manifest.js';
import { tableNames } from './package-tables.js';
import { preferenceTable } from './preference-table.js';

const tableFolders: readonly string[] = [...tableNames, preferenceTable];

/** Until all is there again the folder holds no package, but what lies there is known to be of one. */
export async function markIncomplete(folder: string, paths: readonly string[]): Promise<void> {
  const files = [...new Set(paths)].map((path) => ({ path }));
  await writeFileAtomically(join(folder, manifestName), `${JSON.stringify({ incomplete: true, files })}\n`);
}

/**
 * Files of an earlier package in the folder. `names`: files beside the tables that are to be written. Throws `FileAccessError`
 * where one of them, or a table, lies there and is of no package, all of them named.
 */
export async function findOlder(folder: string, names: readonly string[]): Promise<readonly string[]> {
  // A manifest is a file that anyone can write into: what no package has is nobody's to take away.
  const listed = (await readListedPaths(folder))?.filter(isOfPackages) ?? null;
  const known = new Set(listed === null ? [] : [...listed, ...alwaysThere]);
  const foreign: string[] = [];
  for (const name of names) if (!known.has(name) && (await isThere(join(folder, name)))) foreign.push(name);
  for (const table of tableFolders) {
    const found: readonly string[] = await readdir(join(folder, table)).catch(() => []);
    for (const name of [...found].sort())
      if (name.endsWith('.parquet') && !known.has(`${table}/${name}`)) foreign.push(`${table}/${name}`);
  }
  if (foreign.length === 0) return listed ?? [];
  const named = foreign.slice(0, mostNamed).join(', ');
  const rest = foreign.length > mostNamed ? ` and ${foreign.length - mostNamed} more` : '';
  throw new FileAccessError(
    'write',
    folder,
    'Nothing was written; name another folder with --output, or move them away.',
    `${named}${rest} would be written over or taken for part of the package, and no package made ${foreign.length === 1 ? 'it' : 'them'}`,
  );
}

/** What every package has, whole or not. */
const alwaysThere = [cardName, manifestName, toolNamesName];
const mostNamed = 5;

function isOfPackages(path: string): boolean {
  const [folder = '', name = ''] = path.split('/');
  if (path === toolNamesName || path === savedConfigName) return true;
  return name.endsWith('.parquet') && tableFolders.some((table) => table === folder);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTDIR';
  }
}

/** Also in folders that this package has nothing for. */
export async function clearFolders(folder: string): Promise<void> {
  for (const table of tableFolders) await clearLeftovers(join(folder, table));
}
