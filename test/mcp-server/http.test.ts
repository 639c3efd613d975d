import { type ChildProcess, spawn } from 'node:child_process';
import { request } from 'node:http';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bareEnvironment, callTool, emptyFolder, main } from './start-client.js';

const folder = emptyFolder();
let child: ChildProcess;
let url = '';

beforeAll(async () => {
  child = spawn(process.execPath, [main, 'mcp', '--port', '0'], { cwd: folder, env: bareEnvironment });
  url = await new Promise((resolve) => {
    let told = '';
    child.stderr?.on('data', (chunk) => {
      told += String(chunk);
      const found = /http:\/\/\S+/.exec(told)?.[0];
      if (found !== undefined) resolve(found);
    });
  });
});
afterAll(async () => {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

async function connect(): Promise<{ client: Client; transport: StreamableHTTPClientTransport }> {
  const transport = new StreamableHTTPClientTransport(new URL(url));
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(transport as Transport);
  return { client, transport };
}

describe('datagen mcp over HTTP', () => {
  it('serves several clients, each with a session of its own', async () => {
    const [one, other] = [await connect(), await connect()];
    expect(one.transport.sessionId).not.toBe(other.transport.sessionId);
    const progress: number[] = [];
    const answers = await Promise.all([
      callTool(
        one.client,
        'generate',
        { n: 2, output: 'one.jsonl' },
        { onprogress: (each) => progress.push(each.progress) },
      ),
      callTool(other.client, 'generate', { n: 3, output: 'other.jsonl' }),
    ]);
    expect(answers.map(({ structured }) => structured.records)).toEqual([2, 3]);
    expect(progress.at(-1)).toBe(2);
    const { structured } = await callTool(other.client, 'validate', { input: 'one.jsonl' });
    expect(structured).toMatchObject({ kept: true, records: 2 });
    await one.transport.terminateSession();
    await one.client.close();
    expect((await callTool(other.client, 'inspect', { input: 'other.jsonl' })).isError).toBe(false);
    await other.client.close();
  });

  it('refuses pages of others, other hosts, other paths and sessions that are over', async () => {
    const { host, port } = new URL(url);
    const accept = 'application/json, text/event-stream';
    const usual = { host, accept, 'content-type': 'application/json' };
    expect(await post({ ...usual })).toBe(200);
    expect(await post({ ...usual, host: `evil.example:${port}` })).toBe(403);
    expect(await post({ ...usual, origin: 'http://evil.example' })).toBe(403);
    expect(await post({ ...usual, origin: `http://${host}` })).toBe(200);
    expect(await post({ ...usual, 'mcp-session-id': 'gone' })).toBe(404);
    expect(await post(usual, '/other')).toBe(404);
    expect(await post(usual, '/mcp', '{broken')).toBe(400);
    expect(await post(usual, '/mcp', '{"jsonrpc":"2.0","id":1,"method":"tools/list"}')).toBe(400);
    expect(await post(usual, '/mcp', `"${'x'.repeat(20_000_000)}"`)).toBe(413);
  });
});

const initialize = JSON.stringify({
  ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
});

/** The status of an answer; `fetch` would not send another host. */
function post(
  headers: { readonly [name: string]: string },
  path = '/mcp',
  body = initialize,
): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ ...{ hostname, port, path, headers }, method: 'POST' }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
      // Streams of events stay open.
      answer.destroy();
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
