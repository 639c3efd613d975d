import { ModelCallError } from '../errors/model-call-error.js';
import { ModelRunError } from '../errors/model-run-error.js';
import type { LanguageModelRequest, LanguageModelResponse } from '../types/language-model.js';
import { openDeadline } from './deadline.js';
import type { Delivery, ModelTransport, ProviderName, TransportOptions } from './model-transport.js';
import { createRedactor } from './redact.js';
import { toCallError } from './to-call-error.js';

export type Exchange = (
  request: LanguageModelRequest,
  wire: {
    readonly headers: { readonly [name: string]: string };
    readonly signal: AbortSignal;
    readonly timeoutMs: number;
  },
) => Promise<LanguageModelResponse>;

/** What all adapters have in common around one exchange: names of the call in headers, deadline, typed errors. */
export function createTransport(
  provider: ProviderName,
  options: TransportOptions,
  exchange: Exchange,
): ModelTransport {
  const { model, environment, timeoutMs = 600_000, retryAfterCapMs = 120_000, now = Date.now } = options;
  const redactor = createRedactor(environment);
  async function send(request: LanguageModelRequest, { attempt, signal }: Delivery) {
    signal.throwIfAborted();
    // Fakes and proxies tell calls apart by these, never by arrival.
    const headers = {
      'x-datagen-call': encodeURI(request.logicalId.toWellFormed()),
      'x-datagen-attempt': `${attempt}`,
    };
    try {
      return await exchange(request, { headers, signal, timeoutMs });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof ModelRunError) throw error;
      throw toCallError(error, { redactor, now: now(), retryAfterCapMs });
    }
  }
  return {
    id: model,
    provider,
    send,
    async generate(request, signal) {
      const deadline = openDeadline(timeoutMs, signal);
      try {
        return await send(request, { attempt: 1, signal: deadline.signal });
      } catch (error) {
        if (deadline.timedOut())
          throw new ModelCallError('timeout', `no whole answer within ${timeoutMs / 1000} s`);
        throw error;
      } finally {
        deadline.close();
      }
    },
  };
}
