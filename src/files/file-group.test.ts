import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createFileGroup } from './file-group.js';
import { nodeFileSystem } from './file-system.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'datagen-group-'));
});
const at = (name: string): string => join(folder, name);
const failing = (code: string) => async (): Promise<never> => {
  throw Object.assign(new Error(code), { code });
};

describe('createFileGroup', () => {
  it('names nothing before all is there, and takes away what is to go', async () => {
    writeFileSync(at('old'), 'older');
    const files = createFileGroup();
    const file = await files.open(at('a'));
    await file.write(Buffer.from('1'));
    await files.write(at('b'), '2');
    files.remove(at('old'));
    files.remove(at('never there'));
    await files.prepare();
    expect(readdirSync(folder).filter((name) => !name.startsWith('.'))).toEqual(['old']);
    await files.commit();
    await files.abort();
    expect(readdirSync(folder).sort()).toEqual(['a', 'b']);
    expect(readFileSync(at('a'), 'utf8') + readFileSync(at('b'), 'utf8')).toBe('12');
  });

  it.each<[string, () => void]>([
    ['a folder has come in the way of the second', () => mkdirSync(at('b'))],
    ['what is to go is a folder', () => mkdirSync(at('old'))],
  ])('names nothing where %s', async (_name, obstruct) => {
    writeFileSync(at('a'), 'older');
    const files = createFileGroup();
    await files.write(at('a'), 'newer');
    await files.write(at('b'), 'newer');
    files.remove(at('old'));
    obstruct();
    await expect(files.commit()).rejects.toThrow(/Cannot write/);
    await files.abort();
    expect(readFileSync(at('a'), 'utf8')).toBe('older');
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('names nothing where the last one cannot be brought to the disk', async () => {
    let synced = 0;
    const files = createFileGroup({
      ...nodeFileSystem,
      async create(path) {
        const file = await nodeFileSystem.create(path);
        return { ...file, sync: () => (++synced === 2 ? failing('ENOSPC')() : file.sync()) };
      },
    });
    await files.write(at('a'), '1');
    await files.write(at('b'), '2');
    await expect(files.commit()).rejects.toThrow(/b': the disk is full/);
    await files.abort();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says what was replaced where a name cannot be given after all', async () => {
    let renamed = 0;
    const files = createFileGroup({
      ...nodeFileSystem,
      rename: (from, to) => (++renamed === 2 ? failing('EPERM')() : nodeFileSystem.rename(from, to)),
    });
    await files.write(at('a'), '1');
    await files.write(at('b'), '2');
    await expect(files.commit()).rejects.toThrow(/b': permission is denied\. 1 of 2 files .* already/);
    await files.abort();
    expect(readdirSync(folder)).toEqual(['a']);
  });
});
