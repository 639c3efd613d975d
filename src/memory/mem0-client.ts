/** What we need of mem0's client, as `MemoryClient` of the package `mem0ai` has it. */
export interface Mem0Client {
  add(
    messages: { readonly role: 'user'; readonly content: string }[],
    options: {
      readonly userId: string;
      /** False: the text is kept as it is, no model reads it. */
      readonly infer: false;
      readonly metadata: { readonly datagen_id: number };
    },
  ): Promise<unknown>;
  /** Resolves to `{ results: { score, metadata }[] }`. */
  search(
    query: string,
    options: {
      readonly filters: { readonly user_id: string };
      readonly topK: number;
      readonly threshold: number;
      readonly rerank: false;
    },
  ): Promise<unknown>;
  /** Resolves to `{ count, results }`. */
  getAll(options: {
    readonly filters: { readonly user_id: string };
    readonly page: number;
    readonly pageSize: number;
  }): Promise<unknown>;
  deleteAll(options: { readonly userId: string }): Promise<unknown>;
}
