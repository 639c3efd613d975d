import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';

/** A server over streamable HTTP. What it answers, in all, is bounded; more ends the session. */
export function createHttpTransport(url: URL, maximumBytes: number, signal: AbortSignal): Transport {
  let bytes = 0;
  const bounded = (): TransformStream<Uint8Array, Uint8Array> =>
    new TransformStream({
      transform(chunk, controller) {
        bytes += chunk.length;
        if (bytes > maximumBytes) controller.error(new Error('It sent too much.'));
        else controller.enqueue(chunk);
      },
    });
  const boundedFetch = async (input: string | URL, init?: RequestInit): Promise<Response> => {
    const given = init?.signal;
    const response = await fetch(input, {
      ...init,
      signal: given === undefined || given === null ? signal : AbortSignal.any([signal, given]),
    });
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(bounded()), { status, statusText, headers });
  };
  return new StreamableHTTPClientTransport(url, {
    fetch: boundedFetch,
    reconnectionOptions: {
      maxRetries: 0,
      initialReconnectionDelay: 1_000,
      maxReconnectionDelay: 1_000,
      reconnectionDelayGrowFactor: 1,
    },
  }) as Transport;
}
