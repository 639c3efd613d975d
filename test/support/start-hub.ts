import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Hub of one dataset on loopback: takes what the client of Hugging Face sends, strictly enough to notice a wrong upload. */
export type FakeHub = {
  readonly url: string;
  /** Method and path of each request. */
  readonly requests: readonly string[];
  /** Keys that were sent. */
  readonly tokens: ReadonlySet<string>;
  /** Path → content, after each commit. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly created: readonly { readonly [key: string]: unknown }[];
  readonly stop: () => Promise<void>;
};

export type FakeHubOptions = {
  readonly files?: readonly string[];
  /** Answers every commit with this instead. */
  readonly refusal?: { readonly status: number; readonly error: string };
};

export async function startHub({ files: old = [], refusal }: FakeHubOptions = {}): Promise<FakeHub> {
  const files = new Map<string, Buffer>(old.map((path) => [path, Buffer.from('old')]));
  const blobs = new Map<string, Buffer>();
  const requests: string[] = [];
  const created: { [key: string]: unknown }[] = [];
  const tokens = new Set<string>();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    requests.push(`${request.method} ${pathname}`);
    const token = request.headers.authorization;
    if (token !== undefined) tokens.add(token.replace('Bearer ', ''));
    const send = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    const text = () => body.toString('utf8');
    if (pathname === '/api/repos/create') {
      created.push(JSON.parse(text()));
      send(
        old.length > 0 ? 409 : 200,
        old.length > 0 ? { error: 'You already created this dataset repo' } : { url: 'x', id: 'x' },
      );
    } else if (pathname.includes('/tree/')) {
      send(
        200,
        [...files].map(([path, content]) => ({ type: 'file', path, size: content.length, oid: 'x' })),
      );
    } else if (pathname.includes('/preupload/')) {
      const { files: asked } = JSON.parse(text()) as { files: { path: string }[] };
      send(200, {
        files: asked.map(({ path }) => ({ path, uploadMode: path.endsWith('.parquet') ? 'lfs' : 'regular' })),
      });
    } else if (pathname.endsWith('/objects/batch')) {
      const { objects } = JSON.parse(text()) as { objects: { oid: string; size: number }[] };
      const href = (oid: string): string => `http://${request.headers.host}/blob/${oid}`;
      send(200, {
        transfer: 'basic',
        objects: objects.map((each) => ({ ...each, actions: { upload: { href: href(each.oid) } } })),
      });
    } else if (pathname.startsWith('/blob/')) {
      blobs.set(pathname.slice('/blob/'.length), body);
      send(200, {});
    } else if (refusal !== undefined) send(refusal.status, { error: refusal.error });
    else {
      for (const line of text().split('\n')) apply(JSON.parse(line));
      send(200, { commitOid: 'abc', commitUrl: 'http://hub/commit/abc' });
    }
  });

  function apply({
    key,
    value,
  }: {
    key: string;
    value: { path: string; oid: string; content: string };
  }): void {
    if (key === 'lfsFile') files.set(value.path, blobs.get(value.oid) ?? Buffer.from('missing'));
    if (key === 'file') files.set(value.path, Buffer.from(value.content, 'base64'));
    if (key === 'deletedFile') files.delete(value.path);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}`, requests, tokens, files, created },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
