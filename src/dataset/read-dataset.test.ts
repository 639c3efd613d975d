import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type DatasetLine, readDataset, readRecords } from './read-dataset.js';

const good = '{"conversation_id":"conv_1_0000","messages":[]}';

async function write(content: string | Buffer): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'datagen-reader-')), 'set.jsonl');
  await writeFile(path, content);
  return path;
}

async function readAll(content: string | Buffer): Promise<DatasetLine[]> {
  const lines: DatasetLine[] = [];
  for await (const line of readDataset(await write(content))) lines.push(line);
  return lines;
}

describe('readDataset', () => {
  it('gives each record with its line number', async () => {
    const lines = await readAll(`${good}\n${good.replace('0000', '0001')}\n`);
    expect(
      lines.map(({ line, record }) => [line, (record as { conversation_id: string }).conversation_id]),
    ).toEqual([
      [1, 'conv_1_0000'],
      [2, 'conv_1_0001'],
    ]);
  });

  it('passes over blank lines, carriage returns, a byte order mark and a missing last newline', async () => {
    const lines = await readAll(`\uFEFF${good}\r\n\n  \r\n${good}`);
    expect(lines.map(({ line, error }) => [line, error])).toEqual([
      [1, undefined],
      [4, undefined],
    ]);
  });

  it('reads lines that are longer than a chunk of the stream', async () => {
    const long = `{"conversation_id":"c","messages":["${'日本'.repeat(1_000_000)}"]}`;
    const lines = await readAll(`${long}\n${good}\n`);
    expect(lines.map(({ error }) => error)).toEqual([undefined, undefined]);
  });

  it.each<[string, string | Buffer, string, RegExp]>([
    ['no JSON', '{"a": 1,}', 'not_json', /line 1, column \d+: the line is not JSON/],
    ['half a record', '{"conversation_id": "c", "messages": [', 'not_json', /line 1, column \d+/],
    ['a number', '5', 'not_an_object', /holds a number, not an object/],
    ['a list', '[1]', 'not_an_object', /holds a list/],
    ['null', 'null', 'not_an_object', /holds null/],
    ['another object', '{"text": "hi"}', 'not_a_record', /it has no 'conversation_id'/],
    [
      'no messages',
      '{"conversation_id": "c", "messages": "none"}',
      'not_a_record',
      /it has no list of 'messages'/,
    ],
    ['a tower', `{"a":${'['.repeat(100_000)}`, 'too_deep', /deeper than 128/],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0x7d]), 'not_utf8', /not valid UTF-8/],
    ['zeros', Buffer.alloc(5), 'not_json', /not JSON/],
  ])('says what is wrong with %s and goes on', async (_name, content, reason, message) => {
    const lines = await readAll(Buffer.concat([Buffer.from(content), Buffer.from(`\n${good}\n`)]));
    expect(lines.map(({ error }) => error?.reason)).toEqual([reason, undefined]);
    expect(lines[0]?.error?.message).toMatch(message);
  });

  it('does not take the brackets in a string for nesting', async () => {
    const lines = await readAll(
      `{"conversation_id":"c","messages":["${'['.repeat(500)}\\"${'{'.repeat(500)}"]}`,
    );
    expect(lines[0]?.error).toBeUndefined();
  });

  it('gives up a line above 100 MB without holding it', async () => {
    const lines = await readAll(
      Buffer.concat([Buffer.alloc(101 * 1024 * 1024, 0x61), Buffer.from(`\n${good}\n`)]),
    );
    expect(lines.map(({ line, error }) => [line, error?.reason])).toEqual([
      [1, 'too_long'],
      [2, undefined],
    ]);
  });

  it('names a file that is missing or a folder', async () => {
    const read = async (path: string) => {
      for await (const _line of readDataset(path)) break;
    };
    await expect(read('/nowhere/set.jsonl')).rejects.toThrow(
      /Cannot read '\/nowhere\/set.jsonl': it does not exist/,
    );
    await expect(read(tmpdir())).rejects.toThrow(/it is a folder/);
  });
});

describe('readRecords', () => {
  it('throws at the first bad line and at an empty file', async () => {
    const read = async (path: string) => {
      let count = 0;
      for await (const _record of readRecords(path)) count += 1;
      return count;
    };
    expect(await read(await write(`${good}\n${good}\n`))).toBe(2);
    await expect(read(await write(`${good}\nx\n`))).rejects.toThrow(/line 2/);
    await expect(read(await write('\n'))).rejects.toThrow(/holds no record/);
  });
});
