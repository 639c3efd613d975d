import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeDirectory } from './make-directory.js';

const folder = (): string => mkdtempSync(join(tmpdir(), 'datagen-folder-'));

describe('makeDirectory', () => {
  it('creates a folder with all folders above it, and is content where it exists', async () => {
    const path = join(folder(), 'a', 'b', 'c');
    await makeDirectory(path);
    await makeDirectory(path);
    expect(statSync(path).isDirectory()).toBe(true);
  });

  it('refuses a path that leads through a file', async () => {
    const root = folder();
    writeFileSync(join(root, 'file'), '');
    await expect(makeDirectory(join(root, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeDirectory(join(root, 'file', 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it.skipIf(process.platform !== 'linux')('ends where a file system takes no folders', async () => {
    await expect(makeDirectory('/proc/datagen/below')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
