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
    const answer = answerTo(error);
    if (answer !== null) output.write(`${JSON.stringify(answer)}\n`);
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

/** What has no id that could be answered to: a line that is no JSON, and JSON that is no message. */
function answerTo(error: Error): object | null {
  if (error instanceof SyntaxError) return refusal(-32700, 'Parse error: that is no JSON.');
  return error.name === 'ZodError' ? refusal(-32600, 'Invalid request: that is no JSON-RPC message.') : null;
}

function refusal(code: number, message: string): object {
  return { jsonrpc: '2.0', id: null, error: { code, message } };
}
