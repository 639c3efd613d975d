import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FileAccessError } from '../../errors/file-access-error.js';
import { UsageError } from '../../errors/usage-error.js';
import { isPattern, splitPattern } from '../../files/split-pattern.js';

export type InputFile = {
  readonly path: string;
  /** Its path below what was named, for people and records: it says nothing of the machine. */
  readonly name: string;
};

/** What lies below a folder and is not read, and why. */
export type PassedOver = { readonly name: string; readonly reason: string };

export type InputFiles = {
  readonly files: readonly InputFile[];
  /** In the order of their names; of a pattern what it fits and is no file. */
  readonly passedOver: readonly PassedOver[];
};

const mostFiles = 200_000;
const deepestFolder = 16;

/**
 * The files that an input names, in the order of their names: itself, those below a folder that may hold values, or those
 * that a pattern (`data/*.jsonl`, `**` for any folders) fits. Throws `FileAccessError` and `UsageError`.
 */
export async function listInputFiles(input: string): Promise<InputFiles> {
  const found = await stat(input).catch((error: unknown) => {
    if (isPattern(input)) return null;
    throw new FileAccessError('read', input, 'Name an existing file or folder with --input.', error);
  });
  if (found?.isFile() === true) return { files: [{ path: input, name: nameOf(input) }], passedOver: [] };
  if (found !== null && !found.isDirectory()) {
    const advice = 'Name a file or folder with --input.';
    throw new FileAccessError('read', input, advice, 'it is neither a file nor a folder');
  }
  const { folder, pattern } = found === null ? splitPattern(input) : { folder: input, pattern: null };
  const below = await entriesBelow(folder);
  const wanted = pattern === null ? below : below.filter(({ name }) => pattern.test(name));
  const judged = wanted.map(({ name, reason }) => ({
    name,
    reason: reason ?? (pattern === null ? reasonOf(name) : null),
  }));
  const files = judged.filter(({ reason }) => reason === null);
  if (files.length === 0) {
    const [first] = judged;
    const seen = first === undefined ? '' : `; ${first.name} is passed over: ${first.reason}`;
    throw new UsageError(
      found === null ? `No file fits ${input}${seen}.` : `${input} holds no file of values${seen}.`,
      'Files of values end in .jsonl, .ndjson, .json or .parquet, packed ones in .gz.',
    );
  }
  return {
    files: files.map(({ name }) => ({ path: join(folder, name), name })),
    passedOver: judged.flatMap(({ name, reason }) => (reason === null ? [] : [{ name, reason }])),
  };
}

/** Why a file holds no values, by its name; null where it may. */
function reasonOf(name: string): string | null {
  if (/(?:^|\/)(?:dataset_infos?|[^/]*\.names)\.json$/.test(name))
    return 'a map of names or of datasets, which stands beside what it is about';
  const isOfValues = /\.(?:jsonl|ndjson|json|parquet)(?:\.gz)?$/i.test(name);
  return isOfValues ? null : 'no ending of a file of values';
}

type FoundEntry = { readonly name: string; readonly reason: string | null };

/** Names of files, and of what is none with the reason. */
async function entriesBelow(folder: string): Promise<FoundEntry[]> {
  const found: FoundEntry[] = [];
  const visit = async (below: string, depth: number): Promise<void> => {
    const entries = await readdir(join(folder, below), { withFileTypes: true }).catch((error: unknown) => {
      if (below === '') throw new FileAccessError('read', folder, 'Name a folder that can be read.', error);
      return null;
    });
    if (entries === null) {
      found.push({ name: below, reason: 'a folder that cannot be read' });
      return;
    }
    for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      const isHidden = entry.name.startsWith('.');
      if (entry.isDirectory() && !isHidden && depth < deepestFolder) await visit(name, depth + 1);
      else found.push({ name, reason: isHidden ? 'hidden' : await reasonOfEntry(entry, join(folder, name)) });
      if (found.length > mostFiles)
        throw new UsageError(`${folder} holds more than ${mostFiles} files.`, 'Name a part of it.');
    }
  };
  await visit('', 0);
  return found.sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** Why something in a folder is no file; null where it is one. */
async function reasonOfEntry(entry: Dirent, path: string): Promise<string | null> {
  if (entry.isFile()) return null;
  if (entry.isDirectory()) return `a folder deeper than ${deepestFolder}`;
  if (!entry.isSymbolicLink()) return 'neither a file nor a folder';
  const target = await stat(path).catch(() => null);
  if (target === null) return 'a link that leads nowhere';
  // They may lead back.
  if (target.isDirectory()) return 'a link to a folder, which is not followed';
  return target.isFile() ? null : 'neither a file nor a folder';
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
