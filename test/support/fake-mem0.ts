import { embedByHash } from '../../src/memory/embedding/create-hashed-embedder.js';
import { type Answer, type LoopbackServer, startServer } from './start-server.js';

type Stored = {
  readonly id: string;
  readonly user: string;
  readonly memory: string;
  readonly metadata: unknown;
};

export type FakeMem0 = LoopbackServer & {
  readonly stored: Stored[];
  fail(answer: Answer | null): void;
};

/** The part of mem0's REST interface that we use. What is added arrives when the listing has been asked for once more. */
export async function startFakeMem0(apiKey: string): Promise<FakeMem0> {
  const stored: Stored[] = [];
  const under: Stored[] = [];
  let failure: Answer | null = null;
  let listings = 0;
  const server = await startServer(({ method, path, query, headers, body }) => {
    if (failure !== null) return failure;
    if (headers.authorization !== `Token ${apiKey}`)
      return { status: 401, body: { detail: 'Invalid token.' } };
    const asked = body as {
      readonly [key: string]: unknown;
      readonly messages: readonly { readonly content: string }[];
      readonly filters: { readonly user_id: string };
      readonly query: string;
      readonly top_k: number;
    } | null;
    if (path === '/v1/ping/')
      return { status: 200, body: { status: 'ok', user_email: 'someone@example.com' } };
    if (path === '/v3/memories/add/' && asked) {
      if (asked.infer !== false) return { status: 400, body: { detail: 'The fake infers nothing' } };
      const text = asked.messages[0]?.content ?? '';
      // Kept in words of its own, as a memory that a model reads may be.
      const id = `memory-${stored.length + under.length}`;
      under.push({ id, user: String(asked.user_id), memory: `User: ${text}`, metadata: asked.metadata });
      return { status: 200, body: [{ event_id: id, status: 'PENDING' }] };
    }
    if (path === '/v3/memories/' && asked) {
      listings += 1;
      if (listings % 2 === 0) stored.push(...under.splice(0));
      const count = stored.filter(({ user }) => user === asked.filters.user_id).length;
      return { status: 200, body: { count, next: null, previous: null, results: [] } };
    }
    if (path === '/v3/memories/search/' && asked) {
      const wanted = embedByHash(asked.query, 256);
      const results = stored
        .filter(({ user }) => user === asked.filters.user_id)
        .map((each) => ({ ...each, score: product(wanted, embedByHash(each.memory.slice(6), 256)) }))
        .sort((one, other) => one.score - other.score)
        .slice(-asked.top_k);
      return { status: 200, body: { results } };
    }
    if (path === '/v1/memories/' && method === 'DELETE') {
      const left = stored.filter(({ user }) => user !== query.get('user_id'));
      stored.splice(0, stored.length, ...left);
      return { status: 200, body: { message: 'Memories deleted successfully!' } };
    }
    return { status: 404, body: { detail: 'Not found.' } };
  });
  return {
    ...server,
    stored,
    fail(next) {
      failure = next;
    },
  };
}

function product(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
}
