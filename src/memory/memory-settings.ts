export const memoryBackends = ['keyword', 'vector', 'qdrant', 'mem0'] as const;
export type MemoryBackend = (typeof memoryBackends)[number];

/** `config/memory.yaml`. */
export type MemorySettings = {
  /** Null: keyword offline, vector where models play. */
  readonly backend: MemoryBackend | null;
  /** Of vectors of hashed n-grams. */
  readonly dimensions: number;
  readonly embeddings: {
    /** Null: `OPENAI_BASE_URL`, else OpenAI's own. */
    readonly baseUrl: string | null;
    /** Null: hashed n-grams, no endpoint. */
    readonly model: string | null;
    /** Asked of the endpoint; null leaves it to the model. */
    readonly dimensions: number | null;
  };
  readonly qdrant: { readonly url: string; readonly prefix: string; readonly timeoutMs: number };
  readonly mem0: { readonly host: string; readonly timeoutMs: number };
};
