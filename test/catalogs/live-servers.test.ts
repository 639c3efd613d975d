import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { afterEach, describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/concepts/load-knowledge.js';
import { configDirectory } from '../../src/config/package-paths.js';
import { interpretCatalog } from '../../src/interpretation/interpret-catalog.js';
import { toServers } from '../../src/mcp-client/mcp-server.js';
import { readServers } from '../../src/mcp-client/read-servers.js';
// @ts-expect-error: plain JavaScript, which is also a program of its own
import { createServer } from './mcp-servers.mjs';

const program = join(import.meta.dirname, 'mcp-servers.mjs');
const command = (kind: string): string => `'${process.execPath}' "${program}" ${kind}`;
const ask = (kinds: readonly string[], limits = {}) =>
  readServers(toServers(kinds.map(command), []), { timeoutMs: 20_000, ...limits });

function toolsOf({ files }: Awaited<ReturnType<typeof readServers>>): (string | undefined)[] {
  return files.flatMap(({ content }) => {
    const { tools } = JSON.parse(Buffer.from(content ?? []).toString()) as { tools: { name?: string }[] };
    return tools.map((tool) => tool?.name);
  });
}

describe('MCP servers over stdio', () => {
  it('give all their pages', async () => {
    const reading = await ask(['good']);
    expect(reading.refusals).toEqual([]);
    expect(toolsOf(reading)).toEqual(['get_pond', 'get_fence', 'get_gate']);
    expect(reading.files.map(({ relativePath }) => relativePath)).toEqual(['garden_good.json']);
  });

  it('make the registry that a saved list makes', async () => {
    const { files } = await ask(['good']);
    const knowledge = loadKnowledge(configDirectory);
    const live = await interpretCatalog({ paths: [], others: files }, knowledge);
    const saved = join(mkdtempSync(join(tmpdir(), 'datagen-mcp-')), 'garden_good.json');
    writeFileSync(saved, files[0]?.content ?? '');
    const fromFile = await interpretCatalog(saved, knowledge);
    expect(live.registry).toEqual(fromFile.registry);
    expect(live.hash).toBe(fromFile.hash);
    expect(live.registry.endpoints.map(({ functionName }) => functionName)).toEqual([
      'get_fence',
      'get_gate',
      'get_pond',
    ]);
  });

  it('cost the others nothing when one of them fails, hangs, floods or talks garbage', async () => {
    const kinds = ['good', 'hang', 'die', 'flood', 'flood-errors', 'garbage', 'listless'];
    const started = Date.now();
    const reading = await ask(kinds, { timeoutMs: 4_000, bytes: 4 << 20 });
    expect(Date.now() - started).toBeLessThan(15_000);
    expect(reading.files.map(({ path }) => path.split(' ').at(-1))).toEqual([
      'good',
      'flood-errors',
      'garbage',
    ]);
    const told = reading.refusals.map(({ source, detail }) => `${source.split(' ').at(-1)}: ${detail}`);
    expect(told).toEqual([
      'hang: It gave no whole list within 4 s.',
      expect.stringMatching(/^die: It ended, .*; it says: no garden here\.$/),
      expect.stringMatching(/^flood: It ended, or sent more than it may/),
      'listless: Its answer to tools/list holds no list of tools.',
    ]);
  }, 40_000);

  it('are not followed in circles, nor without an end', async () => {
    const loop = await ask(['loop']);
    expect(toolsOf(loop)).toEqual(['get_pond', 'get_pond']);
    expect(loop.refusals[0]?.detail).toContain('leads back');
    const endless = await ask(['endless'], { pages: 5 });
    expect(toolsOf(endless)).toHaveLength(5);
    expect(endless.refusals[0]?.detail).toContain('more than 5 pages');
    expect((await ask(['endless'], { tools: 3 })).refusals[0]?.detail).toContain('more than 3 tools');
  });

  it('lose of their tools only those about which they lie', async () => {
    const { files } = await ask(['liar']);
    const { registry, refusals } = await interpretCatalog(
      { paths: [], others: files },
      loadKnowledge(configDirectory),
    );
    expect(registry.endpoints.map(({ functionName }) => functionName).sort()).toEqual([
      'get_pond',
      'no_schema_at_all',
      'number_type',
      'text_schema',
    ]);
    expect(refusals.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['no_usable_name', 'not_an_object']),
    );
  });

  it('learn nothing of the environment but what is harmless and what the command gives them', async () => {
    process.env.DATAGEN_TEST_SECRET = 'secret';
    try {
      const reading = await readServers(toServers([`GARDEN_KEY=rose ${command('environment')}`], []));
      const text = Buffer.from(reading.files[0]?.content ?? []).toString();
      expect(text).toContain('GARDEN_KEY');
      expect(text).not.toContain('DATAGEN_TEST_SECRET');
    } finally {
      delete process.env.DATAGEN_TEST_SECRET;
    }
  });

  it('are told when there is no such program', async () => {
    const reading = await readServers(toServers(['no-such-program-at-all --key secret'], []));
    expect(reading.refusals).toMatchObject([
      { source: 'no-such-program-at-all …', detail: 'There is no such program.' },
    ]);
  });

  it('end with the session, and what they started with them', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'datagen-mcp-')), 'pid');
    const inner = `require('fs').writeFileSync('${file}',String(process.pid));setInterval(()=>{},1000)`;
    const outer = `require('child_process').spawn(process.execPath,['-e',${JSON.stringify(inner)}],{stdio:'ignore'});setInterval(()=>{},1000)`;
    const line = `'${process.execPath}' -e '${outer.replaceAll("'", `'\\''`)}'`;
    await readServers(toServers([line], []), { timeoutMs: 2_000 });
    const pid = Number(readFileSync(file, 'utf8'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(isRunning(pid)).toBe(false);
  });
});

/** A process that has ended but that nobody asked about is still in the list. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

describe('MCP servers over HTTP', () => {
  const open: HttpServer[] = [];
  afterEach(() => {
    for (const server of open.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  const listen = async (handle: Parameters<typeof createHttpServer>[1]): Promise<string> => {
    const server = createHttpServer(handle as never);
    open.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  };
  const serve = (kind: string): Promise<string> =>
    listen((async (request: never, response: never) => {
      const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined } as never);
      await createServer(kind).connect(transport);
      await transport.handleRequest(request, response);
    }) as never);

  it('give all their pages, and cost each other nothing', async () => {
    const hanging = await listen(() => {});
    const broken = await listen((_, response) => response.writeHead(500).end('<h1>no</h1>'));
    const flooding = await listen((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        if (!response.destroyed) response.write('['.repeat(100_000), () => setImmediate(more));
      };
      more();
    });
    const closed = 'http://127.0.0.1:1/mcp?key=secret';
    const urls = [await serve('good'), await serve('loop'), hanging, broken, flooding, closed];
    const reading = await readServers(toServers([], urls), { timeoutMs: 4_000, bytes: 4 << 20 });
    expect(toolsOf(reading).slice(0, 3)).toEqual(['get_pond', 'get_fence', 'get_gate']);
    expect(reading.files).toHaveLength(2);
    expect(reading.refusals.map(({ source }) => source)).toEqual([
      ...urls.slice(1, 5),
      'http://127.0.0.1:1/mcp',
    ]);
    expect(reading.refusals.map(({ detail }) => detail).join('\n')).toMatch(
      /within 4 s[\s\S]*500[\s\S]*too much/,
    );
    expect(JSON.stringify(reading.refusals)).not.toContain('secret');
  }, 30_000);
});

describe('commands and addresses of servers', () => {
  it('are split without a shell', () => {
    const words = (line: string): unknown => {
      const [server] = toServers([line], []);
      return server?.by === 'stdio' ? [server.program, ...server.parameters] : null;
    };
    expect(words(`  npx -y "a b"'c'  d\\ e "" '$HOME;ls' "\\"x\\y" `)).toEqual([
      'npx',
      '-y',
      'a bc',
      'd e',
      '',
      '$HOME;ls',
      '"x\\y',
    ]);
    for (const line of ['', '   ', 'A=1', `npx "open`, `npx 'open`, 'a\0b'])
      expect(() => words(line)).toThrow(/--mcp/);
  });

  it('show nothing that could be a secret', () => {
    const shown = (line: string): string | undefined => toServers([line], [])[0]?.shown;
    expect(shown('KEY=abc npx -y @scope/server --token abc')).toBe('npx -y @scope/server …');
    expect(shown('server key=abc')).toBe('server …');
    expect(shown('/opt/bin/node /home/me/server.mjs')).toBe('node server.mjs');
    expect(toServers([], ['https://user:pw@host/mcp?key=abc'])[0]?.shown).toBe('https://host/mcp');
    for (const url of ['file:///etc/hosts', 'ftp://a', 'nothing'])
      expect(() => toServers([], [url])).toThrow(/HTTP/);
  });
});
