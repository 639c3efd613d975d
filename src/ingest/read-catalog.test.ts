import { cp, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CatalogNotFoundError } from '../errors/catalog-not-found-error.js';
import { CatalogUnreadableError } from '../errors/catalog-unreadable-error.js';
import { EmptyCatalogError } from '../errors/empty-catalog-error.js';
import { readCatalog } from './read-catalog.js';

const catalogs = fileURLToPath(new URL('../../test/fixtures/catalogs/', import.meta.url));

describe('readCatalog', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'datagen-ingest-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const put = async (path: string, content: unknown): Promise<void> => {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
  };
  const tool = {
    name: 'Hotels',
    tool_name: 'Hotels',
    title: 'Hotels!',
    api_list: [{ name: 'Search', method: 'GET' }],
  };

  it('reads a folder of categories: the folder is the category, the file name the stem', async () => {
    await put('Travel/hotels.json', { ...tool, category: 'Ignored' });
    const { tools, formats } = await readCatalog(root);
    expect(tools).toMatchObject([
      { source: 'Travel/hotels.json', category: 'Travel', stem: 'hotels', name: 'Hotels', title: 'Hotels!' },
    ]);
    expect(formats).toEqual({ 'toolbench-folder': 1 });
  });

  it('makes one tool of the functions of a folder that have a file each', async () => {
    const inputSchema = { type: 'object', properties: {} };
    for (const name of ['add_issue', 'get_issue']) await put(`tracker/${name}.json`, { name, inputSchema });
    await put('tracker/again.json', { name: 'get_issue', description: 'Another.', inputSchema });
    await put('alone/ping.json', { name: 'ping', inputSchema });
    const { tools, refusals } = await readCatalog(root);
    expect(
      tools.map(({ stem, category, endpoints }) => [stem, category, endpoints.map(({ name }) => name)]),
    ).toEqual([
      ['ping', 'alone', ['ping']],
      ['tracker', 'tracker', ['add_issue', 'get_issue']],
    ]);
    expect(refusals).toMatchObject([
      { source: 'tracker/get_issue.json', name: 'get_issue', reason: 'duplicate_endpoint' },
    ]);
  });

  it('finds the categories below other folders, as in the unpacked archive', async () => {
    await put('toolbench/tools/Travel/hotels.json', tool);
    expect((await readCatalog(root)).tools[0]?.category).toBe('Travel');
  });

  it('reads loose files and a single file; their category is a key of theirs, or Uncategorized', async () => {
    await put('a.json', { ...tool, category: 'Travel' });
    await put('b.json', tool);
    expect((await readCatalog(root)).tools.map(({ category }) => category)).toEqual([
      'Travel',
      'Uncategorized',
    ]);
    expect((await readCatalog(join(root, 'a.json'))).tools).toMatchObject([
      { category: 'Travel', stem: 'a' },
    ]);
  });

  it('reads one file with a list of tools, and refuses the entries that are none', async () => {
    const { tools, refusals } = await readCatalog(join(catalogs, 'list.json'));
    expect(tools.map(({ source, category, stem }) => [source, category, stem])).toEqual([
      ['list.json#0', 'Travel', 'Ferry Times'],
      ['list.json#1', 'Food', 'Bread List'],
      ['list.json#2', 'Uncategorized', 'No Category'],
    ]);
    expect(refusals.map(({ source, reason }) => `${source} ${reason}`)).toEqual([
      'list.json#3 no_endpoints',
      'list.json#4 not_an_object',
      'list.json#5 not_an_object',
    ]);
  });

  it('reads an object with tools', async () => {
    const { tools } = await readCatalog(join(catalogs, 'tools-object.json'));
    expect(tools).toMatchObject([{ format: 'toolbench-list', category: 'Food', name: 'Bread List' }]);
  });

  it('reads queries: one tool a category and name, equal APIs merged, others kept', async () => {
    const { tools, refusals } = await readCatalog(join(catalogs, 'queries.json'));
    expect(
      tools.map(({ category, name, endpoints }) => [category, name, endpoints.map((api) => api.name)]),
    ).toEqual([
      ['Logistics', 'Parcel Trail', ['track/:parcel_id', 'Depots', 'Depots']],
      ['Weather', 'Wind Now', ['Wind']],
      ['Storage', 'Parcel Trail', ['Lockers']],
    ]);
    expect(tools[0]?.endpoints[0]).toMatchObject({
      description: 'Where a parcel is.',
      responseTemplate: {
        parcel_id: 'str',
        events: ['list of dict with length 3', { at: 'str', place: 'NoneType' }],
      },
    });
    expect(refusals).toMatchObject([{ source: 'queries.json#2', reason: 'no_endpoints' }]);
  });

  it('reads the 2023 form with its recorded responses', async () => {
    const { tools, formats } = await readCatalog(join(catalogs, 'form-2023'));
    expect(formats).toEqual({ 'toolbench-2023': 1 });
    expect(tools[0]?.endpoints.map((endpoint) => endpoint.responseExample)).toEqual([
      { saying_id: 7, text: 'A lamp lit late still leads home.' },
      undefined,
    ]);
  });

  it('reads all forms from one folder', async () => {
    await cp(catalogs, root, { recursive: true });
    const { formats, fileCount, ignoredFiles } = await readCatalog(root);
    expect(formats).toEqual({ 'toolbench-2023': 1, 'toolbench-list': 4, 'toolbench-query': 3 });
    expect(fileCount).toBe(6);
    expect(ignoredFiles).toEqual(['empty-folder/note.txt']);
  });

  it('hashes paths and bytes, not places or times', async () => {
    await put('A/x.json', tool);
    await put('B/y.json', tool);
    const { hash } = await readCatalog(root);
    await utimes(join(root, 'A', 'x.json'), 1, 1);
    const elsewhere = `${root}-copy`;
    await cp(root, elsewhere, { recursive: true });
    const copy = await readCatalog(elsewhere);
    await rm(elsewhere, { recursive: true });
    expect((await readCatalog(root)).hash).toBe(hash);
    expect(copy.hash).toBe(hash);
    await put('A/x.json', `${JSON.stringify(tool)} `);
    expect((await readCatalog(root)).hash).not.toBe(hash);
  });

  it('refuses a file over the limit by its size, and reads the rest', async () => {
    await put('A/big.json', { ...tool, title: 'x'.repeat(2000) });
    await put('A/small.json', tool);
    const { tools, refusals } = await readCatalog(root, { maximumFileBytes: 1000 });
    expect(tools).toHaveLength(1);
    expect(refusals).toMatchObject([{ source: 'A/big.json', reason: 'file_too_large', level: 'file' }]);
  });

  it('refuses a file in another encoding', async () => {
    await put('A/ok.json', tool);
    await writeFile(join(root, 'A', 'latin.json'), Buffer.from('{"name":"café"}', 'latin1'));
    expect((await readCatalog(root)).refusals).toMatchObject([
      { source: 'A/latin.json', reason: 'invalid_json' },
    ]);
  });

  it('survives a list of 200,000 refused parameters', async () => {
    await put('A/long.json', {
      ...tool,
      api_list: [{ name: 'E', optional_parameters: Array(200_000).fill(null) }],
    });
    expect((await readCatalog(root)).refusals).toHaveLength(200_000);
  });

  it('names a catalog that does not exist', async () => {
    const missing = join(root, 'missing');
    await expect(readCatalog(missing)).rejects.toThrow(CatalogNotFoundError);
    await expect(readCatalog(missing)).rejects.toThrow(missing);
    await expect(readCatalog('')).rejects.toThrow(CatalogNotFoundError);
  });

  it('names a catalog that cannot be opened', async () => {
    await symlink(join(root, 'loop'), join(root, 'loop'));
    await expect(readCatalog(join(root, 'loop'))).rejects.toThrow(CatalogUnreadableError);
    await expect(readCatalog('nul\0byte')).rejects.toThrow(CatalogUnreadableError);
  });

  it.each([
    ['broken.json', 'invalid_json 1 (the first: broken.json: Line 3, column 17'],
    ['empty-list.json', 'empty_file 1'],
    ['empty-folder', 'there is no file that may hold tools'],
  ])('says why %s gives no tool, and what is understood', async (name, why) => {
    const error: unknown = await readCatalog(join(catalogs, name)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EmptyCatalogError);
    expect(String(error)).toContain(join(catalogs, name));
    expect(String(error)).toContain(why);
    expect(String(error)).toContain('query form');
  });
});
