import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopback, listenLocally } from '../loopback/loopback.js';

export type Answer = { readonly status?: number; readonly type: string; readonly body: Buffer };

/** What is answered to a path; null where there is nothing of that name. */
export type Answers = (path: string, query: URLSearchParams) => Promise<Answer | null>;

export type LocalServer = { readonly url: string; close(): Promise<void> };

/** Answers to this machine alone. Throws `UsageError` where the port is taken. `port`: 0 is any that is free. */
export async function openLocalServer(port: number, answers: Answers): Promise<LocalServer> {
  const server = createServer((request, response) => void answer(request, response, answers));
  await listenLocally(server, port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const headers = {
  'cache-control': 'no-store',
  'content-security-policy': "frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

async function answer(request: IncomingMessage, response: ServerResponse, answers: Answers): Promise<void> {
  const refuse = (status: number, text: string): void => {
    response.writeHead(status, { ...headers, 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
  };
  if (!isLoopback(request)) return refuse(403, 'datagen view answers to this machine alone.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET.');
  try {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const found = await answers(pathname, searchParams);
    if (found === null) return refuse(404, 'There is nothing of that name, or the file has changed.');
    const { status = 200, type, body } = found;
    response.writeHead(status, { ...headers, 'content-type': type, 'content-length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  } catch {
    refuse(500, 'That could not be answered.');
  }
}
