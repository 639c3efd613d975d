import { DatagenError } from './datagen-error.js';
import { errorCode } from './error-code.js';

const explanations: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'it does not exist'],
  ['EACCES', 'permission is denied'],
  ['EPERM', 'permission is denied'],
  ['EISDIR', 'it is a folder'],
  ['ENOTDIR', 'a part of its path is a file, not a folder'],
  ['EEXIST', 'a file of that name is in the way'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EROFS', 'the file system is read-only'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['EMFILE', 'too many files are open'],
  ['ELOOP', 'its symbolic links form a loop'],
]);

/** A file or folder that cannot be read or written. `advice` says what to do. */
export class FileAccessError extends DatagenError {
  constructor(
    readonly action: 'read' | 'write',
    readonly path: string,
    readonly advice: string,
    cause: unknown,
  ) {
    super(`Cannot ${action} '${path}': ${explain(cause)}. ${advice}`, { cause });
  }
}

function explain(cause: unknown): string {
  if (typeof cause === 'string') return cause;
  return explanations.get(errorCode(cause)) ?? (cause instanceof Error ? cause.message : String(cause));
}
