import { embedByHash } from '../../src/memory/embedding/create-hashed-embedder.js';
import { type Answer, type LoopbackServer, startServer } from './start-server.js';

export type FakeEmbeddings = LoopbackServer & {
  /** From now on every request gets this; null: none does. */
  fail(answer: Answer | null): void;
  /** Length of the vectors from now on. */
  size(dimensions: number): void;
};

/** An OpenAI-compatible `/v1/embeddings`. Its vectors are no unit vectors, and it refuses empty texts. */
export async function startFakeEmbeddings(): Promise<FakeEmbeddings> {
  let failure: Answer | null = null;
  let length = 64;
  const server = await startServer(({ path, body }) => {
    if (failure !== null) return failure;
    const { input, model, dimensions } = body as { input: string; model: string; dimensions?: number };
    if (path !== '/v1/embeddings') return refuse(404, 'no such path');
    if (typeof input !== 'string' || input === '') return refuse(400, 'input cannot be an empty string');
    const embedding = [...embedByHash(input, dimensions ?? length)].map((value) => value * 3);
    const data = [{ object: 'embedding', index: 0, embedding }];
    return {
      status: 200,
      body: { object: 'list', data, model, usage: { prompt_tokens: 1, total_tokens: 1 } },
    };
  });
  return {
    ...server,
    url: `${server.url}/v1`,
    fail(next) {
      failure = next;
    },
    size(next) {
      length = next;
    },
  };
}

function refuse(status: number, message: string): Answer {
  return { status, body: { error: { message, type: 'invalid_request_error' } } };
}
