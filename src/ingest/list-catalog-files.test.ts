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
  const namesOf = async (): Promise<readonly string[]> =>
    (await listCatalogFiles(root)).files.map((file) => file.relativePath);

  it('orders files by code unit of their path, the file named .json among them', async () => {
    for (const path of ['b/x.json', 'a/駅.json', 'a/.json', 'a/Z.JSON', 'a/a.json', 'B.json'])
      await put(path);
    expect(await namesOf()).toEqual(['B.json', 'a/.json', 'a/Z.JSON', 'a/a.json', 'a/駅.json', 'b/x.json']);
  });

  it('names the files it does not look at', async () => {
    for (const path of ['a/x.json', 'a/README.md', 'x.json.bak']) await put(path);
    expect((await listCatalogFiles(root)).ignoredFiles).toEqual(['a/README.md', 'x.json.bak']);
  });

  it('follows links to files and folders', async () => {
    await put('a/x.json');
    await symlink(join(root, 'a', 'x.json'), join(root, 'y.json'));
    await symlink(join(root, 'a'), join(root, 'b'));
    expect(await namesOf()).toEqual(['a/x.json', 'b/x.json', 'y.json']);
  });

  it('refuses links that lead nowhere, to themselves, or back to a folder that holds them', async () => {
    await put('a/x.json');
    await symlink(join(root, 'missing.json'), join(root, 'a', 'dangling.json'));
    await symlink(join(root, 'a', 'self.json'), join(root, 'a', 'self.json'));
    await symlink(root, join(root, 'a', 'up'));
    const { files, refusals } = await listCatalogFiles(root);
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
    expect((await listCatalogFiles(join(root, 'tools.txt'))).files[0]?.relativePath).toBe('tools.txt');
  });
});
