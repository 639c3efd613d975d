import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

/** Talks to one client over two streams until the client closes the first, sends too much at once, or `signal` is aborted. */
export async function serveStdio(
  server: Server,
  streams: { readonly input: Readable; readonly output: Writable },
  signal: AbortSignal,
): Promise<void> {
  const { input, output } = streams;
  const transport = new StdioServerTransport(input, output);
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
  });
  const { onerror } = server;
  server.onerror = (error) => {
    onerror?.(error);
    // What is no JSON has no id to be answered to.
    if (error instanceof SyntaxError) output.write(`${JSON.stringify(parseError)}\n`);
  };
  const ended = Promise.race([
    ...['end', 'close', 'error'].map(
      (name) => new Promise<void>((resolve) => input.once(name, () => resolve())),
    ),
    ...(signal.aborted ? [Promise.resolve()] : [once(signal, 'abort')]),
  ]);
  await server.connect(transport);
  await Promise.race([closed, ended]);
  // What was asked just before the end and needs no time is answered still.
  await setImmediate();
  await server.close();
}

const parseError = {
  jsonrpc: '2.0',
  id: null,
  error: { code: -32700, message: 'Parse error: that is no JSON.' },
};
