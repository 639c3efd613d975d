import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Graph from 'graphology';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeRegistry } from '../../test/support/make-registry.js';
import { readGraphSettings } from '../../test/support/read-settings.js';
import { randomConcepts, registryArbitrary } from '../../test/support/registry-arbitrary.js';
import { travelConcepts, travelRegistry } from '../../test/support/travel-registry.js';
import { ArtifactsMismatchError } from '../errors/artifacts-mismatch-error.js';
import { ArtifactsNotFoundError } from '../errors/artifacts-not-found-error.js';
import { ArtifactsUnreadableError } from '../errors/artifacts-unreadable-error.js';
import { FileAccessError } from '../errors/file-access-error.js';
import type { Refusal } from '../types/refusal.js';
import { buildGraphs } from './build-graphs.js';
import { readArtifacts } from './read-artifacts.js';
import { readHeterogeneousGraph } from './read-heterogeneous.js';
import { writeArtifacts } from './write-artifacts.js';

const registry = travelRegistry();
const graphs = buildGraphs(registry, travelConcepts, readGraphSettings());
const refusal: Refusal = {
  level: 'tool',
  source: 'a.json',
  name: 'a',
  reason: 'no_endpoints',
  detail: 'None.',
};
const manifestInput = { datagenVersion: '0.1.0', inputHash: 'aaaa', configHash: 'bbbb', refusals: [refusal] };

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'artifacts-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const write = (to = directory) => writeArtifacts(to, { registry, graphs, manifestInput });
const writeCompact = (to = directory) =>
  writeArtifacts(to, { registry, graphs, manifestInput, isPlain: false });

describe('writeArtifacts', () => {
  it('gives back what it wrote', async () => {
    await write();
    const read = await readArtifacts(directory);
    expect(read.registry).toEqual(registry);
    expect(read.graph).toEqual(graphs.projected);
    expect(read.manifest.counts).toMatchObject({ endpoints: 12, tools: 6, projected_nodes: 12 });
  });

  it('writes documents that any JSON reader takes', async () => {
    await write();
    const names = [
      'build_manifest.json',
      'heterogeneous_graph.json',
      'projected_graph.json',
      'registry.json',
    ];
    expect((await readdir(directory)).sort()).toEqual(names);
    for (const name of names)
      expect(JSON.parse(await readFile(join(directory, name), 'utf8'))).toHaveProperty('format_version');
  });

  it('writes a heterogeneous graph that graphology imports', async () => {
    await write();
    const text = await readFile(join(directory, 'heterogeneous_graph.json'), 'utf8');
    const imported = Graph.MultiDirectedGraph.from(JSON.parse(text));
    expect([imported.order, imported.size]).toEqual([graphs.heterogeneous.order, graphs.heterogeneous.size]);
  });

  it('writes the same bytes again', async () => {
    const read = async () => {
      await write();
      return Promise.all(
        (await readdir(directory)).sort().map((file) => readFile(join(directory, file), 'utf8')),
      );
    };
    expect(await read()).toEqual(await read());
  });

  it('counts all refusals and lists some of each reason', async () => {
    const refusals = Array.from({ length: 120 }, () => refusal);
    const manifest = await writeArtifacts(directory, {
      registry,
      graphs,
      manifestInput: { ...manifestInput, refusals },
    });
    expect(manifest.refusal_counts).toEqual({
      total: 120,
      by_reason: [{ level: 'tool', reason: 'no_endpoints', count: 120 }],
      unlisted: 70,
    });
    expect(manifest.refusals).toHaveLength(50);
  });

  it('names the folder that it cannot write', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    await expect(write(join(file, 'inside'))).rejects.toThrow(FileAccessError);
  });
});

describe('artifacts with sidecars', () => {
  it('give back what was written, with the counts of the plain ones', async () => {
    const { counts, artifacts } = await writeCompact();
    const read = await readArtifacts(directory);
    expect(read.registry).toEqual(registry);
    expect(read.graph).toEqual(graphs.projected);
    expect((await write()).counts).toEqual(counts);
    expect(artifacts.map(({ file }) => file)).toEqual(expect.arrayContaining(['projected_edges.bin']));
  });

  it('give back any catalog', () =>
    fc.assert(
      fc.asyncProperty(registryArbitrary, async (sketches) => {
        const any = makeRegistry(sketches);
        const built = buildGraphs(any, randomConcepts, readGraphSettings());
        await writeArtifacts(directory, { registry: any, graphs: built, manifestInput, isPlain: false });
        const read = await readArtifacts(directory);
        expect(read.registry).toEqual(any);
        expect(read.graph).toEqual(built.projected);
      }),
      { numRuns: 30 },
    ));

  it('hold the heterogeneous graph that the plain ones hold', async () => {
    await write();
    const plain = (await readHeterogeneousGraph(directory)).export();
    await writeCompact();
    expect((await readHeterogeneousGraph(directory)).export()).toEqual(plain);
    expect(plain.nodes).toEqual(graphs.heterogeneous.export().nodes);
  });

  it('leave no sidecar behind where a small catalog takes their place', async () => {
    await writeCompact();
    await write();
    expect(await readdir(directory)).toHaveLength(4);
  });

  it('are refused when a sidecar changed', async () => {
    await writeCompact();
    await writeFile(join(directory, 'projected_edges.bin'), 'x');
    await expect(readArtifacts(directory)).rejects.toThrow(ArtifactsMismatchError);
  });
});

describe('readArtifacts', () => {
  it('says that nothing is built', async () => {
    await expect(readArtifacts(join(directory, 'nothing'))).rejects.toThrow(ArtifactsNotFoundError);
    await expect(readArtifacts(join(directory, 'nothing'))).rejects.toThrow(/datagen build/);
  });

  it('says which file is missing', async () => {
    await write();
    await rm(join(directory, 'projected_graph.json'));
    await expect(readArtifacts(directory)).rejects.toThrow(/projected_graph\.json' does not exist/);
  });

  it('refuses a file that changed since it was built', async () => {
    await write();
    await writeFile(join(directory, 'registry.json'), '{}\n');
    await expect(readArtifacts(directory)).rejects.toThrow(ArtifactsMismatchError);
  });

  it('refuses artifacts of another catalog, configuration or version', async () => {
    await write();
    await expect(readArtifacts(directory, { inputHash: 'cccc' })).rejects.toThrow(ArtifactsMismatchError);
    await expect(readArtifacts(directory, { configHash: 'cccc' })).rejects.toThrow(ArtifactsMismatchError);
    await expect(readArtifacts(directory, { datagenVersion: '9.0.0' })).rejects.toThrow(/9\.0\.0/);
    const path = join(directory, 'build_manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(path, JSON.stringify({ ...manifest, format_version: 99 }));
    await expect(readArtifacts(directory)).rejects.toThrow(/format version 99/);
  });

  it.each(['input_hash', 'config_hash', 'datagen_version', 'manifest_hash'])(
    'refuses a manifest whose %s alone was edited',
    async (key) => {
      await write();
      const path = join(directory, 'build_manifest.json');
      const manifest = JSON.parse(await readFile(path, 'utf8'));
      await writeFile(path, JSON.stringify({ ...manifest, [key]: 'eeee' }));
      await expect(readArtifacts(directory)).rejects.toThrow(/was changed after it was built/);
    },
  );

  it('takes a manifest that was only laid out otherwise', async () => {
    await write();
    const path = join(directory, 'build_manifest.json');
    await writeFile(path, JSON.stringify(JSON.parse(await readFile(path, 'utf8'))));
    await expect(readArtifacts(directory)).resolves.toMatchObject({ manifest: { input_hash: 'aaaa' } });
  });

  it('refuses a manifest that is none', async () => {
    await write();
    for (const text of ['', 'nonsense', '[]', 'null', '{"format_version":2}']) {
      await writeFile(join(directory, 'build_manifest.json'), text);
      await expect(readArtifacts(directory)).rejects.toThrow(ArtifactsUnreadableError);
    }
  });
});
