import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDirectory } from '../files/make-directory.js';

/** Files of a folder that are written under other names and take their places together. */
export type FileStage = {
  readonly directory: string;
  /** Where to write a file, which must not be there yet. The folder is made when missing. */
  start(file: string): Promise<string>;
  /** Puts all files in their places, in the order in which they were started. Returns their names. */
  commit(): Promise<readonly string[]>;
  /** Removes what was not committed. */
  discard(): Promise<void>;
};

export function openStage(directory: string): FileStage {
  let pending: string[] = [];
  const temporary = (file: string): string => join(directory, `.${file}.${process.pid}.tmp`);
  return {
    directory,
    start: async (file) => {
      await makeDirectory(directory);
      await rm(temporary(file), { force: true });
      pending.push(file);
      return temporary(file);
    },
    commit: async () => {
      const written = pending;
      for (const file of written) await rename(temporary(file), join(directory, file));
      pending = [];
      return written;
    },
    discard: async () => {
      for (const file of pending) await rm(temporary(file), { force: true }).catch(() => undefined);
      pending = [];
    },
  };
}
