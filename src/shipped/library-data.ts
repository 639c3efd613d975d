import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findStored, keyOf, load } from './store.js';

/** What is read out of libraries' data, and which libraries: the same of the same versions. */
type KnownData = { readonly key: () => string; readonly read: () => unknown };

/** Everything of the kind that a loaded module asks for: what the build prepares. */
export const knownLibraryData: KnownData[] = [];

/**
 * Plain data that `read` gets out of `libraries`, read when it is first asked for: as the build wrote it down, else from the
 * libraries themselves, which `read` loads and which are larger than what is wanted of them. `name` is of one subject only.
 */
export function libraryData<T>(name: string, libraries: readonly string[], read: () => T): () => T {
  const key = (): string => keyOf(JSON.stringify([name, libraries.map(versionOf)]));
  knownLibraryData.push({ key, read });
  let data: T | undefined;
  return () => {
    data ??= stored<T>(key()) ?? read();
    return data;
  };
}

function stored<T>(key: string): T | null {
  const text = findStored(key);
  return text === null ? null : (JSON.parse(text) as T);
}

/** Not every library lets its package.json be loaded by name. */
function versionOf(library: string): string {
  const main = load.resolve(library);
  const folder = join('node_modules', library);
  const root = main.slice(0, main.lastIndexOf(folder) + folder.length);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return `${library}@${version}`;
}
