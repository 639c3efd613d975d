/** Batches of a provider. Every method throws `ModelCallError`, or the signal's reason. */
export interface BatchClient {
  create(requests: readonly BatchItem[], signal: AbortSignal): Promise<BatchStatus>;
  /** Null where the provider knows no such batch, or keeps its results no longer. */
  retrieve(id: string, signal: AbortSignal): Promise<BatchStatus | null>;
  /** All that the provider still knows, also those of others with the same key; newest first. */
  list(signal: AbortSignal): AsyncIterable<BatchStatus>;
  /** Of a batch that has ended, in any order. */
  results(id: string, signal: AbortSignal): AsyncIterable<BatchResult>;
}

export type BatchItem = {
  /** Key of the answer in the response cache: 64 hexadecimal digits. */
  readonly custom_id: string;
  /** The request as the provider takes it. */
  readonly params: object;
};

export type BatchStatus = {
  readonly id: string;
  readonly hasEnded: boolean;
  /** As the provider says it, ISO 8601. */
  readonly createdAt: string;
  /** Requests, whatever became of them. */
  readonly total: number;
  /** Requests that are not done. */
  readonly processing: number;
};

/** `message` and `error` are the provider's. */
export type BatchResult = { readonly customId: string } & (
  | { readonly type: 'succeeded'; readonly message: unknown }
  | { readonly type: 'errored'; readonly error: unknown }
  | { readonly type: 'expired' | 'canceled' }
);
