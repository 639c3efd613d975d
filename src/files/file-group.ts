import { lstat, rm } from 'node:fs/promises';
import { errorCode } from '../errors/error-code.js';
import { FileAccessError } from '../errors/file-access-error.js';
import { type AtomicFile, createAtomicFile } from './atomic-file.js';
import type { FileSystem } from './file-system.js';

/** Something made beside its place, and put there in one step when all of it is on the disk. */
export type Staged = {
  /** All that can fail before its place changes; harmless when called twice. */
  readonly prepare: () => Promise<void>;
  readonly commit: () => Promise<unknown>;
  /** Harmless after `commit`. */
  readonly abort: () => Promise<void>;
};

export type GroupFile = Pick<AtomicFile, 'write' | 'prepare'>;

/** Files that belong together: all of them are whole on the disk before the first one has its name. */
export type FileGroup = {
  /**
   * Opens a file of the group; missing folders are made. `prepare` closes it early, where there are many. Throws
   * `FileAccessError`.
   */
  readonly open: (path: string) => Promise<GroupFile>;
  /** A file that is known whole. Throws `FileAccessError`. */
  readonly write: (path: string, content: string | Uint8Array) => Promise<void>;
  /** Takes away an older file, if there is one, when the others have their names. */
  readonly remove: (path: string) => void;
  readonly add: (staged: Staged) => void;
  /** Does all that can fail before the first file has its name. Throws `FileAccessError`. */
  readonly prepare: () => Promise<void>;
  /** Gives all their names, in the order in which they were opened. Throws `FileAccessError`. */
  readonly commit: () => Promise<void>;
  /** Removes what has no name yet. Harmless after `commit`. */
  readonly abort: () => Promise<void>;
};

export function createFileGroup(fileSystem?: FileSystem): FileGroup {
  const members: Staged[] = [];
  const open = async (path: string): Promise<AtomicFile> => {
    const file = await createAtomicFile(path, fileSystem === undefined ? {} : { fileSystem });
    members.push(file);
    return file;
  };
  const prepare = async (): Promise<void> => {
    for (const member of members) await member.prepare();
  };
  return {
    open,
    async write(path, content) {
      const file = await open(path);
      await file.write(typeof content === 'string' ? Buffer.from(content, 'utf8') : content);
    },
    remove: (path) => void members.push(toRemoval(path)),
    add: (staged) => void members.push(staged),
    prepare,
    async commit() {
      await prepare();
      for (const [place, member] of members.entries()) {
        try {
          await member.commit();
        } catch (error) {
          throw place === 0 ? error : halfDone(error, place, members.length);
        }
      }
    },
    async abort() {
      for (const member of members) await member.abort();
    },
  };
}

/** A file that goes; what is no file is somebody else's. */
function toRemoval(path: string): Staged {
  const advice = 'It is of earlier work; remove it.';
  return {
    async prepare() {
      const found = await lstat(path).catch((error: unknown) => {
        if (errorCode(error) === 'ENOENT') return null;
        throw new FileAccessError('write', path, advice, error);
      });
      if (found?.isDirectory() === true) throw new FileAccessError('write', path, advice, 'it is a folder');
    },
    commit: () =>
      rm(path, { force: true }).catch((error: unknown) => {
        throw new FileAccessError('write', path, advice, error);
      }),
    abort: async () => undefined,
  };
}

/** Nothing that can be foreseen fails here; where it does, what was replaced is replaced. */
function halfDone(error: unknown, done: number, all: number): unknown {
  if (!(error instanceof FileAccessError)) return error;
  const advice = `${done} of ${all} files of this work are in their places already; mend this and run it again.`;
  return new FileAccessError('write', error.path, advice, error.cause);
}
