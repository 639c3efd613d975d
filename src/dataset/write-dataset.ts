import { dirname, join } from 'node:path';
import { FileAccessError } from '../errors/file-access-error.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { type FileSystem, nodeFileSystem, type WritableFile } from './file-system.js';
import { serializeRecord } from './serialize-record.js';

/**
 * Writes a dataset so that its file is always whole: lines go to a temporary file in the same folder, which takes the
 * name only when everything is on the disk. Until `commit` an older file of that name stays as it was.
 */
export interface DatasetWriter {
  write(record: DatasetRecord): Promise<void>;
  /** Makes what was written the file. Nothing may be written after. */
  commit(): Promise<void>;
  /** Removes what was written. Harmless when called twice or after `commit`. */
  abort(): Promise<void>;
}

/** Opens a writer; missing folders are made. Throws `FileAccessError` when nothing can be written there. */
export async function createDatasetWriter(
  path: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<DatasetWriter> {
  const file = await createAtomicFile(path, fileSystem);
  let pending: string[] = [];
  let pendingLength = 0;

  const flush = async () => {
    if (pendingLength === 0) return;
    const bytes = Buffer.from(pending.join(''), 'utf8');
    [pending, pendingLength] = [[], 0];
    await file.write(bytes);
  };

  return {
    async write(record) {
      const line = `${serializeRecord(record)}\n`;
      pending.push(line);
      pendingLength += line.length;
      if (pendingLength >= flushCharacters) await flush();
    },
    async commit() {
      await flush();
      await file.commit();
    },
    abort: () => file.abort(),
  };
}

/** Writes one whole file in the same all-or-nothing way. */
export async function writeFileAtomically(
  path: string,
  text: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  const file = await createAtomicFile(path, fileSystem);
  await file.write(Buffer.from(text, 'utf8'));
  await file.commit();
}

const flushCharacters = 1 << 18;

type AtomicFile = {
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly commit: () => Promise<void>;
  readonly abort: () => Promise<void>;
};

async function createAtomicFile(path: string, fileSystem: FileSystem): Promise<AtomicFile> {
  const target = await guard(path, () => resolveTarget(path, fileSystem));
  const temporary = join(dirname(target), nextTemporaryName());
  const file = await guard(path, async () => {
    await fileSystem.makeDirectory(dirname(target));
    await fileSystem.remove(temporary);
    return fileSystem.create(temporary);
  });
  let state: 'open' | 'done' = 'open';

  const abort = async () => {
    if (state === 'done') return;
    state = 'done';
    await file.close().catch(() => undefined);
    await fileSystem.remove(temporary).catch(() => undefined);
  };
  /** Any failure removes the temporary file before it is reported. */
  const orAbort = async (work: () => Promise<void>) => {
    if (state === 'done')
      throw new FileAccessError('write', path, 'Open a new writer.', 'the writer is closed');
    try {
      await work();
    } catch (error) {
      await abort();
      throw toFileAccessError(path, error);
    }
  };

  return {
    write: (bytes) => orAbort(() => writeAll(file, bytes)),
    commit: () =>
      orAbort(async () => {
        await file.sync();
        await file.close();
        await fileSystem.rename(temporary, target);
        state = 'done';
        await fileSystem.syncDirectory(dirname(target));
      }),
    abort,
  };
}

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

let temporaryCount = 0;

/** Short whatever the target's name is, and unlike that of another process or writer. */
function nextTemporaryName(): string {
  temporaryCount += 1;
  return `.datagen-${process.pid}-${temporaryCount}.tmp`;
}

async function guard<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toFileAccessError(path, error);
  }
}

function toFileAccessError(path: string, error: unknown): FileAccessError {
  if (error instanceof FileAccessError) return error;
  return new FileAccessError(
    'write',
    path,
    'Nothing was written; name a writable place with --output.',
    error,
  );
}
