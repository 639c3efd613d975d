import type { QdrantClient } from '@qdrant/js-client-rest';
import { MemoryStoreError } from '../errors/memory-store-error.js';
import type { MemoryScope } from '../types/ports.js';
import { describeFailure } from './describe-failure.js';
import { describeAddress } from './embedding/create-endpoint-embedder.js';
import type { Embedder } from './embedding/embedder.js';
import type { Nearness, TextIndex } from './text-index.js';

export type QdrantServer = {
  /** `http://127.0.0.1:6333`; without a port, Qdrant's own. */
  readonly url: string;
  readonly apiKey: string | null;
  readonly timeoutMs: number;
  /** Begins the names of collections. */
  readonly prefix: string;
};

/**
 * Vectors in Qdrant: one collection for each scope of a run, made when something is added, deleted when the index is closed.
 * `runName` must be new each time, so that what a killed run left behind never mixes in. Searches are exact.
 * Throws `MemoryStoreError`.
 */
export function createQdrantIndex(server: QdrantServer, embedder: Embedder, runName: string): TextIndex {
  const dimensions = new Map<MemoryScope, number>();
  let client: Promise<QdrantClient> | null = null;
  const nameOf = (scope: MemoryScope): string => `${server.prefix}-${runName}-${scope}`;
  const ask = async <Answer>(question: (client: QdrantClient) => Promise<Answer>): Promise<Answer> => {
    client ??= connect(server);
    try {
      return await question(await client);
    } catch (error) {
      throw new MemoryStoreError(
        `Qdrant at ${describeAddress(server.url)}`,
        describeFailure(error, [server.apiKey]),
        adviceFor(error),
      );
    }
  };
  return {
    async add(scope, id, text) {
      const vector = await embedder.embed(text);
      if (!dimensions.has(scope)) {
        await ask((qdrant) =>
          qdrant.createCollection(nameOf(scope), { vectors: { size: vector.length, distance: 'Cosine' } }),
        );
        dimensions.set(scope, vector.length);
      }
      await ask((qdrant) =>
        qdrant.upsert(nameOf(scope), {
          wait: true,
          points: [{ id, vector: [...vector], payload: { text } }],
        }),
      );
    },
    async search(scope, text, limit) {
      const vector = await embedder.embed(text);
      const query = { query: [...vector], limit, params: { exact: true }, with_payload: false };
      const { points } = await ask((qdrant) => qdrant.query(nameOf(scope), query));
      return points.flatMap(({ id, score }): Nearness[] =>
        typeof id === 'number' ? [{ id, similarity: score }] : [],
      );
    },
    async close() {
      const made = [...dimensions.keys()];
      dimensions.clear();
      // What cannot be deleted stays behind under a name that never comes again.
      for (const scope of made) await ask((qdrant) => qdrant.deleteCollection(nameOf(scope))).catch(() => {});
    },
  };
}

/** Loaded when it is needed: a run offline does not pay for it. */
async function connect({ url, apiKey, timeoutMs }: QdrantServer): Promise<QdrantClient> {
  const { QdrantClient: Client } = await import('@qdrant/js-client-rest');
  const { pathname } = new URL(url);
  return new Client({
    ...{ url: new URL(url).origin, timeout: timeoutMs, checkCompatibility: false },
    ...(pathname === '/' ? {} : { prefix: pathname.replace(/\/$/, '') }),
    // An address that names the port usual for its protocol parses to one without a port; the client would take its own.
    ...(/:(80|443)(\/|$)/.test(url) ? { port: null } : {}),
    // As a header: given as a key, the client prints a warning on plain connections, also to this machine.
    ...(apiKey === null ? {} : { headers: { 'api-key': apiKey } }),
  });
}

function adviceFor(error: unknown): string {
  const { status } = (error ?? {}) as { readonly status?: unknown };
  if (status === 401 || status === 403) return 'Set QDRANT_API_KEY to a key that may make collections.';
  if (/dimension/i.test(describeFailure(error, [])))
    return 'Name one model with one dimension in memory.embeddings.';
  return 'Start the server, correct memory.qdrant.url, or set memory.backend to vector, which needs none.';
}
