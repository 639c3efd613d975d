import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CatalogNotFoundError } from '../errors/catalog-not-found-error.js';
import { listCatalogs } from './list-catalogs.js';

const root = mkdtempSync(join(tmpdir(), 'datagen-catalogs-'));
const files = ['one/specs/a.json', 'one/specs/deep/b.yaml', 'two/specs/a.json', 'two/notes.txt', 'c.jsonl'];
for (const file of files) {
  mkdirSync(join(root, dirname(file)), { recursive: true });
  writeFileSync(join(root, file), '{}');
}
const at = (...paths: string[]): string[] => paths.map((path) => join(root, path));
const found = (...paths: string[]): string[] =>
  listCatalogs(at(...paths)).files.map(({ relativePath }) => relativePath);

describe('listCatalogs', () => {
  it('keeps the paths of one catalog as they are', () => {
    expect(found('one/specs')).toEqual(['a.json', 'deep/b.yaml']);
    expect(found('c.jsonl')).toEqual(['c.jsonl']);
  });

  it('takes patterns', () => {
    expect(found('one/specs/*.json')).toEqual(['a.json']);
    expect(found('one/specs/**/*')).toEqual(['a.json', 'deep/b.yaml']);
    expect(found('*/specs/?.json')).toEqual(['one/specs/a.json', 'two/specs/a.json']);
    expect(() => found('one/*.md')).toThrow(CatalogNotFoundError);
  });

  it('keeps catalogs of one name apart', () => {
    expect(found('one/specs', 'two/specs', 'c.jsonl')).toEqual([
      'c.jsonl',
      'specs-2/a.json',
      'specs/a.json',
      'specs/deep/b.yaml',
    ]);
    expect(found('one/specs/a.json', 'two/specs/a.json')).toEqual(['a-2.json', 'a.json']);
  });

  it('counts once what two of them have in common', () => {
    expect(found('one/specs', 'one/specs/*.json')).toEqual(['specs/a.json', 'specs/deep/b.yaml']);
  });

  it('adds what is not on the disk', () => {
    const live = { path: 'server', relativePath: 'c.json', size: 2, content: Buffer.from('{}') };
    const listing = listCatalogs([], [live, live]);
    expect(listing.files.map(({ relativePath }) => relativePath)).toEqual(['c-2.json', 'c.json']);
  });
});
