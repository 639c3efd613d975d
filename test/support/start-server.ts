import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ReceivedRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Null where there is none, or no JSON. */
  readonly body: unknown;
};

export type LoopbackServer = {
  readonly url: string;
  readonly requests: ReceivedRequest[];
  stop(): Promise<void>;
};

/** Status and body of an answer; `reset` closes the connection instead. A text is sent as it is, everything else as JSON. */
export type Answer = { readonly status: number; readonly body: unknown } | 'reset';

/** Starts a server on a free port of this machine that answers as `answer` says. */
export async function startServer(
  answer: (request: ReceivedRequest) => Answer | Promise<Answer>,
): Promise<LoopbackServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const received = {
      ...{ method: request.method ?? '', path: pathname, query: searchParams },
      ...{ headers: request.headers, body: await readBody(request) },
    };
    requests.push(received);
    send(response, await answer(received));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    return null;
  }
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer === 'reset') {
    response.socket?.destroy();
    return;
  }
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  const kind = typeof answer.body === 'string' ? 'application/x-jsonl' : 'application/json';
  response.writeHead(answer.status, { 'content-type': kind }).end(text);
}
