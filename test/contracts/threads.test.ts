import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadRunConfig } from '../../src/config/load-run-config.js';
import { bundledCatalogDirectory, packageRoot } from '../../src/config/package-paths.js';
import { plainEndpoints } from '../../src/graph/artifact-files.js';

type Library = typeof import('../../src/index.js');
type Shares = typeof import('../../src/interpretation/start-share.js');

/** Threads start from compiled files, so this looks at the built program. */
const load = (path: string) => import(pathToFileURL(join(packageRoot, 'dist', path)).href);
const fixtures = join(packageRoot, 'test', 'fixtures');
const emptyDirectory = (): string => mkdtempSync(join(tmpdir(), 'datagen-threads-'));

let library: Library;
beforeAll(async () => {
  library = await load('index.js');
});

async function build(catalog: string, options: { readonly threads?: number; readonly signal?: AbortSignal }) {
  const artifacts = emptyDirectory();
  const { components } = await loadRunConfig({ command: 'build', environment: {}, flags: {} });
  const built = await library.buildArtifacts({ catalog, artifacts, components, ...options });
  const names = readdirSync(artifacts).sort();
  const files = Object.fromEntries(
    names.map((name) => [name, readFileSync(join(artifacts, name), 'latin1')]),
  );
  return { files, ...built };
}

/** The bundled catalog several times over, beside files in other forms and files that cannot be read. */
function largeCatalog(): string {
  const root = emptyDirectory();
  for (let copy = 0; copy < 4; copy += 1)
    for (const category of readdirSync(bundledCatalogDirectory))
      cpSync(join(bundledCatalogDirectory, category), join(root, `${category}_${copy}`), { recursive: true });
  cpSync(join(fixtures, 'catalogs'), join(root, 'forms'), { recursive: true });
  cpSync(join(fixtures, 'messy-catalog'), join(root, 'messy'), { recursive: true });
  mkdirSync(join(root, 'hostile'));
  writeFileSync(
    join(root, 'hostile', 'keys.json'),
    '{"tool_name":"__proto__","api_list":[{"name":"get constructor","method":"GET","url":"https://a.test/{__proto__}","required_parameters":[{"name":"__proto__","type":"STRING","default":-0}],"optional_parameters":[],"schema":{"type":"object","properties":{"__proto__":{"type":"number"},"1":{"type":"string"},"id":{"type":"integer"}}}}]}',
  );
  return root;
}

describe('a build in threads', () => {
  it.each([
    ['a messy catalog', () => join(fixtures, 'messy-catalog')],
    ['query files and other forms', () => join(fixtures, 'catalogs')],
    ['a large catalog', largeCatalog],
  ])(
    'leaves the same bytes in any number of them: %s',
    async (_, catalogOf) => {
      const catalog = catalogOf();
      const { files, refusals, manifest } = await build(catalog, { threads: 1 });
      if (catalogOf === largeCatalog) expect(manifest.counts.endpoints).toBeGreaterThan(plainEndpoints);
      for (const threads of [2, 3]) {
        const other = await build(catalog, { threads });
        expect(Object.keys(other.files)).toEqual(Object.keys(files));
        for (const [name, bytes] of Object.entries(files))
          expect(other.files[name] === bytes, name).toBe(true);
        expect(other.refusals).toEqual(refusals);
      }
    },
    180_000,
  );

  it('says that a catalog is empty as one thread does', async () => {
    const catalog = emptyDirectory();
    writeFileSync(join(catalog, 'odd.json'), '[1, 2]');
    const messages = await Promise.all(
      [1, 2].map((threads) => build(catalog, { threads }).catch((error: unknown) => String(error))),
    );
    expect(messages[0]).toContain('EmptyCatalogError');
    expect(messages[1]).toBe(messages[0]);
  });

  it.each([1, 2])('ends when it is interrupted, and writes nothing (%i threads)', async (threads) => {
    const interruption = new AbortController();
    const artifacts = join(emptyDirectory(), 'artifacts');
    const { components } = await loadRunConfig({ command: 'build', environment: {}, flags: {} });
    const { signal } = interruption;
    const catalog = bundledCatalogDirectory;
    const building = library.buildArtifacts({ catalog, artifacts, components, threads, signal });
    interruption.abort();
    await expect(building).rejects.toThrow('Interrupted. Nothing was written');
    expect(() => readdirSync(artifacts)).toThrow('ENOENT');
  });

  it('leaves nothing of a large catalog that it was writing when it was interrupted', async () => {
    const interruption = new AbortController();
    const artifacts = emptyDirectory();
    const { components } = await loadRunConfig({ command: 'build', environment: {}, flags: {} });
    const watching = setInterval(() => {
      if (readdirSync(artifacts).length > 0) interruption.abort();
    }, 1);
    const { signal } = interruption;
    const building = library.buildArtifacts({
      catalog: largeCatalog(),
      artifacts,
      components,
      threads: 2,
      signal,
    });
    await expect(building).rejects.toThrow('Interrupted. Nothing was written');
    clearInterval(watching);
    expect(readdirSync(artifacts)).toEqual([]);
  }, 60_000);

  it('names the folder that it cannot write a large catalog to', async () => {
    const { components } = await loadRunConfig({ command: 'build', environment: {}, flags: {} });
    const file = join(emptyDirectory(), 'file');
    writeFileSync(file, '');
    const building = library.buildArtifacts({
      catalog: largeCatalog(),
      artifacts: join(file, 'inside'),
      components,
      threads: 2,
    });
    await expect(building).rejects.toThrow('a part of its path is a file');
  }, 60_000);

  it('says why a thread broke off', async () => {
    const { startShare }: Shares = await load('interpretation/start-share.js');
    const share = startShare({ knowledge: null as never, hints: null });
    await expect(share.heads()).rejects.toThrow(
      /^A thread that reads a part of the catalog broke off: .*concepts/,
    );
    await expect(share.build([])).rejects.toBeInstanceOf(library.DatagenError);
    await share.close();
  });
});
