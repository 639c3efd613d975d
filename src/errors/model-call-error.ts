import { DatagenError } from './datagen-error.js';

const modelCallErrorKinds = [
  /** 429. */
  'rate_limit',
  /** 529, 503: the provider has too much to do. */
  'overloaded',
  /** Any other 5xx. */
  'server',
  /** No connection, or one that broke. */
  'network',
  /** No whole answer in time. */
  'timeout',
  /** An answer that is none: no JSON, no message, a model that was not asked. */
  'bad_response',
  /** 400, 404, 413, 422: the same request cannot succeed. */
  'invalid_request',
  /** 401, 403. */
  'authentication',
] as const;
export type ModelCallErrorKind = (typeof modelCallErrorKinds)[number];

/** A call to a language model brought no usable response. The message holds no key and no header. */
export class ModelCallError extends DatagenError {
  constructor(
    readonly kind: ModelCallErrorKind,
    /** What happened, for people. */
    readonly detail: string,
    /** Milliseconds that the provider asks to wait. */
    readonly retryAfterMs: number | null = null,
    options?: { readonly cause?: unknown },
  ) {
    super(`The call to the language model failed (${kind.replace('_', ' ')}): ${detail}`, options);
  }

  /** Whether the same request may succeed later. */
  get isTransient(): boolean {
    return this.kind !== 'invalid_request' && this.kind !== 'authentication';
  }
}
