import { createAtomicFile } from '../files/atomic-file.js';
import { type FileSystem, nodeFileSystem } from '../files/file-system.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { serializeRecord } from './serialize-record.js';

/**
 * Writes a dataset so that its file is always whole: lines go to a temporary file in the same folder, which takes the
 * name only when everything is on the disk. Until `commit` an older file of that name stays as it was.
 */
export interface DatasetWriter {
  write(record: DatasetRecord): Promise<void>;
  /** Does all that can fail before `commit`, as where several files are to be written or none. Nothing may be written after. */
  prepare(): Promise<void>;
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
  const file = await createAtomicFile(path, { fileSystem });
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
    async prepare() {
      await flush();
      await file.prepare();
    },
    async commit() {
      await flush();
      await file.commit();
    },
    abort: () => file.abort(),
  };
}

const flushCharacters = 1 << 18;
