import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listCatalogFiles } from './list-catalog-files.js';

describe('listCatalogFiles', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'datagen-ingest-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const put = async (path: string): Promise<void> => {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), '{}');
  };
  const namesOf = (): readonly string[] => listCatalogFiles(root).files.map((file) => file.relativePath);

  it('orders files by code unit of their path, the file named .json among them', async () => {
    for (const path of ['b/x.json', 'a/駅.json', 'a/.json', 'a/Z.JSON', 'a/a.json', 'B.json'])
      await put(path);
    expect(namesOf()).toEqual(['B.json', 'a/.json', 'a/Z.JSON', 'a/a.json', 'a/駅.json', 'b/x.json']);
  });

  it('names the files it does not look at', async () => {
    for (const path of ['a/x.json', 'a/README.md', 'x.json.bak']) await put(path);
    expect(listCatalogFiles(root).ignoredFiles).toEqual(['a/README.md', 'x.json.bak']);
  });

  it('follows links to files, and to folders outside', async () => {
    await put('catalog/a/x.json');
    await put('outside/z.json');
    await symlink(join(root, 'outside', 'z.json'), join(root, 'catalog', 'y.json'));
    await symlink(join(root, 'outside'), join(root, 'catalog', 'b'));
    const { files, refusals } = listCatalogFiles(join(root, 'catalog'));
    expect(files.map(({ relativePath }) => relativePath)).toEqual(['a/x.json', 'b/z.json', 'y.json']);
    expect(refusals).toEqual([]);
  });

  it('reads a folder once under its own name, however many links lead to it', async () => {
    const folders = Array.from({ length: 12 }, (_, index) => `folder-${index}`);
    for (const folder of folders) await put(`${folder}/x.json`);
    for (const one of folders) {
      for (const other of folders) await symlink(join(root, other), join(root, one, `a-link-to-${other}`));
    }
    expect(namesOf()).toEqual(folders.map((folder) => `${folder}/x.json`).sort());
    expect(listCatalogFiles(root).refusals).toHaveLength(144);
  });

  it('refuses links that lead nowhere, to themselves, or back to a folder that holds them', async () => {
    await put('a/x.json');
    await symlink(join(root, 'missing.json'), join(root, 'a', 'dangling.json'));
    await symlink(join(root, 'a', 'self.json'), join(root, 'a', 'self.json'));
    await symlink(root, join(root, 'a', 'up'));
    const { files, refusals } = listCatalogFiles(root);
    expect(files).toHaveLength(1);
    expect(refusals.map(({ source, reason }) => `${source} ${reason}`)).toEqual([
      'a/dangling.json unreadable_file',
      'a/self.json unreadable_file',
      'a/up unreadable_file',
    ]);
    expect(JSON.stringify(refusals)).not.toContain(root);
  });

  it('takes a single file for a catalog whatever its name', async () => {
    await put('tools.txt');
    expect(listCatalogFiles(join(root, 'tools.txt')).files[0]?.relativePath).toBe('tools.txt');
  });
});
