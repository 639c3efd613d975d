import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { isLoopback, listenLocally } from '../loopback/loopback.js';

export type HttpServing = { readonly url: string; close(): Promise<void> };

/**
 * Talks to clients of this machine over streamable HTTP, each with a session and a server of its own. Requests that name
 * another host, or come from a page of another origin, are refused. Throws `UsageError` where the port is taken.
 */
export async function serveHttp(port: number, createServer: () => Server): Promise<HttpServing> {
  const sessions = new Map<string, Session>();
  const open = async (): Promise<StreamableHTTPServerTransport> => {
    const server = createServer();
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => {
        sessions.set(id, { server, transport });
        closeOldest(sessions);
      },
    });
    // `onclose` comes with a session that the client ends, too.
    server.onclose = () => void sessions.delete(transport.sessionId ?? '');
    // The SDK's own type does not keep exact optional properties.
    await server.connect(transport as Parameters<Server['connect']>[0]);
    return transport;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname !== path) return refuse(response, 404, `There is nothing here; the server is at ${path}.`);
    const id = request.headers['mcp-session-id'];
    const session = typeof id === 'string' ? sessions.get(id) : undefined;
    if (session === undefined && id !== undefined) return refuse(response, 404, 'That session is over.');
    // The transport refuses what does not begin a session.
    await (session?.transport ?? (await open())).handleRequest(request, response);
  };
  const http = createHttpServer((request, response) => {
    if (!isLoopback(request))
      return refuse(response, 403, 'This server answers to programs of this machine alone.');
    answer(request, response).catch(() => refuse(response, 500, 'That could not be answered.'));
  });
  await listenLocally(http, port);
  const { port: taken } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}${path}`,
    async close() {
      for (const { server } of [...sessions.values()]) await server.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

type Session = { readonly server: Server; readonly transport: StreamableHTTPServerTransport };

const path = '/mcp';
/** Clients that go without ending their session would be kept for ever. */
const mostSessions = 64;

/** Maps keep the order in which sessions began. */
function closeOldest(sessions: Map<string, Session>): void {
  const [oldest] = sessions;
  if (sessions.size <= mostSessions || oldest === undefined) return;
  sessions.delete(oldest[0]);
  void oldest[1].server.close();
}

function refuse(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) return void response.end();
  const body = JSON.stringify({ jsonrpc: '2.0', error: { code: -32000, message }, id: null });
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}
