import { realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { type CatalogFile, type CatalogListing, listCatalogFiles } from './list-catalog-files.js';

/**
 * Finds the files of several catalogs as those of one: see `listCatalogFiles`, which throws the same. Of several folders and
 * patterns each puts its own name before the paths of its files; names that come twice are numbered. What two of them have in
 * common counts once.
 * @param others what is not on the disk
 */
export function listCatalogs(roots: readonly string[], others: readonly CatalogFile[] = []): CatalogListing {
  const [only] = roots;
  if (roots.length === 1 && only !== undefined && others.length === 0) return listCatalogFiles(only);
  const seen = new Set<string>();
  const names = new Set<string>();
  const parts = roots.map((root): CatalogListing => {
    const { files, ignoredFiles, refusals } = listCatalogFiles(root);
    const isFile = files.length === 1 && files[0]?.path === root;
    const name = isFile || roots.length === 1 ? '' : unusedName(nameOf(root), names);
    const below = (path: string): string => (name === '' ? path : `${name}/${path}`);
    return {
      files: files.flatMap((file): CatalogFile[] => {
        const real = realpathSync(file.path);
        if (seen.has(real)) return [];
        seen.add(real);
        const relativePath = isFile ? unusedName(file.relativePath, names) : below(file.relativePath);
        return [{ ...file, relativePath }];
      }),
      ignoredFiles: ignoredFiles.map(below),
      refusals: refusals.map((refusal) => ({ ...refusal, source: below(refusal.source) })),
    };
  });
  const named = others.map((file) => ({ ...file, relativePath: unusedName(file.relativePath, names) }));
  const files = [...parts.flatMap((part) => part.files), ...named];
  return {
    files: files.sort((one, other) =>
      one.relativePath < other.relativePath ? -1 : one.relativePath > other.relativePath ? 1 : 0,
    ),
    ignoredFiles: parts.flatMap((part) => part.ignoredFiles),
    refusals: parts.flatMap((part) => part.refusals),
  };
}

/** The last part of a path that says something: `specs` of `./specs/*.yaml`. */
function nameOf(root: string): string {
  const parts = root
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/[*?]/.test(part));
  return basename(parts.at(-1) ?? 'catalog');
}

/** The same name, or with a number before its ending where another one has it. */
function unusedName(wanted: string, taken: Set<string>): string {
  const [, stem = wanted, ending = ''] = /^(.+?)(\.[^./]*)?$/.exec(wanted) ?? [];
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${stem}-${number}${ending}`;
  taken.add(name);
  return name;
}
