import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../../src/config/package-paths.js';
import { exchangeRecord } from '../../support/sample-exchange-record.js';
import { goldenConversation } from '../golden-conversation.js';

type Opening = typeof import('../../../src/exchange/chat-template/open-chat-template.js');
type Cli = typeof import('../../../src/cli/run-command-line.js');

/** Threads start from compiled files, so this looks at the built program. */
const load = (path: string) => import(pathToFileURL(join(packageRoot, 'dist', path)).href);
const templates = join(packageRoot, 'test', 'fixtures', 'text-formats', 'templates');

const source = (plain: string) => ({ plain, withTools: null, tokens: {} });
const input = { messages: [{ role: 'user', content: goldenConversation.id }], tools: null };

describe('openChatTemplate', () => {
  it('renders in a thread of its own, and goes on after what a template refuses', async () => {
    const { openChatTemplate }: Opening = await load('exchange/chat-template/open-chat-template.js');
    const plain =
      '{{ messages[0].content }}{% if messages | length > 1 %}{{ raise_exception("two") }}{% endif %}';
    const template = openChatTemplate({ name: 't', source: source(plain), today: null });
    expect(template.render(input)).toBe('conv_1');
    expect(() => template.render({ ...input, messages: [...input.messages, ...input.messages] })).toThrow(
      /"two"/,
    );
    expect(template.render(input)).toBe('conv_1');
    await template.close();
  });

  it.each([
    ['time', '{% for i in range(1000000) %}{% for j in range(1000000) %}{% endfor %}{% endfor %}'],
    [
      'memory',
      '{% set ns = namespace(x=[1]) %}{% for i in range(1000000) %}{% set ns.x = [ns.x, range(100000)] %}{% endfor %}',
    ],
  ])('ends a template that takes too much %s, and the work after the third time', async (_, plain) => {
    const { openChatTemplate }: Opening = await load('exchange/chat-template/open-chat-template.js');
    const limits = { timeoutMs: 1500, heapMegabytes: 64 };
    const template = openChatTemplate({
      name: 'hostile.jinja',
      source: source(plain),
      today: null,
      ...limits,
    });
    expect(() => template.render(input)).toThrow(/takes more than 1.5 s or 64 MB/);
    expect(() => template.render(input)).toThrow(/takes more than/);
    expect(() => template.render(input)).toThrow(/hostile\.jinja ran out of time .* 3 conversations/);
    await template.close();
  });

  it('says what is no template', async () => {
    const { openChatTemplate }: Opening = await load('exchange/chat-template/open-chat-template.js');
    for (const plain of ['{{ broken', '{% if %}', `{{ ${'('.repeat(20_000)}1 }}`])
      expect(() => openChatTemplate({ name: 't', source: source(plain), today: null })).toThrow(
        /no chat template/,
      );
  });
});

describe('datagen export', () => {
  async function run(...words: string[]) {
    const { runCommandLine }: Cli = await load('cli/run-command-line.js');
    const folder = mkdtempSync(join(tmpdir(), 'datagen-export-'));
    const dataset = join(folder, 'in.jsonl');
    writeFileSync(dataset, `${JSON.stringify(exchangeRecord)}\nno record\n`);
    const [out, err]: [string[], string[]] = [[], []];
    const code = await runCommandLine(
      ['export', '--input', dataset, '--output', join(folder, 'out.json'), ...words],
      {
        stdout: { write: (text: string) => out.push(text) },
        stderr: { write: (text: string) => err.push(text) },
        environment: {},
        workingDirectory: folder,
        signal: new AbortController().signal,
      } as unknown as Parameters<Cli['runCommandLine']>[1],
    );
    return { folder, code, out: out.join(''), err: err.join('') };
  }

  it.each([
    ['llamafactory', ['dataset_info.json', 'in.jsonl', 'out.json', 'out.json.names.json'].length],
    ['llamafactory-openai', 4],
    ['sharegpt', 3],
    ['hermes', 3],
    ['react', 3],
    ['bfcl', 5],
  ])('writes %s', async (format, count) => {
    const { folder, code, out, err } = await run('--format', format);
    expect([code, out]).toEqual([1, expect.stringContaining(`1 conversation as ${format}`)]);
    expect(err).toMatch(/:2: [\s\S]*1 line of .* could not be read/);
    expect(readdirSync(folder)).toHaveLength(count);
  });

  it('writes the texts of a template, and asks for one', async () => {
    const template = join(templates, 'llama-style.jinja');
    const without = await run('--format', 'chat-template');
    expect(without.err).toContain('chat-template needs --template.');
    const written = await run(
      ...[
        '--format',
        'chat-template',
        '--template',
        template,
        '--template-date',
        '2026-04-09',
        '--bos-token',
        '<b>',
      ],
    );
    // One line of the input holds no record.
    expect(written.code).toBe(1);
    const { text } = JSON.parse(readFileSync(join(written.folder, 'out.json'), 'utf8'));
    expect(text).toMatch(/^<b>.*09 Apr 2026/s);
    const wrongDay = await run(
      '--format',
      'chat-template',
      '--template',
      template,
      '--template-date',
      '9.4.2026',
    );
    expect(wrongDay.err).toContain('YYYY-MM-DD');
  });

  it('names the dataset as it is told', async () => {
    const { folder } = await run('--format', 'llamafactory', '--dataset-name', 'mine');
    expect(Object.keys(JSON.parse(readFileSync(join(folder, 'dataset_info.json'), 'utf8')))).toEqual([
      'mine',
    ]);
    expect((await run('--format', 'sharegpt', '--dataset-name', 'mine')).err).toContain(
      'nothing to name here',
    );
  });
});
