import { constants, type Stats } from 'node:fs';
import { link, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { errorCode } from '../errors/error-code.js';
import { makeDirectory } from './make-directory.js';

/** What writers need of a disk; a port, so that tests can let it write short, fill up or fail. */
export interface FileSystem {
  /** Creates a new file; fails when it exists. */
  create(path: string): Promise<WritableFile>;
  rename(from: string, to: string): Promise<void>;
  /**
   * Gives a file another name unless something has it; true where it did. Where the disk knows no hard links, the file is
   * renamed, which is as good as long as whoever comes second brings the same bytes.
   */
  link(from: string, to: string): Promise<boolean>;
  remove(path: string): Promise<void>;
  makeDirectory(path: string): Promise<void>;
  /** Makes a rename inside the folder survive a power cut. */
  syncDirectory(path: string): Promise<void>;
  /** Resolves symbolic links; null when nothing is there. */
  find(path: string): Promise<{ readonly path: string; readonly isFile: boolean } | null>;
}

export interface WritableFile {
  /** Writes some of the bytes and says how many: a disk may take fewer than it is given. */
  write(bytes: Uint8Array): Promise<number>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export const nodeFileSystem: FileSystem = {
  async create(path) {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
    const handle = await open(path, flags, 0o666);
    return {
      write: async (bytes) => (await handle.write(bytes)).bytesWritten,
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },
  rename: (from, to) => rename(from, to),
  async link(from, to) {
    try {
      await link(from, to);
      return true;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return false;
      if (!isUnsupported(error)) throw error;
      await rename(from, to);
      return true;
    }
  },
  remove: (path) => rm(path, { force: true }),
  makeDirectory,
  async syncDirectory(path) {
    const handle = await open(path, constants.O_RDONLY);
    try {
      await handle.sync();
    } catch (error) {
      // Some file systems cannot sync a folder; the file itself is synced, which is all they offer.
      if (!isUnsupported(error)) throw error;
    } finally {
      await handle.close();
    }
  },
  async find(path) {
    let found: Stats;
    try {
      found = await stat(path);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null;
      throw error;
    }
    return { path: await realpath(path), isFile: found.isFile() };
  },
};

function isUnsupported(error: unknown): boolean {
  return ['EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR', 'ENOSYS', 'EMLINK'].includes(errorCode(error));
}
