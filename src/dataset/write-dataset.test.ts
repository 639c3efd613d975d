import { mkdtemp, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileAccessError } from '../errors/file-access-error.js';
import { writeFileAtomically } from '../files/atomic-file.js';
import { type FileSystem, nodeFileSystem, type WritableFile } from '../files/file-system.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { createDatasetWriter } from './write-dataset.js';

const folder = () => mkdtemp(join(tmpdir(), 'datagen-writer-'));

function makeRecord(id: string, content = 'Hello'): DatasetRecord {
  return {
    conversation_id: id,
    messages: [{ role: 'user', content }],
    metadata: {},
  } as unknown as DatasetRecord;
}

/** The real file system with some of its answers changed. */
function faultyFileSystem(fault: Partial<FileSystem>, file: Partial<WritableFile> = {}): FileSystem {
  return {
    ...nodeFileSystem,
    async create(path) {
      return { ...(await nodeFileSystem.create(path)), ...file };
    },
    ...fault,
  };
}

function failWith(code: string): () => Promise<never> {
  return async () => {
    throw Object.assign(new Error(code), { code });
  };
}

describe('createDatasetWriter', () => {
  it('writes one record a line, in the order given, and makes missing folders', async () => {
    const path = join(await folder(), 'new', 'set.jsonl');
    const writer = await createDatasetWriter(path);
    await writer.write(makeRecord('conv_1_0000'));
    await writer.write(makeRecord('conv_1_0001'));
    await writer.commit();
    const lines = (await readFile(path, 'utf8')).split('\n');
    expect(lines.map((line) => (line === '' ? '' : JSON.parse(line).conversation_id))).toEqual([
      'conv_1_0000',
      'conv_1_0001',
      '',
    ]);
  });

  it('leaves the older file until commit, and for good after abort', async () => {
    const directory = await folder();
    const path = join(directory, 'set.jsonl');
    await writeFile(path, 'older');
    const writer = await createDatasetWriter(path);
    await writer.write(makeRecord('conv_1_0000'));
    expect(await readFile(path, 'utf8')).toBe('older');
    await writer.abort();
    await writer.abort();
    expect(await readFile(path, 'utf8')).toBe('older');
    expect(await readdir(directory)).toEqual(['set.jsonl']);
  });

  it('goes on where the disk takes only a part of the bytes at a time', async () => {
    const path = join(await folder(), 'set.jsonl');
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      async create(name) {
        const file = await nodeFileSystem.create(name);
        return { ...file, write: (bytes) => file.write(bytes.subarray(0, 7)) };
      },
    };
    const writer = await createDatasetWriter(path, fileSystem);
    await writer.write(makeRecord('conv_1_0000', 'a longer text with 日本語 in it'));
    await writer.commit();
    expect(JSON.parse(await readFile(path, 'utf8')).messages[0].content).toBe(
      'a longer text with 日本語 in it',
    );
  });

  it.each<[string, FileSystem]>([
    ['the disk is full', faultyFileSystem({}, { write: failWith('ENOSPC') })],
    ['the disk takes no more bytes', faultyFileSystem({}, { write: async () => 0 })],
    ['sync fails', faultyFileSystem({}, { sync: failWith('EIO') })],
    ['rename fails', faultyFileSystem({ rename: failWith('EACCES') })],
  ])('keeps the older file and leaves nothing behind when %s', async (_name, fileSystem) => {
    const directory = await folder();
    const path = join(directory, 'set.jsonl');
    await writeFile(path, 'older');
    const writer = await createDatasetWriter(path, fileSystem);
    await expect(
      (async () => {
        await writer.write(makeRecord('conv_1_0000'));
        await writer.commit();
      })(),
    ).rejects.toBeInstanceOf(FileAccessError);
    expect(await readFile(path, 'utf8')).toBe('older');
    expect(await readdir(directory)).toEqual(['set.jsonl']);
  });

  it('refuses a folder, a device and a place below a file, and says so', async () => {
    const directory = await folder();
    await writeFile(join(directory, 'file'), '');
    await expect(createDatasetWriter(directory)).rejects.toThrow(/not a plain file/);
    await expect(createDatasetWriter('/dev/null')).rejects.toThrow(/not a plain file/);
    await expect(createDatasetWriter(join(directory, 'file', 'set.jsonl'))).rejects.toThrow(
      /is a file, not a folder/,
    );
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });

  it('replaces what a symbolic link points to, not the link', async () => {
    const directory = await folder();
    await writeFile(join(directory, 'real.jsonl'), 'older');
    await symlink('real.jsonl', join(directory, 'link.jsonl'));
    await writeFileAtomically(join(directory, 'link.jsonl'), 'newer');
    expect(await readFile(join(directory, 'real.jsonl'), 'utf8')).toBe('newer');
  });

  it('writes nothing after commit', async () => {
    const path = join(await folder(), 'set.jsonl');
    const writer = await createDatasetWriter(path);
    await writer.commit();
    await writer.write(makeRecord('conv_1_0000'));
    await expect(writer.commit()).rejects.toThrow(/closed/);
    expect(await readFile(path, 'utf8')).toBe('');
  });
});
