import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';
import {
  bareEnvironment,
  callTool,
  emptyFolder,
  main,
  type StartedClient,
  startClient,
} from './start-client.js';

const folder = emptyFolder();
let server: StartedClient;

beforeAll(async () => {
  server = await startClient(folder);
  expect((await callTool(server.client, 'build', { artifacts: 'artifacts' })).isError).toBe(false);
});
afterAll(() => server.client.close());

describe('datagen mcp over stdio', () => {
  it('lists its tools with schemas, titles and annotations', async () => {
    const { tools } = await server.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['build', 'generate', 'validate', 'metrics', 'inspect']);
    for (const { name, title, description, inputSchema, outputSchema, annotations } of tools) {
      expect(title).toBeTruthy();
      expect(description?.length).toBeGreaterThan(80);
      expect(outputSchema?.type).toBe('object');
      for (const property of Object.values(inputSchema.properties ?? {}))
        expect(property).toHaveProperty('description');
      const readOnlyHint = !['build', 'generate'].includes(name);
      expect(annotations).toMatchObject({ readOnlyHint, destructiveHint: false, openWorldHint: false });
    }
  });

  it('builds, generates, validates, measures and reads', async () => {
    const { client } = server;
    const built = await callTool(client, 'build', { artifacts: 'artifacts' });
    expect(built.structured.counts.usable_endpoints).toBeGreaterThan(100);

    const progress: number[] = [];
    const made = await callTool(
      client,
      'generate',
      { n: 5, seed: 7, output: 'made/five.jsonl', evaluate: true, difficulty: { calls: 2 } },
      { onprogress: ({ progress: done, total }) => progress.push(done, total ?? 0) },
    );
    expect(made.structured).toMatchObject({
      output: 'made/five.jsonl',
      records: 5,
      complete: true,
      judged: 5,
    });
    expect(progress.slice(-2)).toEqual([5, 5]);
    expect(made.text).toContain('5 of 5 conversations');

    const checked = await callTool(client, 'validate', { input: 'made/five.jsonl' });
    expect(checked.structured).toMatchObject({ kept: true, records: 5, violations: 0 });

    const measured = await callTool(client, 'metrics', { input: 'made/five.jsonl', artifacts: 'artifacts' });
    expect(measured.structured.datasets[0]).toMatchObject({
      input: 'made/five.jsonl',
      records: { total: 5 },
    });
    expect(measured.structured).toHaveProperty('graph_coverage');

    const first = await callTool(client, 'inspect', { input: 'made/five.jsonl', limit: 2 });
    expect(first.structured.conversations.map(({ position }: { position: number }) => position)).toEqual([
      0, 1,
    ]);
    expect(first.structured.next_offset).toBe(2);
    expect(first.text).toContain('user:');
    const last = await callTool(client, 'inspect', { input: 'made/five.jsonl', offset: 4, full: true });
    expect(last.structured.next_offset).toBeNull();
    expect(last.structured.conversations[0].record).toHaveProperty('tools');
    const beyond = await callTool(client, 'inspect', { input: 'made/five.jsonl', offset: 50 });
    expect(beyond.structured).toMatchObject({ conversations: [], next_offset: null });
  });

  it('builds catalogs in formats of others, by their files and patterns', async () => {
    const fixtures = join(packageRoot, 'test', 'fixtures', 'function-catalogs');
    cpSync(fixtures, join(folder, 'functions'), { recursive: true });
    const { client } = server;
    const given = { data: 'functions/mcp-list.json', format: 'mcp', artifacts: 'of-mcp' };
    const one = await callTool(client, 'build', given);
    expect(one.structured).toMatchObject({ artifacts: 'of-mcp', counts: { files: 1 } });
    const data = ['functions/mcp-*.json', 'functions/gemini.json'];
    const two = await callTool(client, 'build', { data, artifacts: 'of-two' });
    expect(two.structured.counts).toMatchObject({ files: 2 });
    const refused = await callTool(client, 'build', { mcp: 'touch here', artifacts: 'of-mcp' });
    expect(refused.text).toContain("takes no argument 'mcp'");
  });

  it('sets two datasets side by side', async () => {
    for (const seed of [1, 2])
      await callTool(server.client, 'generate', { n: 3, seed, output: `compare/${seed}.jsonl` });
    const { structured, text } = await callTool(server.client, 'metrics', {
      ...{ input: 'compare/1.jsonl', compare: 'compare/2.jsonl' },
    });
    expect(structured.datasets.map(({ input }: { input: string }) => input)).toEqual([
      ...['compare/1.jsonl', 'compare/2.jsonl'],
    ]);
    expect(text).toContain('difference');
  });

  it('makes the same bytes as the command line', async () => {
    await callTool(server.client, 'generate', {
      n: 4,
      seed: 11,
      mode: 'parallel',
      output: 'same/tool.jsonl',
    });
    const words = ['--n', '4', '--seed', '11', '--mode', 'parallel', '--output', 'same/cli.jsonl'];
    const run = spawnSync(process.execPath, [main, 'generate', ...words], {
      cwd: folder,
      env: bareEnvironment,
    });
    expect(run.status).toBe(0);
    for (const ending of ['', '.config.json'])
      expect(readFileSync(join(folder, `same/tool.jsonl${ending}`), 'utf8')).toBe(
        readFileSync(join(folder, `same/cli.jsonl${ending}`), 'utf8'),
      );
  });

  it('answers wrong calls so that an assistant can mend them', async () => {
    const { client } = server;
    await expect(client.callTool({ name: 'generat' })).rejects.toThrow("Did you mean 'generate'?");
    const wrong: readonly [string, object, string][] = [
      ['generate', { n: 0 }, 'n is 0'],
      ['generate', { n: '5' }, 'n is "5"'],
      ['generate', { sed: 5 }, "Did you mean 'seed'?"],
      ['generate', { locale: 'xx' }, 'mixed'],
      ['generate', { model: 'claude-haiku-4-5-20251001' }, "takes no argument 'model'"],
      ['generate', { include: ['no such tool'], output: 'x.jsonl' }, 'no such tool'],
      ['validate', { input: 'nowhere.jsonl' }, 'does not exist'],
      ['inspect', { filter: ['nonsense'], input: 'made/five.jsonl' }, 'nonsense'],
      ['build', { data: 'nowhere' }, 'nowhere'],
    ];
    for (const [name, given, words] of wrong) {
      const { isError, text } = await callTool(client, name, { ...given });
      expect({ name, given, isError }).toEqual({ name, given, isError: true });
      expect(text).toContain(words);
      expect(text).not.toMatch(/\n\s+at |unexpected error/);
    }
    expect(existsSync(join(folder, 'x.jsonl'))).toBe(false);
  });

  it('sees and writes nothing outside its folders', async () => {
    const outside = emptyFolder();
    writeFileSync(join(outside, 'secret.jsonl'), '{"conversation_id":"a","messages":[]}\n');
    const catalog = join(folder, 'catalog');
    mkdirSync(catalog);
    symlinkSync(outside, join(folder, 'link'));
    symlinkSync(join(outside, 'secret.jsonl'), join(catalog, 'tools.json'));
    symlinkSync(join(outside, 'new.jsonl'), join(folder, 'dangling.jsonl'));
    const refused: readonly [string, object][] = [
      ['validate', { input: join(outside, 'secret.jsonl') }],
      ['validate', { input: '../../../../../../etc/passwd' }],
      ['metrics', { input: 'link/secret.jsonl' }],
      ['inspect', { input: 'made/../link/secret.jsonl' }],
      ['inspect', { input: 'a\u0000b' }],
      ['metrics', { input: 'made/five.jsonl', compare: 'link/secret.jsonl' }],
      ['metrics', { input: 'made/five.jsonl', artifacts: '/tmp' }],
      ['build', { data: 'link' }],
      ['build', { data: 'catalog' }],
      ['build', { data: 'catalog/*/../../../*' }],
      ['build', { data: 'made/*/../../../*' }],
      ['build', { data: ['made', outside] }],
      ['build', { artifacts: 'link/artifacts' }],
      ['generate', { n: 1, output: 'link/new.jsonl' }],
      ['generate', { n: 1, output: 'dangling.jsonl' }],
      ['generate', { n: 1, output: `${folder}-beside/new.jsonl` }],
      ['generate', { n: 1, artifacts: '..' }],
    ];
    for (const [name, given] of refused) {
      const { isError, text } = await callTool(server.client, name, { ...given });
      expect({ given, isError }).toEqual({ given, isError: true });
      expect(text).toMatch(/outside the folders|leads through a link|zero byte/);
    }
    expect(readdirSync(outside)).toEqual(['secret.jsonl']);
  });

  it('replaces nothing but earlier work of its own', async () => {
    writeFileSync(join(folder, 'notes.jsonl'), '{"note":1}\n');
    mkdirSync(join(folder, 'others'));
    writeFileSync(join(folder, 'others', 'registry.json'), '{}');
    const { client } = server;
    expect((await callTool(client, 'generate', { n: 1, output: 'notes.jsonl' })).text).toContain(
      'no dataset',
    );
    expect((await callTool(client, 'generate', { n: 1, output: 'notes.txt' })).text).toContain('.jsonl');
    expect((await callTool(client, 'build', { artifacts: 'others' })).text).toContain('registry.json');
    expect(readFileSync(join(folder, 'notes.jsonl'), 'utf8')).toBe('{"note":1}\n');
  });

  it('lets runs that write the same file follow each other', async () => {
    const answers = await Promise.all([
      callTool(server.client, 'generate', { n: 2, seed: 1, output: 'shared.jsonl' }),
      callTool(server.client, 'generate', { n: 3, seed: 2, output: './shared.jsonl' }),
      callTool(server.client, 'validate', { input: 'shared.jsonl' }),
    ]);
    expect(answers.map(({ structured }) => structured.records)).toEqual([2, 3, 3]);
  });

  it('stops a long run that is cancelled, and leaves nothing of it', async () => {
    const stop = new AbortController();
    const call = callTool(
      server.client,
      'generate',
      { n: 100_000, output: 'long/long.jsonl' },
      { signal: stop.signal },
    );
    const ended = expect(call).rejects.toThrow();
    await until(() => existsSync(join(folder, 'long')) && readdirSync(join(folder, 'long')).length > 0);
    stop.abort();
    await ended;
    // What it began is put away before the next run on the same file begins.
    const { structured } = await callTool(server.client, 'generate', { n: 1, output: 'long/long.jsonl' });
    expect(structured.records).toBe(1);
    expect(readdirSync(join(folder, 'long')).sort()).toEqual(['long.jsonl', 'long.jsonl.config.json']);
  });

  it('names lines that hold no record, and says how much it left out of many', async () => {
    const line = readFileSync(join(folder, 'made', 'five.jsonl'), 'utf8').split('\n')[0] ?? '';
    const broken = line.replaceAll('"role":"user"', '"role":"nobody"');
    writeFileSync(join(folder, 'broken.jsonl'), `{nonsense\n${`${broken}\n`.repeat(400)}`);
    const { structured, text } = await callTool(server.client, 'validate', { input: 'broken.jsonl' });
    expect(structured.kept).toBe(false);
    expect(structured.shown.length).toBeLessThan(structured.violations);
    expect(text).toContain('more.');
    const read = await callTool(server.client, 'inspect', { input: 'broken.jsonl', limit: 50 });
    expect(read.structured.next_offset).toBe(read.structured.conversations.length);
    expect(read.structured.notes.join()).toContain('broken.jsonl:1');
    expect(JSON.stringify(read.structured).length).toBeLessThan(60_000);
  });

  it('gives the form of a record as a resource', async () => {
    const { resources } = await server.client.listResources();
    const { contents } = await server.client.readResource({ uri: resources[0]?.uri ?? '' });
    expect(JSON.parse((contents[0] as { text: string }).text)).toHaveProperty('properties.messages');
    await expect(server.client.readResource({ uri: 'file:///etc/passwd' })).rejects.toThrow('no resource');
  });
});

describe('the process of datagen mcp', () => {
  it('goes on after broken lines, keeps stdout to the protocol and ends with stdin', async () => {
    const { lines, stderr, code } = await talk([
      '{broken',
      '{"no":"message"}',
      initialize,
      '{"jsonrpc":"2.0","method":"notifications/initialized"}',
      '{"jsonrpc":"2.0","id":2,"method":"no/such"}',
      '{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"validate","arguments":{"input":"x"}}}',
    ]);
    const errors = lines.filter(({ id }) => id === null).map(({ error }) => error?.code);
    expect(errors).toEqual([-32700, -32600]);
    expect(lines.find(({ id }) => id === 1)?.result).toHaveProperty('serverInfo.name', 'datagen');
    expect(lines.find(({ id }) => id === 2)?.error?.code).toBe(-32601);
    expect(lines.find(({ id }) => id === 3)?.result).toHaveProperty('isError', true);
    expect(stderr).not.toContain('    at ');
    expect(code).toBe(0);
  });

  it('ends with its client in the middle of a run and leaves no files', async () => {
    const place = emptyFolder();
    cpSync(join(folder, 'artifacts'), join(place, 'artifacts'), { recursive: true });
    const temporary = emptyFolder();
    const { client, transport } = await startClient(place, [], { TMPDIR: temporary });
    const { pid } = transport;
    const call = client.callTool({ name: 'generate', arguments: { n: 100_000, output: 'out/x.jsonl' } });
    const ended = expect(call).rejects.toThrow();
    await until(() => existsSync(join(place, 'out')) && readdirSync(join(place, 'out')).length > 0);
    await client.close();
    await ended;
    await until(() => !isRunning(pid));
    expect(readdirSync(join(place, 'out'))).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('shows no keys and calls no models unless that is allowed', async () => {
    const secret = 'sk-ant-not-to-be-seen-0123456789';
    const environment = { ANTHROPIC_API_KEY: secret, DATAGEN_AGENTS: 'llm', DATAGEN_JUDGE_MODEL: 'claude-x' };
    const place = emptyFolder();
    writeFileSync(join(place, '.env'), `OPENAI_API_KEY=${secret}\n`);
    const { client, stderr } = await startClient(place, [], environment);
    const made = await callTool(client, 'generate', { n: 1, evaluate: true, output: 'one.jsonl' });
    expect(made.structured).toMatchObject({ records: 1, judged: 1 });
    const record = readFileSync(join(place, 'one.jsonl'), 'utf8');
    expect(record).toContain('offline-rubric');
    const tools = JSON.stringify(await client.listTools());
    expect(`${tools}${made.text}${record}${stderr()}`).not.toContain(secret);
    await client.close();

    const allowed = await startClient(place, ['--allow-models']);
    const generate = (await allowed.client.listTools()).tools.find(({ name }) => name === 'generate');
    expect(generate?.annotations?.openWorldHint).toBe(true);
    expect(Object.keys(generate?.inputSchema.properties ?? {})).toContain('judge_model');
    await allowed.client.close();
  });

  it('lets relative paths begin at the first root where its own folder is outside', async () => {
    const { client } = await startClient('/', ['--root', folder]);
    const { structured } = await callTool(client, 'validate', { input: 'made/five.jsonl' });
    expect(structured.records).toBe(5);
    expect((await callTool(client, 'validate', { input: '/etc/passwd' })).isError).toBe(true);
    await client.close();
    const wrong = spawnSync(process.execPath, [main, 'mcp', '--root', 'nowhere'], {
      ...{ cwd: folder, env: bareEnvironment, encoding: 'utf8' as const },
    });
    expect([wrong.status, wrong.stdout]).toEqual([1, '']);
    expect(wrong.stderr).toContain("'nowhere' is no folder");
  });

  it('says how to register it', () => {
    const { stdout } = spawnSync(process.execPath, [main, 'mcp', '--help'], { encoding: 'utf8' });
    expect(stdout).toContain('"mcpServers"');
    expect(stdout).toContain('"args": ["mcp", "--root"');
  });
});

const initialize = JSON.stringify({
  ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
});

type Line = {
  readonly id?: number | null;
  readonly result?: object;
  readonly error?: { readonly code: number };
};

/** Writes lines to a server of its own, waits for as many answers, and closes its stdin. */
async function talk(
  messages: readonly string[],
): Promise<{ lines: Line[]; stderr: string; code: number | null }> {
  const child = spawn(process.execPath, [main, 'mcp'], { cwd: folder, env: bareEnvironment });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  for (const message of messages) child.stdin.write(`${message}\n`);
  // All but the notification are answered.
  await until(() => stdout.split('\n').length >= messages.length);
  child.stdin.end();
  const code = await ended;
  const lines = stdout.trim().split('\n');
  return { lines: lines.map((line) => JSON.parse(line) as Line), stderr, code };
}

async function until(isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error('It did not come to that.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function isRunning(pid: number | null): boolean {
  try {
    process.kill(pid ?? 0, 0);
    return true;
  } catch {
    return false;
  }
}
