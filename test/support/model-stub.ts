import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LanguageModelRequest } from '../../src/types/language-model.js';

export type StubCall = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: bodies of two wire formats, looked at by tests
  readonly body: any;
  /** From 0, over all calls. */
  readonly index: number;
  readonly logicalId: string;
  readonly attempt: number;
};

/** What the stub answers. */
export type StubReply = {
  readonly status?: number;
  readonly headers?: { readonly [name: string]: string };
  /** Objects are sent as JSON. */
  readonly body?: unknown;
  /** Milliseconds before anything is sent. */
  readonly delayMs?: number;
  /** Milliseconds between the headers and the body. */
  readonly bodyDelayMs?: number;
  /** Breaks the connection: at once, or after so many bytes of the body. */
  readonly cutAfter?: number;
};

export type ModelStub = {
  readonly url: string;
  readonly calls: readonly StubCall[];
  readonly close: () => Promise<void>;
};

/** A provider on loopback that answers what a test says. */
export async function startModelStub(respond: (call: StubCall) => StubReply): Promise<ModelStub> {
  const calls: StubCall[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { headers } = request;
      const call = {
        path: request.url ?? '',
        headers,
        body: JSON.parse(Buffer.concat(chunks).toString('utf8') || 'null'),
        index: calls.length,
        logicalId: decodeURI(String(headers['x-datagen-call'])),
        attempt: Number(headers['x-datagen-attempt']),
      };
      calls.push(call);
      void send(response, respond(call));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function send(response: ServerResponse, reply: StubReply): Promise<void> {
  if (reply.delayMs) await new Promise((resolve) => setTimeout(resolve, reply.delayMs));
  if (reply.cutAfter === 0) {
    response.destroy();
    return;
  }
  const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {});
  const length = { 'content-length': `${Buffer.byteLength(text)}` };
  response.writeHead(reply.status ?? 200, {
    'content-type': 'application/json',
    ...length,
    ...reply.headers,
  });
  response.flushHeaders();
  if (reply.bodyDelayMs) await new Promise((resolve) => setTimeout(resolve, reply.bodyDelayMs));
  if (reply.cutAfter === undefined) {
    response.end(text);
    return;
  }
  response.write(text.slice(0, reply.cutAfter), () => response.destroy());
}

/** A message of the Messages API. */
export function anthropicMessage(changes: { readonly [key: string]: unknown } = {}) {
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-haiku-4-5-20251001',
    content: [{ type: 'text', text: 'Hello' }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 10, output_tokens: 5 },
    ...changes,
  };
}

/** A chat completion; `message` and `choice` change its only choice. */
export function openAiCompletion(
  message: { readonly [key: string]: unknown } = {},
  choice: { readonly [key: string]: unknown } = {},
  changes: { readonly [key: string]: unknown } = {},
) {
  return {
    id: 'cmpl-1',
    object: 'chat.completion',
    created: 0,
    model: 'local-model',
    choices: [
      {
        index: 0,
        finish_reason: 'stop',
        message: { role: 'assistant', content: 'Hello', ...message },
        ...choice,
      },
    ],
    usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
    ...changes,
  };
}

/** A request of one user message. */
export function makeModelRequest(changes: Partial<LanguageModelRequest> = {}): LanguageModelRequest {
  return {
    logicalId: 'conv_1_0001/judge/0/0.0',
    role: 'judge',
    system: 'You judge.',
    messages: [{ role: 'user', content: 'What about this?' }],
    tools: [],
    toolChoice: 'auto',
    maxTokens: 500,
    reasoning: false,
    ...changes,
  };
}
