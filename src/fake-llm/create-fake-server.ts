import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { JsonObject } from '../types/json.js';
import { answerEmbeddings } from './answer-embeddings.js';
import { type Batches, createBatches } from './create-batches.js';
import { createResponder, type Responder } from './create-responder.js';
import type { RawResponse } from './fake-reply.js';
import type { WireFormat } from './fake-request.js';
import { drawFault } from './faults/draw-fault.js';
import { type FaultKind, isModelFault, type TransportFault } from './faults/fault-kinds.js';
import { failure, sendResponse } from './faults/send-response.js';
import { keyedHash } from './keyed-chance.js';
import type { LoggedRequest } from './request-log.js';
import { type CompleteServerOptions, completeOptions, type FakeServerOptions } from './server-options.js';
import { promptTokens } from './usage/count-tokens.js';
import { BadRequest } from './wire/bad-request.js';
import { type CallKey, readAnthropic } from './wire/read-anthropic.js';
import { readBody } from './wire/read-body.js';
import { readOpenai } from './wire/read-openai.js';

export type FakeServer = {
  /** `http://127.0.0.1:<port>`: base URL of the Anthropic SDK; with `/v1` behind it, of OpenAI's. */
  readonly url: string;
  /** Everything that came in, in the order in which it was answered. */
  requests(): readonly LoggedRequest[];
  /** Requests by call id. */
  counts(): ReadonlyMap<string, number>;
  /** Most requests that were open at once. */
  peakInFlight(): number;
  /** Stops at once, open connections included. */
  close(): Promise<void>;
};

/**
 * Starts a server on 127.0.0.1 that speaks the wire formats of Anthropic and OpenAI and needs no model: replies follow rules,
 * faults and replies are keyed by the call's logical id and attempt. Throws `RangeError` for options out of range; rejects
 * when the port is taken.
 *
 * @example
 * const server = await createFakeServer({ faultRate: 0.2, latencyMs: 20 });
 * const client = new Anthropic({ baseURL: server.url, apiKey: 'none', maxRetries: 0 });
 */
export async function createFakeServer(options: FakeServerOptions = {}): Promise<FakeServer> {
  const complete = completeOptions(options);
  const log: LoggedRequest[] = [];
  const counts = new Map<string, number>();
  let url = '';
  const respond = createResponder(complete);
  const batches = createBatches(respond, complete, () => url);
  let inFlight = 0;
  let peak = 0;
  const server = createServer((request, response) => {
    inFlight += 1;
    peak = Math.max(peak, inFlight);
    const isTooMany = inFlight > complete.maximumInFlight;
    handle(request, response, { options: complete, respond, batches, isTooMany })
      .then((logged) => {
        log.push(logged);
        counts.set(logged.callId, (counts.get(logged.callId) ?? 0) + 1);
      })
      .catch(() => response.destroy())
      .finally(() => {
        inFlight -= 1;
      });
  });
  server.requestTimeout = 60_000;
  // A connection that is closed just when a request enters it looks like a fault that nobody asked for.
  server.keepAliveTimeout = 0;
  await listen(server, complete.port);
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests: () => log,
    counts: () => counts,
    peakInFlight: () => peak,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

type Desk = {
  readonly options: CompleteServerOptions;
  readonly respond: Responder;
  readonly batches: Batches;
  readonly isTooMany: boolean;
};

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  desk: Desk,
): Promise<LoggedRequest> {
  const { options } = desk;
  const arrivedAt = performance.now();
  const method = request.method ?? 'GET';
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const format: WireFormat = path.startsWith('/v1/messages') ? 'anthropic' : 'openai';
  const text = await readText(request, options.maximumBodyBytes);
  const { key, isNamed } = readKey(request, method === 'GET' ? path : (text ?? ''));
  let answer: Answer;
  try {
    if (text === null) throw new BadRequest('Request exceeds the maximum size', 413, 'request_too_large');
    needKey(request);
    const isDrawn = method === 'POST' || isNamed;
    answer = answerRequest({ method, path, format, text, key, isDrawn }, desk);
  } catch (error) {
    answer = { ...nothing, good: failureOf(error, format) };
  }
  const fault = desk.isTooMany ? 'rate_limit' : answer.transportFault;
  // What the work took is part of the latency.
  const waitMs = desk.isTooMany ? 0 : options.latencyMs - (performance.now() - arrivedAt);
  if (waitMs > 0) await wait(waitMs);
  const status = statusOf(answer.good, fault);
  await sendResponse(response, {
    ...{ good: answer.good, fault, format },
    ...{ key: [options.seed, key.callId, key.attempt], slowBodyMs: options.slowBodyMs },
  });
  return {
    ...{
      method,
      path,
      ...key,
      model: answer.model,
      fault: desk.isTooMany ? 'rate_limit' : answer.fault,
      status,
    },
    ...(options.keepBodies && text !== null ? { body: text } : {}),
  };
}

type Answer = {
  readonly good: RawResponse;
  readonly transportFault: TransportFault | null;
  readonly fault: FaultKind | null;
  readonly model: string | null;
};

const nothing = { transportFault: null, fault: null, model: null } as const;

type ReadRequest = {
  readonly method: string;
  readonly path: string;
  readonly format: WireFormat;
  readonly text: string;
  readonly key: CallKey;
  /** Whether a fault may be drawn: a plain look, repeated under one key, would meet the same fault for ever. */
  readonly isDrawn: boolean;
};

function answerRequest(request: ReadRequest, desk: Desk): Answer {
  const { method, path, text, key } = request;
  if (method === 'POST' && (path === '/v1/messages' || path === '/v1/chat/completions')) {
    const body = readBody(text);
    const read = path === '/v1/messages' ? readAnthropic(body, key) : readOpenai(body, key);
    return { ...desk.respond(read, body), model: read.model };
  }
  const answered = answerOther(request, desk);
  const drawn = request.isDrawn ? drawFault(desk.options, key.callId, key.attempt) : null;
  // Nothing but a model can say something wrong.
  const fault = drawn === null || isModelFault(drawn) || drawn === 'wrong_model' ? null : drawn;
  return { good: answered, transportFault: fault, fault, model: null };
}

function answerOther({ method, path, text }: ReadRequest, { batches }: Desk): RawResponse {
  const route = `${method} ${path}`;
  if (route === 'POST /v1/messages/count_tokens') return ok({ input_tokens: promptTokens(readBody(text)) });
  if (route === 'POST /v1/embeddings') return ok(answerEmbeddings(readBody(text)));
  if (route === 'GET /v1/models') return ok({ object: 'list', data: models, has_more: false });
  if (route === 'POST /v1/messages/batches') return ok(batches.create(readBody(text)));
  if (route === 'GET /v1/messages/batches') return ok(batches.list());
  const [, id, rest = ''] = /^\/v1\/messages\/batches\/([A-Za-z0-9_-]{1,64})(\/[a-z]+)?$/.exec(path) ?? [];
  if (id !== undefined && method === 'GET' && rest === '') return ok(batches.retrieve(id));
  if (id !== undefined && method === 'POST' && rest === '/cancel') return ok(batches.cancel(id));
  if (id !== undefined && method === 'GET' && rest === '/results') {
    return { status: 200, headers: { 'content-type': 'application/x-jsonl' }, body: batches.results(id) };
  }
  throw new BadRequest('Not found', 404, 'not_found_error');
}

const models = ['fake-small', 'fake-large'].map((id) => ({
  ...{ id, object: 'model', created: 1_700_000_000, owned_by: 'datagen' },
  ...{ type: 'model', display_name: id, created_at: '2023-11-14T22:13:20Z' },
}));

function ok(body: JsonObject): RawResponse {
  return { status: 200, body: JSON.stringify(body) };
}

/** Null for a body that is too large: it is read to its end but not kept, so that the answer can be heard. */
async function readText(request: IncomingMessage, maximumBytes: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maximumBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return bytes > maximumBytes ? null : Buffer.concat(chunks).toString('utf8');
}

/** Which call this is and which try of it; `isNamed` where the client says so itself. */
function readKey({ headers }: IncomingMessage, content: string): { key: CallKey; isNamed: boolean } {
  const named = headers['x-datagen-call'];
  const attempt = Number(headers['x-datagen-attempt'] ?? headers['x-stainless-retry-count'] ?? 0);
  const isNamed = typeof named === 'string' && named !== '';
  const callId = isNamed ? named : keyedHash(content);
  return { key: { callId, attempt: Number.isSafeInteger(attempt) ? attempt : 0 }, isNamed };
}

/** Any key will do; it is looked at nowhere else. */
function needKey({ headers }: IncomingMessage): void {
  if (headers['x-api-key'] === undefined && headers.authorization === undefined)
    throw new BadRequest('x-api-key or authorization header is required', 401, 'authentication_error');
}

function failureOf(error: unknown, format: WireFormat): RawResponse {
  if (error instanceof BadRequest) return failure(format, error.status, error.type, error.message);
  return failure(format, 500, 'api_error', 'The fake server failed to answer this request.');
}

function statusOf(good: RawResponse, fault: TransportFault | null): number {
  if (fault === 'reset') return 0;
  if (fault === 'rate_limit') return 429;
  if (fault === 'overloaded') return 529;
  return fault === 'server_error' ? 500 : good.status;
}
