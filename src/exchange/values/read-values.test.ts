import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetWriteFile } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { FileAccessError } from '../../errors/file-access-error.js';
import { UsageError } from '../../errors/usage-error.js';
import { readValues } from './read-values.js';
import { splitJson } from './split-json.js';

const folder = () => mkdtemp(join(tmpdir(), 'datagen-values-'));
const entry = (query: string) => ({ query, tools: '[]', answers: '[]' });

async function valuesOf(content: string | Buffer, name = 'set.json'): Promise<string[]> {
  const path = join(await folder(), name);
  await writeFile(path, content);
  return collect(path);
}

async function collect(input: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { file, line, value, error } of readValues(input))
    found.push(`${file}:${line} ${error ?? JSON.stringify(value)}`);
  return found;
}

describe('readValues', () => {
  const [a, b] = [entry('a'), entry('b')];
  const [first, second] = [JSON.stringify(a), JSON.stringify(b)];

  it.each<[string, string, string[]]>([
    ['lines, blank ones passed over', `${first}\n\n  \r\n${second}\n`, [`1 ${first}`, `4 ${second}`]],
    ['a list in one line', `[${first},${second}]`, [`1 ${first}`, `1 ${second}`]],
    ['a list laid out over lines', `\n${JSON.stringify([a, b], null, 2)}\n`, [`3 ${first}`, `8 ${second}`]],
    [
      'objects laid out over lines',
      `${JSON.stringify(a, null, 1)}\n${JSON.stringify(b, null, 1)}`,
      [`1 ${first}`, `6 ${second}`],
    ],
    [
      'a list inside an object',
      JSON.stringify({ version: 1, list: [1, 2, 3], data: [a, b] }),
      [`1 ${first}`, `1 ${second}`],
    ],
    ['lines of lists', '[1]\n[2]\n', ['1 [1]', '2 [2]']],
    ['an empty list', ' [ ] ', []],
    ['nothing', '', []],
    ['a mark at the start', `\uFEFF${first}\n${second}`, [`1 ${first}`, `2 ${second}`]],
    ['a mark before a list', `\uFEFF[${first}]`, [`1 ${first}`]],
    [
      'events of a session',
      '{"type":"session","id":"s"}\n{"type":"message"}\n',
      ['1 [{"type":"session","id":"s"},{"type":"message"}]'],
    ],
    [
      'large numbers as their digits',
      '{"id":12345678901234567890,"x":1.5}\n',
      ['1 {"id":"12345678901234567890","x":1.5}'],
    ],
  ])('reads %s', async (_name, content, expected) => {
    expect(await valuesOf(content)).toEqual(expected.map((each) => `set.json:${each}`));
  });

  it.each<[string, string | Buffer, RegExp[]]>([
    [
      'a line that is cut off, and goes on',
      `{"query": "a", \n${first}\n`,
      [/:1 the line is not JSON/, /:2 \{/],
    ],
    ['a member that is none', `[${first}, {"a" 1}, ${second}]`, [/:1 \{/, /the value is not JSON/, /:1 \{/]],
    [
      'a list that is cut off',
      `[${first}, {"a": [1`,
      [/:1 \{/, /the value is not JSON/, /the list is not closed/],
    ],
    ['something after a list', `[${first}] x`, [/:1 \{/, /something follows the end of the list/]],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d, 0x0a]), [/not valid UTF-8/]],
    ['bottomless nesting', `${'['.repeat(100_000)}\n${first}\n`, [/nests deeper/, /not closed/]],
    [
      'bottomless nesting in a line',
      `{"a":${'['.repeat(1000)}${']'.repeat(1000)}}\n${first}\n`,
      [/:1 the line nests deeper/, /:2 \{/],
    ],
  ])('tells %s', async (_name, content, expected) => {
    const found = await valuesOf(content);
    expect(found).toHaveLength(expected.length);
    found.forEach((each, index) => {
      expect(each).toMatch(expected[index] ?? /never/);
    });
  });

  it('reads gzip by its content, and tells of what is damaged', async () => {
    expect(await valuesOf(gzipSync(`${first}\n`), 'set.jsonl.gz')).toEqual([`set.jsonl.gz:1 ${first}`]);
    await expect(valuesOf(gzipSync(`${first}\n`.repeat(99)).subarray(0, 40), 'x.gz')).rejects.toThrow(
      /damaged as gzip/,
    );
  });

  it('reads rows of Parquet, of nested columns and of texts, and tells of what is damaged', async () => {
    const path = join(await folder(), 'train-00000-of-00001.parquet');
    const messages = [{ role: 'user', content: 'Hi' }];
    parquetWriteFile({
      filename: path,
      columnData: [
        { name: 'messages', data: [messages, messages], type: 'JSON' },
        { name: 'tools', data: ['[]', '[{"name":"f"}]'], type: 'STRING' },
        { name: 'id', data: [1n, 12345678901234567n], type: 'INT64' },
      ],
    });
    expect(await collect(path)).toEqual([
      `train-00000-of-00001.parquet:1 ${JSON.stringify({ messages, tools: '[]', id: 1 })}`,
      `train-00000-of-00001.parquet:2 ${JSON.stringify({ messages, tools: '[{"name":"f"}]', id: '12345678901234567' })}`,
    ]);
    expect(await valuesOf(`${JSON.stringify({ messages: JSON.stringify(messages) })}\n`)).toEqual([
      `set.json:1 ${JSON.stringify({ messages })}`,
    ]);
    await expect(valuesOf('PAR1 and no more', 'x.parquet')).rejects.toThrow(/damaged as Parquet/);
  });

  it('takes marks of byte order for none of the text, and tells UTF-16 once', async () => {
    expect(await valuesOf(`\ufeff${first}\r\n\ufeff${second}\r\n`)).toEqual([
      `set.json:1 ${first}`,
      `set.json:2 ${second}`,
    ]);
    for (const text of [`\ufeff${first}\n${second}\n`, `${first}\n${second}\n`])
      expect(await valuesOf(Buffer.from(text, 'utf16le'))).toEqual([
        'set.json:1 the file is UTF-16; save it as UTF-8',
      ]);
  });

  it('goes on after a damaged file of several', async () => {
    const path = await folder();
    await writeFile(join(path, 'a.jsonl.gz'), gzipSync(`${first}\n`.repeat(1000)).subarray(0, 40));
    await writeFile(join(path, 'b.jsonl'), `${second}\n`);
    await writeFile(join(path, 'c.parquet'), 'PAR1 and nothing more');
    const found = await collect(path);
    expect(found.filter((each) => each.endsWith(second))).toEqual([`b.jsonl:1 ${second}`]);
    expect(found[0]).toMatch(/^a.jsonl.gz:1 .*damaged as gzip/);
    expect(found.at(-1)).toMatch(/^c.parquet:1 .*damaged as Parquet/);
  });

  it('reads folders and patterns in the order of names, without what stands beside data', async () => {
    const root = await folder();
    await mkdir(join(root, 'b', 'c'), { recursive: true });
    for (const name of [
      'z.jsonl',
      'b/c/a.json',
      'b/x.jsonl',
      'z.jsonl.names.json',
      'dataset_info.json',
      'notes.md',
      '.hidden.json',
    ])
      await writeFile(join(root, name), `${first}\n`);
    const names = async (input: string) => (await collect(input)).map((found) => found.split(' ')[0]);
    expect(await names(root)).toEqual(['b/c/a.json:1', 'b/x.jsonl:1', 'z.jsonl:1']);
    expect(await names(`${root}/**/*.jsonl`)).toEqual(['b/x.jsonl:1', 'z.jsonl:1']);
    expect(await names(`${root}/?.jsonl`)).toEqual(['z.jsonl:1']);
    await expect(names(`${root}/*.csv`)).rejects.toThrow(UsageError);
    await expect(names(join(root, 'none'))).rejects.toThrow(FileAccessError);
  });
});

describe('splitJson', () => {
  it('gives the same members wherever the bytes are cut', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (list, size, isLaidOut) => {
          const bytes = Buffer.from(JSON.stringify(list, null, isLaidOut ? 1 : 0));
          async function* chunks(): AsyncGenerator<Buffer> {
            for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
          }
          const members: unknown[] = [];
          for await (const piece of splitJson(chunks(), 'list')) {
            expect(piece.problem).toBeUndefined();
            if (piece.problem === undefined) members.push(JSON.parse(piece.bytes.toString()));
          }
          expect(members).toEqual(JSON.parse(JSON.stringify(list)));
        },
      ),
    ));
});
