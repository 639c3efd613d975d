import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { errorCode } from '../errors/error-code.js';
import { FileAccessError } from '../errors/file-access-error.js';
import { RunDirectoryError } from '../errors/run-directory-error.js';

export type RunFile<T> = {
  /** The run directory, and the JSON file in it. */
  readonly root: string;
  readonly path: string;
  readonly isIts: (value: unknown) => value is T;
  /** What to do where the file is there and holds something else. */
  readonly advice: string;
};

/** What a file of a run says; null where there is none. Throws `RunDirectoryError` where it is not of its form. */
export async function readRunFile<T>({ root, path, isIts, advice }: RunFile<T>): Promise<T | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw new FileAccessError('read', path, 'Check its permissions.', error);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isIts(value)) return value;
  } catch {
    // Not JSON: said below, like what has another form.
  }
  throw new RunDirectoryError(root, `has a ${relative(root, path)} that is none`, advice);
}
