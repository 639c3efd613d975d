import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode } from '../errors/error-code.js';
import { HintsFileError } from '../errors/hints-file-error.js';
import type { Hints } from './hints.js';
import { parseHints } from './parse-hints.js';

export type FoundHints = {
  readonly hints: Hints;
  /** Of the file, for the hash of what was built. */
  readonly text: string;
};

/**
 * The hints of catalogs: of the file named, else of each `<catalog>.hints.yaml` beside it, else `hints.yaml` in its folder.
 * Null where there are none.
 * @throws {HintsFileError} when they cannot be read, or the named file is not there
 */
export async function findHints(
  catalogs: readonly string[],
  named: string | null,
): Promise<FoundHints | null> {
  if (named !== null) {
    const text = await readHints(named);
    if (text === null) throw new HintsFileError(named, null, 'It does not exist. Name a file with --hints.');
    return { hints: parseHints(text, named), text };
  }
  const found = new Map<string, FoundHints>();
  for (const catalog of catalogs) {
    const beside = await findBeside(catalog);
    if (beside !== null) found.set(beside.hints.file, beside);
  }
  return found.size === 0 ? null : joinHints([...found.values()]);
}

async function findBeside(catalog: string): Promise<FoundHints | null> {
  for (const path of await placesOf(catalog)) {
    const text = await readHints(path);
    if (text !== null) return { hints: parseHints(text, path), text };
  }
  return null;
}

function joinHints(found: readonly FoundHints[]): FoundHints {
  return {
    hints: {
      file: found.map(({ hints }) => hints.file).join(', '),
      endpoints: found.flatMap(({ hints }) => hints.endpoints),
    },
    text: found.map(({ text }) => text).join('\n'),
  };
}

async function placesOf(catalog: string): Promise<readonly string[]> {
  const isFolder = await stat(catalog).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const plain = catalog.replace(/[/\\]+$/, '');
  const endings = ['.yaml', '.yml'];
  if (isFolder)
    return [
      ...endings.map((ending) => `${plain}.hints${ending}`),
      ...endings.map((ending) => join(catalog, `hints${ending}`)),
    ];
  const stem = basename(plain).replace(/\.(?:jsonl?|ya?ml)$/i, '');
  const folder = dirname(plain);
  return [
    ...endings.map((ending) => join(folder, `${stem}.hints${ending}`)),
    ...endings.map((ending) => `${plain}.hints${ending}`),
    ...endings.map((ending) => join(folder, `hints${ending}`)),
  ];
}

async function readHints(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    const why = code === 'EISDIR' ? 'It is a folder.' : `It cannot be read (${code || 'unknown error'}).`;
    throw new HintsFileError(path, null, why, { cause: error });
  }
}
