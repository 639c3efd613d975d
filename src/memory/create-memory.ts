import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MemoryStore } from '../types/ports.js';
import { createIndexedMemory } from './create-indexed-memory.js';
import { createKeywordMemory } from './create-keyword-memory.js';
import { createMem0Index } from './create-mem0-index.js';
import { createQdrantIndex } from './create-qdrant-index.js';
import { createRecordedMemory } from './create-recorded-memory.js';
import { createVectorIndex } from './create-vector-index.js';
import { createEndpointEmbedder, describeAddress } from './embedding/create-endpoint-embedder.js';
import { createHashedEmbedder } from './embedding/create-hashed-embedder.js';
import { embedOnce } from './embedding/embed-once.js';
import type { Embedder } from './embedding/embedder.js';
import { keepVectors } from './embedding/keep-vectors.js';
import type { Mem0Client } from './mem0-client.js';
import type { MemorySettings } from './memory-settings.js';
import { openMem0Client } from './open-mem0-client.js';

export type MemoryOptions = MemorySettings & {
  /** Whether models play in this run: decides what `backend: null` stands for. */
  readonly modelBacked: boolean;
  /** `OPENAI_API_KEY`, `OPENAI_BASE_URL`, `QDRANT_API_KEY`, `MEM0_API_KEY`. */
  readonly environment: { readonly [name: string]: string | undefined };
  /** Folder for vectors and for what servers found, so that a repeated run asks nobody; null keeps nothing. */
  readonly cache: {
    readonly directory: string;
    /** Whatever would have to be asked of an endpoint or a server throws `ModelRunError` (`replay_miss`). */
    readonly replayOnly: boolean;
  } | null;
  /** Instead of a new one for each store: part of the names on servers. Two stores with one name mix. */
  readonly runName?: string;
  /** Instead of the package's own: any client with these methods. */
  readonly openMem0?: () => Promise<Mem0Client>;
};

/**
 * The corpus memory of a run. Opens nothing before it is needed: what is wrong with a server, a key or a package shows as
 * `MemoryStoreError` when the first row is planned.
 */
export function createMemory(options: MemoryOptions): MemoryStore {
  switch (options.backend ?? (options.modelBacked ? 'vector' : 'keyword')) {
    case 'keyword':
      return createKeywordMemory();
    case 'vector':
      return createIndexedMemory(createVectorIndex(createEmbedder(options)));
    case 'qdrant':
      return openQdrant(options);
    case 'mem0':
      return openMem0(options);
  }
}

function createEmbedder({ dimensions, embeddings, environment, cache }: MemoryOptions): Embedder {
  if (embeddings.model === null) return embedOnce(createHashedEmbedder(dimensions));
  const embedder = createEndpointEmbedder({
    baseUrl: embeddings.baseUrl ?? given(environment.OPENAI_BASE_URL) ?? 'https://api.openai.com/v1',
    apiKey: given(environment.OPENAI_API_KEY),
    model: embeddings.model,
    dimensions: embeddings.dimensions,
  });
  if (cache === null) return embedOnce(embedder);
  const directory = join(cache.directory, 'embeddings');
  return embedOnce(keepVectors(embedder, { directory, replayOnly: cache.replayOnly }));
}

function openQdrant(options: MemoryOptions): MemoryStore {
  const embedder = createEmbedder(options);
  const server = { ...options.qdrant, apiKey: given(options.environment.QDRANT_API_KEY) };
  return recorded(options, `qdrant/${embedder.id}`, () =>
    createIndexedMemory(createQdrantIndex(server, embedder, options.runName ?? randomUUID())),
  );
}

function openMem0(options: MemoryOptions): MemoryStore {
  const { host, timeoutMs } = options.mem0;
  const apiKey = given(options.environment.MEM0_API_KEY);
  const open = options.openMem0 ?? (() => openMem0Client(host, apiKey));
  const service = { what: `mem0 at ${describeAddress(host)}`, open, apiKey, timeoutMs, sleep };
  return recorded(options, `mem0/${host}`, () =>
    createIndexedMemory(createMem0Index(service, options.runName ?? randomUUID())),
  );
}

function recorded({ cache }: MemoryOptions, identity: string, open: () => MemoryStore): MemoryStore {
  if (cache === null) return open();
  const file = join(cache.directory, 'memory', 'finds.jsonl');
  return createRecordedMemory(open, { file, identity, replayOnly: cache.replayOnly });
}

/** Null for what is unset or empty. */
function given(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}
