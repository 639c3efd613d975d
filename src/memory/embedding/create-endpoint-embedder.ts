import { MemoryStoreError } from '../../errors/memory-store-error.js';
import { describeFailure } from '../describe-failure.js';
import type { Embedder } from './embedder.js';
import { toUnitLength } from './to-unit-length.js';

export type EmbeddingsEndpoint = {
  /** Address that `/embeddings` is put behind: `http://127.0.0.1:8000/v1`. */
  readonly baseUrl: string;
  /** Null for servers that want none. */
  readonly apiKey: string | null;
  readonly model: string;
  /** Asked of the endpoint; null leaves it to the model. */
  readonly dimensions: number | null;
};

/**
 * Embeds over an OpenAI-compatible `/embeddings`. Throws `MemoryStoreError` when the endpoint cannot be reached, refuses, or
 * answers with what is no vector; two retries are the client's.
 */
export function createEndpointEmbedder(endpoint: EmbeddingsEndpoint): Embedder {
  const { baseUrl, model, dimensions } = endpoint;
  let client: Promise<EmbeddingsClient> | null = null;
  return {
    id: `${model}/${dimensions ?? 'own'}`,
    async embed(text) {
      client ??= connect(endpoint);
      const what = `the embeddings endpoint at ${describeAddress(baseUrl)}`;
      let answer: unknown;
      try {
        answer = await (await client).embeddings.create({
          ...{ model, input: text, encoding_format: 'float' },
          ...(dimensions === null ? {} : { dimensions }),
        });
      } catch (error) {
        throw new MemoryStoreError(what, describeFailure(error, [endpoint.apiKey]), advice);
      }
      const vector = readVector(answer);
      if (typeof vector === 'string') throw new MemoryStoreError(what, `answered with ${vector}`, advice);
      if (dimensions !== null && vector.length !== dimensions) {
        const problem = `brought a vector of ${vector.length} numbers, asked for were ${dimensions}`;
        throw new MemoryStoreError(what, problem, 'Correct memory.embeddings.dimensions, or set it to null.');
      }
      return toUnitLength(vector);
    },
  };
}

const advice =
  'Check memory.embeddings (base_url, model) and OPENAI_API_KEY, or set memory.embeddings.model to null: hashed n-grams need no endpoint.';

type EmbeddingsClient = {
  readonly embeddings: {
    create(body: {
      readonly model: string;
      readonly input: string;
      readonly encoding_format: 'float';
      readonly dimensions?: number;
    }): Promise<unknown>;
  };
};

/** Loaded when it is needed: a run offline does not pay for it. */
async function connect({ baseUrl, apiKey }: EmbeddingsEndpoint): Promise<EmbeddingsClient> {
  const { OpenAI } = await import('openai');
  // Without a key of its own the client would look for one in the environment.
  return new OpenAI({ baseURL: baseUrl, apiKey: apiKey ?? 'none', maxRetries: 2, timeout: 60_000 });
}

/** The address without what may be secret in it. */
export function describeAddress(address: string): string {
  if (!URL.canParse(address)) return 'an address that is none';
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}

/** The numbers, or what the answer is instead. */
function readVector(answer: unknown): number[] | string {
  const data = (answer as { readonly data?: unknown } | null)?.data;
  const vector = (Array.isArray(data) ? (data[0] as { readonly embedding?: unknown }) : null)?.embedding;
  if (!Array.isArray(vector) || vector.length === 0) return 'no vector';
  if (!vector.every((each) => typeof each === 'number' && Number.isFinite(each)))
    return 'a vector that holds more than numbers';
  if (vector.every((each) => each === 0)) return 'a vector of zeros';
  return vector;
}
