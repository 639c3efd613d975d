import type { LanguageModel, LanguageModelRequest, LanguageModelResponse } from '../types/language-model.js';

/** Which wire format an id is spoken to in. */
export type ProviderName = 'anthropic' | 'openai';

/** A model behind a provider's wire. `generate` is one try with the transport's own deadline; the runtime sends for itself. */
export interface ModelTransport extends LanguageModel {
  readonly provider: ProviderName;
  /** One request, one response: no retry, no deadline but the signal. Throws `ModelCallError`, or the signal's reason. */
  send(request: LanguageModelRequest, delivery: Delivery): Promise<LanguageModelResponse>;
}

/** How one try of a call is sent; never part of what is asked. */
export type Delivery = {
  /** Which try of the call this is, from 1. */
  readonly attempt: number;
  /** Ends the try, its body included. */
  readonly signal: AbortSignal;
};

export type TransportOptions = {
  readonly model: string;
  /** Keys and addresses, under the names that the SDKs use. The process environment is not read. */
  readonly environment: { readonly [name: string]: string | undefined };
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Longest time that `generate` waits for a whole answer, milliseconds; 600,000 unless given. */
  readonly timeoutMs?: number;
  /** Most that a provider may ask to wait, milliseconds; 120,000 unless given. */
  readonly retryAfterCapMs?: number;
  /** Tokens that a model of Anthropic's may reason for, of `maxTokens`; null leaves it to the model. 2,048 unless given. */
  readonly reasoningTokens?: number | null;
  /** Milliseconds since 1970, for dates in `retry-after`. */
  readonly now?: () => number;
};
