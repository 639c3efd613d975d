import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeEmbeddings, startFakeEmbeddings } from '../../test/support/fake-embeddings.js';
import { type FakeMem0, startFakeMem0 } from '../../test/support/fake-mem0.js';
import { type FakeQdrant, startFakeQdrant } from '../../test/support/fake-qdrant.js';
import { createMem0RestClient } from '../../test/support/mem0-rest-client.js';
import { memoryStoreContract } from '../../test/support/memory-store-contract.js';
import { shippedMemorySettings } from '../../test/support/read-settings.js';
import { packageRoot } from '../config/package-paths.js';
import { MemoryStoreError } from '../errors/memory-store-error.js';
import type { MemoryEntry, MemoryStore } from '../types/ports.js';
import { createMemory, type MemoryOptions } from './create-memory.js';
import type { Mem0Client } from './mem0-client.js';

const settings = shippedMemorySettings();
const key = 'planted-key-5f3a';
let folder = '';
let qdrant: FakeQdrant;
let embeddings: FakeEmbeddings;
let mem0: FakeMem0;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'datagen-memory-'));
  [qdrant, embeddings, mem0] = await Promise.all([
    startFakeQdrant(key),
    startFakeEmbeddings(),
    startFakeMem0(key),
  ]);
});
beforeEach(() => {
  for (const server of [qdrant, embeddings, mem0]) server.fail(null);
  embeddings.size(64);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([qdrant, embeddings, mem0].map((server) => server.stop()));
});

const environment = { QDRANT_API_KEY: key, OPENAI_API_KEY: key, MEM0_API_KEY: key };

function make(more: Partial<MemoryOptions>): MemoryStore {
  return createMemory({ ...settings, modelBacked: true, environment, cache: null, ...more });
}

/** Options of each backend, with the fakes as servers. */
const backends: Record<string, () => Partial<MemoryOptions>> = {
  keyword: () => ({ backend: 'keyword' }),
  'vector, hashed n-grams': () => ({ backend: 'vector' }),
  'vector, embeddings endpoint': () => ({ backend: 'vector', embeddings: endpoint() }),
  'qdrant, hashed n-grams': () => ({ backend: 'qdrant', qdrant: { ...settings.qdrant, url: qdrant.url } }),
  'qdrant, embeddings endpoint': () => ({
    ...{ backend: 'qdrant', embeddings: endpoint() },
    qdrant: { ...settings.qdrant, url: qdrant.url },
  }),
  'mem0 over its REST interface': () => ({
    ...{ backend: 'mem0', mem0: { ...settings.mem0, host: mem0.url } },
    openMem0: async () => createMem0RestClient(mem0.url, key),
  }),
  'mem0 over the package mem0ai': () => ({
    ...{ backend: 'mem0', mem0: { ...settings.mem0, host: mem0.url } },
  }),
};
const endpoint = (): MemoryOptions['embeddings'] => ({
  baseUrl: embeddings.url,
  model: 'fake-embedder',
  dimensions: null,
});
/** Looked for, not loaded: loading it before `MEM0_TELEMETRY` is set would reach for its makers. */
const isMem0Installed = existsSync(join(packageRoot, 'node_modules', 'mem0ai'));
const missing = (name: string): boolean => name === 'mem0 over the package mem0ai' && !isMem0Installed;

for (const [name, optionsOf] of Object.entries(backends)) {
  describe.skipIf(missing(name))(`createMemory: ${name}`, () => {
    for (const { name: promise, check } of memoryStoreContract(async () => make(optionsOf())))
      it(promise, check);

    it('finds the same when what it found is recorded and the servers are gone', async () => {
      const directory = join(folder, name.replace(/\W+/g, '-'));
      const first = await plan(make({ ...optionsOf(), cache: { directory, replayOnly: false } }));
      for (const server of [qdrant, embeddings, mem0]) server.fail('reset');
      const again = await plan(make({ ...optionsOf(), cache: { directory, replayOnly: true } }));
      expect(again).toEqual(first);
      expect(first.flat().length).toBeGreaterThan(20);
    });
  });
}

/** Rows of a plan as a store sees them: search, then add. */
async function plan(store: MemoryStore, rows = 20): Promise<MemoryEntry[][]> {
  const found: MemoryEntry[][] = [];
  for (let index = 0; index < rows; index += 1) {
    const text = `${['Travel', 'Finance'][index % 2]}: search ${['hotel', 'flight', 'loan'][index % 3]}; city ${index % 5}`;
    found.push([...(await store.search('corpus', text, 3))]);
    await store.add('corpus', { index, text });
  }
  await store.close();
  return found;
}

describe('createMemory', () => {
  it('takes keywords offline and vectors where models play', async () => {
    // Parts of words are no keywords, but n-grams.
    const finds = async (modelBacked: boolean) => {
      const store = make({ backend: null, modelBacked });
      await store.add('corpus', { index: 0, text: 'reservation' });
      return (await store.search('corpus', 'reserve', 1)).length;
    };
    expect([await finds(false), await finds(true)]).toEqual([0, 1]);
  });

  it('finds in Qdrant what it finds in this process', async () => {
    const inQdrant = await plan(make(backends['qdrant, hashed n-grams']?.() ?? {}), 60);
    expect(inQdrant).toEqual(await plan(make({ backend: 'vector' }), 60));
  });

  it('deletes its collections, whatever a killed run left behind', async () => {
    const before = qdrant.collections.size;
    const killed = make(backends['qdrant, hashed n-grams']?.() ?? {});
    await killed.add('corpus', { index: 0, text: 'hotel' });
    expect(qdrant.collections.size).toBe(before + 1);
    await plan(make(backends['qdrant, hashed n-grams']?.() ?? {}));
    expect(qdrant.collections.size).toBe(before + 1);
    await killed.close();
    expect(qdrant.collections.size).toBe(before);
  });

  it('embeds each text once, though rows ask and then add', async () => {
    const before = embeddings.requests.length;
    await plan(make(backends['vector, embeddings endpoint']?.() ?? {}), 12);
    expect(embeddings.requests.length - before).toBe(12);
  });

  it('asks again for a vector or a find that was cut off on disk', async () => {
    const directory = join(folder, 'cut');
    const options = {
      ...backends['qdrant, embeddings endpoint']?.(),
      cache: { directory, replayOnly: false },
    };
    const first = await plan(make(options), 6);
    const finds = join(directory, 'memory', 'finds.jsonl');
    writeFileSync(finds, readFileSync(finds, 'utf8').slice(0, -9));
    const [some] = readdirSync(join(directory, 'embeddings'), { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.f32'));
    writeFileSync(join(directory, 'embeddings', some ?? ''), 'cut');
    expect(await plan(make(options), 6)).toEqual(first);
  });

  it.each([
    ['qdrant, hashed n-grams', 'reset', /Qdrant at http:\/\/127\.0\.0\.1:\d+ cannot be reached/],
    [
      'qdrant, hashed n-grams',
      { status: 500, body: { status: { error: 'disk full' } } },
      /answered 500 .*disk full/,
    ],
    ['qdrant, hashed n-grams', { status: 403, body: { status: { error: 'no' } } }, /QDRANT_API_KEY/],
    ['qdrant, hashed n-grams', { status: 200, body: '<html>' }, /Qdrant at/],
    [
      'vector, embeddings endpoint',
      { status: 400, body: { error: { message: `bad ${key}\u001b[2J` } } },
      /answered 400/,
    ],
    ['vector, embeddings endpoint', { status: 200, body: { data: [] } }, /answered with no vector/],
    [
      'vector, embeddings endpoint',
      { status: 200, body: { data: [{ embedding: [0, 0] }] } },
      /vector of zeros/,
    ],
    ['mem0 over its REST interface', 'reset', /mem0 at http:\/\/127\.0\.0\.1:\d+ cannot be reached/],
    ['mem0 over its REST interface', { status: 500, body: { detail: key } }, /answered 500/],
    ['mem0 over its REST interface', { status: 200, body: {} }, /does not count|without results/],
  ] as const)('says clearly that a server failed under way: %s, %o', async (name, answer, expected) => {
    const store = make(backends[name]?.() ?? {});
    await store.add('corpus', { index: 0, text: 'hotel' });
    for (const server of [qdrant, embeddings, mem0]) server.fail(answer);
    const error = await store.search('corpus', 'a hotel in Rome', 3).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(MemoryStoreError);
    const { message } = error as MemoryStoreError;
    expect(message).toMatch(expected);
    expect(message).not.toContain(key);
    expect(message).not.toMatch(/[\u0000-\u001f]/);
    await store.close();
  });

  it('says what to do where nothing answers', async () => {
    const gone = await startFakeQdrant();
    await gone.stop();
    const store = make({ backend: 'qdrant', qdrant: { ...settings.qdrant, url: gone.url } });
    await expect(store.add('corpus', { index: 0, text: 'hotel' })).rejects.toThrow(
      `Qdrant at ${gone.url} cannot be reached (ECONNREFUSED). Start the server, correct memory.qdrant.url`,
    );
  });

  it.each(['vector, embeddings endpoint', 'qdrant, embeddings endpoint'])(
    'refuses vectors of another dimension under way: %s',
    async (name) => {
      const store = make(backends[name]?.() ?? {});
      await store.add('corpus', { index: 0, text: 'hotel' });
      embeddings.size(32);
      await expect(store.search('corpus', 'flight', 3)).rejects.toThrow(/one model with one dimension/);
    },
  );

  it('refuses vectors of another dimension than asked for', async () => {
    const store = make({ backend: 'vector', embeddings: { ...endpoint(), dimensions: 48 } });
    await store.add('corpus', { index: 0, text: 'hotel' });
    embeddings.fail({ status: 200, body: { data: [{ embedding: [1, 2, 3] }] } });
    await expect(store.search('corpus', 'flight', 3)).rejects.toThrow('3 numbers, asked for were 48');
  });

  it('ends a replay that would have to ask', async () => {
    const cache = { directory: join(folder, 'empty'), replayOnly: true };
    for (const name of ['vector, embeddings endpoint', 'qdrant, hashed n-grams']) {
      const store = make({ ...backends[name]?.(), cache });
      const asked = async () => {
        await store.add('corpus', { index: 0, text: 'hotel' });
        await store.search('corpus', 'flight', 3);
      };
      await expect(asked()).rejects.toMatchObject({ kind: 'replay_miss' });
    }
  });

  it('says which key is missing, and how to install mem0', async () => {
    const keyless = make({ backend: 'mem0', environment: {} });
    await expect(keyless.add('corpus', { index: 0, text: 'hotel' })).rejects.toThrow('MEM0_API_KEY');
  });

  it.skipIf(isMem0Installed)('says how to install mem0 where it is missing', async () => {
    const store = make({ backend: 'mem0' });
    await expect(store.add('corpus', { index: 0, text: 'hotel' })).rejects.toThrow(
      /mem0ai is not installed, or cannot be loaded\. Install it: npm install mem0ai@3 --legacy-peer-deps/,
    );
  });

  it('gives up on a mem0 that never takes in what is added, or does not answer', async () => {
    const slow: Mem0Client = {
      add: async () => [],
      getAll: async () => ({ count: 0 }),
      search: async () => ({ results: [] }),
      deleteAll: () => new Promise(() => {}),
    };
    const store = make({
      backend: 'mem0',
      mem0: { host: 'http://localhost', timeoutMs: 60 },
      openMem0: async () => slow,
    });
    await store.add('corpus', { index: 0, text: 'hotel' });
    await expect(store.search('corpus', 'hotel', 1)).rejects.toThrow('holds 0 of 1 goals after');
    await store.close();
  });
});
