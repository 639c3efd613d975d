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

const mostFiles = 200_000;

/**
 * The files that an input names, in the order of their names: itself, those below a folder that may hold values, or those
 * that a pattern (`data/*.jsonl`, `**` for any folders) fits. Throws `FileAccessError` and `UsageError`.
 */
export async function listInputFiles(input: string): Promise<readonly InputFile[]> {
  const found = await stat(input).catch((error: unknown) => {
    if (isPattern(input)) return null;
    throw new FileAccessError('read', input, 'Name an existing file or folder with --input.', error);
  });
  if (found?.isFile() === true) return [{ path: input, name: nameOf(input) }];
  if (found !== null && !found.isDirectory()) {
    const advice = 'Name a file or folder with --input.';
    throw new FileAccessError('read', input, advice, 'it is neither a file nor a folder');
  }
  const { folder, pattern } = found === null ? splitPattern(input) : { folder: input, pattern: null };
  const names = (await namesBelow(folder)).filter((name) =>
    pattern === null ? mayHoldValues(name) : pattern.test(name),
  );
  if (names.length === 0) {
    throw new UsageError(
      found === null ? `No file fits ${input}.` : `${input} holds no file of values.`,
      'Files of values end in .jsonl, .ndjson, .json or .parquet, packed ones in .gz.',
    );
  }
  return names.map((name) => ({ path: join(folder, name), name }));
}

/** Maps of names and of datasets stand beside what they are about. */
function mayHoldValues(name: string): boolean {
  if (/(?:^|\/)(?:dataset_infos?|[^/]*\.names)\.json$/.test(name)) return false;
  return /\.(?:jsonl|ndjson|json|parquet)(?:\.gz)?$/i.test(name);
}

async function namesBelow(folder: string): Promise<string[]> {
  const names: string[] = [];
  const visit = async (below: string, depth: number): Promise<void> => {
    const entries = await readdir(join(folder, below), { withFileTypes: true }).catch((error: unknown) => {
      throw new FileAccessError('read', join(folder, below), 'Name a folder that can be read.', error);
    });
    for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.name.startsWith('.')) continue;
      // Links to folders are not followed: they may lead back.
      if (entry.isDirectory() && depth < 16) await visit(name, depth + 1);
      else if (entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(join(folder, name)))))
        names.push(name);
      if (names.length > mostFiles)
        throw new UsageError(`${folder} holds more than ${mostFiles} files.`, 'Name a part of it.');
    }
  };
  await visit('', 0);
  return names.sort((left, right) => (left < right ? -1 : 1));
}

async function leadsToFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() === true;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
