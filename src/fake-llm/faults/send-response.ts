import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { RawResponse } from '../fake-reply.js';
import type { WireFormat } from '../fake-request.js';
import { keyedChance } from '../keyed-chance.js';
import { errorBody } from '../wire/error-body.js';
import type { TransportFault } from './fault-kinds.js';

export type Delivery = {
  readonly good: RawResponse;
  readonly fault: TransportFault | null;
  readonly format: WireFormat;
  /** Decides how long a `retry-after` is. */
  readonly key: readonly (string | number)[];
  /** Milliseconds that the second half of a slow body takes to come. */
  readonly slowBodyMs: number;
};

/** Sends a response, or what a fault of the way makes of it. Resolves when all is written or the connection is gone. */
export async function sendResponse(response: ServerResponse, delivery: Delivery): Promise<void> {
  const { good, fault, format, key } = delivery;
  const { body } = good;
  if (fault === 'reset') return reset(response);
  if (fault === 'html') return send(response, { ...good, headers: html, body: apology });
  if (fault === 'truncated_json') return send(response, { ...good, body: body.slice(0, half(body)) });
  if (fault === 'rate_limit') {
    const waitMs = 50 + Math.floor(keyedChance('retry-after', ...key) * 950);
    const headers = { 'retry-after-ms': String(waitMs), 'retry-after': String(waitMs / 1000) };
    return send(response, { ...failure(format, 429, 'rate_limit_error', 'Rate limit exceeded.'), headers });
  }
  if (fault === 'overloaded') return send(response, failure(format, 529, 'overloaded_error', 'Overloaded'));
  if (fault === 'server_error')
    return send(response, failure(format, 500, 'api_error', 'Internal server error'));
  if (fault === 'slow_body' || fault === 'cut_body') return sendHalves(response, delivery);
  return send(response, good);
}

/** An error in the shape of its provider. */
export function failure(format: WireFormat, status: number, type: string, message: string): RawResponse {
  return { status, body: JSON.stringify(errorBody(format, type, message)) };
}

function send(response: ServerResponse, { status, headers, body }: RawResponse): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { ...json, 'content-length': Buffer.byteLength(body), ...headers });
  response.end(body);
}

const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html' };
const apology = '<html><body><h1>502 Bad Gateway</h1></body></html>';

function reset(response: ServerResponse): void {
  const { socket } = response as { socket: Socket | null };
  socket?.resetAndDestroy();
}

async function sendHalves(response: ServerResponse, { good, fault, slowBodyMs }: Delivery): Promise<void> {
  const bytes = Buffer.from(good.body);
  const middle = half(bytes);
  response.writeHead(good.status, { ...json, 'content-length': bytes.length });
  response.write(bytes.subarray(0, middle));
  if (fault === 'cut_body') {
    // Long enough for what was written to leave.
    await wait(5);
    response.destroy();
    return;
  }
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await wait(slowBodyMs, undefined, { signal: gone.signal }).catch(() => {});
  if (!response.destroyed) response.end(bytes.subarray(middle));
}

function half({ length }: { readonly length: number }): number {
  return Math.floor(length / 2);
}
