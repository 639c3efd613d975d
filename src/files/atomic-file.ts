import { dirname, join } from 'node:path';
import { FileAccessError } from '../errors/file-access-error.js';
import { type FileSystem, nodeFileSystem, type WritableFile } from './file-system.js';
import { clearLeftovers, newTemporary, releaseTemporary } from './temporaries.js';

/** A file that is whole or not there: bytes go to a temporary file, which takes the name when all of it is on the disk. */
export type AtomicFile = {
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /**
   * Does all that can fail before the file has its name: what was written is on the disk, and nothing but a file is in the
   * way. Nothing may be written after; harmless when called twice.
   */
  readonly prepare: () => Promise<void>;
  /**
   * Gives it its name, or another in the same folder. False where a file of that name was there and stays (`first_wins`).
   * Nothing may be written after.
   */
  readonly commit: (name?: string) => Promise<boolean>;
  /** Removes what was written. Harmless when called twice or after `commit`. */
  readonly abort: () => Promise<void>;
};

export type AtomicFileOptions = {
  readonly fileSystem?: FileSystem;
  /** `replace` an older file of the name, or let the first that was committed win. */
  readonly onCommit?: 'replace' | 'first_wins';
  /** Folder of the temporary file, on the same disk; by default the target's own. */
  readonly temporaryDirectory?: string;
  /** What the user can do where nothing can be written. */
  readonly advice?: string;
};

/**
 * Opens a file to be written all or nothing; missing folders are made, and what a killed process left there goes. A failure
 * removes what was written. Every method throws `FileAccessError`.
 */
export async function createAtomicFile(path: string, options: AtomicFileOptions = {}): Promise<AtomicFile> {
  const { fileSystem = nodeFileSystem, onCommit = 'replace', advice = defaultAdvice } = options;
  const toError = (error: unknown): FileAccessError =>
    error instanceof FileAccessError ? error : new FileAccessError('write', path, advice, error);
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw toError(error);
    }
  };
  const target = await guard(() => resolveTarget(path, fileSystem));
  const temporary = newTemporary(options.temporaryDirectory ?? dirname(target));
  const file = await guard(async () => {
    await fileSystem.makeDirectory(dirname(target));
    await fileSystem.makeDirectory(dirname(temporary));
    await clearLeftovers(dirname(temporary));
    await fileSystem.remove(temporary);
    return fileSystem.create(temporary);
  }).catch((error: unknown) => {
    releaseTemporary(temporary);
    throw error;
  });
  let state: 'open' | 'prepared' | 'done' = 'open';

  const abort = async () => {
    if (state === 'done') return;
    if (state === 'open') await file.close().catch(() => undefined);
    state = 'done';
    await fileSystem.remove(temporary).catch(() => undefined);
    releaseTemporary(temporary);
  };
  /** Any failure removes the temporary file before it is reported. */
  const orAbort = async <T>(work: () => Promise<T>): Promise<T> => {
    if (state === 'done')
      throw new FileAccessError('write', path, 'Open a new writer.', 'the writer is closed');
    try {
      return await work();
    } catch (error) {
      await abort();
      throw toError(error);
    }
  };
  const prepare = async (): Promise<void> => {
    if (state === 'prepared') return;
    await file.sync();
    await file.close();
    state = 'prepared';
    await resolveTarget(path, fileSystem);
  };

  return {
    write: (bytes) =>
      orAbort(async () => {
        if (state !== 'open') throw new Error('the writer is closed');
        await writeAll(file, bytes);
      }),
    prepare: () => orAbort(prepare),
    commit: (name) =>
      orAbort(async () => {
        const final = name === undefined ? target : join(dirname(target), name);
        await prepare();
        const isFirst = onCommit === 'replace' || (await fileSystem.link(temporary, final));
        if (onCommit === 'replace') await fileSystem.rename(temporary, final);
        else await fileSystem.remove(temporary);
        state = 'done';
        releaseTemporary(temporary);
        await fileSystem.syncDirectory(dirname(final));
        return isFirst;
      }),
    abort,
  };
}

/** Writes one whole file in the same all-or-nothing way. */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
  options: AtomicFileOptions = {},
): Promise<boolean> {
  const file = await createAtomicFile(path, options);
  await file.write(typeof content === 'string' ? Buffer.from(content, 'utf8') : content);
  return file.commit();
}

const defaultAdvice = 'Nothing was written; name a writable place with --output.';

/** Follows a symbolic link, so that the link stays one; refuses folders and devices, which a rename would replace. */
async function resolveTarget(path: string, fileSystem: FileSystem): Promise<string> {
  const found = await fileSystem.find(path);
  if (found === null) return path;
  if (!found.isFile) {
    throw new FileAccessError(
      'write',
      path,
      'Name a file with --output.',
      'it exists and is not a plain file',
    );
  }
  return found.path;
}

async function writeAll(file: WritableFile, bytes: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < bytes.length) {
    const written = await file.write(bytes.subarray(offset));
    if (written <= 0) throw new Error('the disk takes no more bytes');
    offset += written;
  }
}
