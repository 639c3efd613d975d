import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors/usage-error.js';
import { openEntrySink } from '../../../src/exchange/entry-sink.js';
import type { FileLayout } from '../../../src/exchange/exchange-format.js';
import { llamafactory } from '../../../src/exchange/formats/llamafactory.js';
import { createFileGroup } from '../../../src/files/file-group.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'datagen-sinks-'));
});
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const openSink = async (layout: FileLayout, path: string) => {
  const files = createFileGroup();
  const sink = await openEntrySink(layout, path, files);
  const commit = async () => {
    const made = await sink.finish();
    await files.commit();
    return made;
  };
  return { ...sink, commit, abort: files.abort };
};
const write = async (
  layout: FileLayout,
  name: string,
  ...batches: readonly unknown[][]
): Promise<readonly string[]> => {
  const sink = await openSink(layout, join(folder, name));
  for (const batch of batches)
    await sink.write(
      batch.map((value) => ({ value: value as string })),
      'id',
    );
  return sink.commit();
};

describe('an array', () => {
  it.each([
    ['nothing', [], '[]\n'],
    ['one element', [['a']], '[\n"a"\n]\n'],
    ['elements as they come', [['a', { b: 1 }], [], ['c\u2028']], '[\n"a",\n{"b":1},\n"c\\u2028"\n]\n'],
  ])('holds %s', async (_, batches, text) => {
    expect(await write({ kind: 'array' }, 'a.json', ...batches)).toEqual([join(folder, 'a.json')]);
    expect(read('a.json')).toBe(text);
  });

  it('is whole or not there', async () => {
    writeFileSync(join(folder, 'a.json'), 'older');
    const sink = await openSink({ kind: 'array' }, join(folder, 'a.json'));
    await sink.write([{ value: 'a' }], 'id');
    await sink.abort();
    expect(readdirSync(folder)).toEqual(['a.json']);
    expect(read('a.json')).toBe('older');
  });
});

describe('several parts', () => {
  it('are files beside each other, and those without entries are not made', async () => {
    const sink = await openSink({ kind: 'parts' }, join(folder, 'deep', 'bfcl.json'));
    const entries = [
      { part: 'simple', value: { id: 1 } },
      { part: 'simple_possible_answer', value: { id: 1 } },
      { value: 'main' },
    ];
    await sink.write(entries, 'id');
    await sink.write([{ part: 'simple', value: { id: 2 } }], 'id');
    expect(await sink.commit()).toEqual(
      ['bfcl_simple.json', 'bfcl_simple_possible_answer.json', 'bfcl.json'].map((name) =>
        join(folder, 'deep', name),
      ),
    );
    expect(read('deep/bfcl_simple.json')).toBe('{"id":1}\n{"id":2}\n');
    expect(readdirSync(join(folder, 'deep')).sort()).toEqual([
      ...['bfcl.json', 'bfcl_simple.json', 'bfcl_simple_possible_answer.json'],
    ]);
  });

  it('leave nothing behind when the work breaks off', async () => {
    const sink = await openSink({ kind: 'parts' }, join(folder, 'bfcl'));
    await sink.write([{ part: 'a', value: 1 }], 'id');
    await sink.abort();
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('dataset_info.json', () => {
  const info = 'dataset_info.json';
  const own = { file_name: 'train.json', formatting: 'sharegpt' };

  it('is made where there is none', async () => {
    const files = await write(llamafactory.files, 'train.json', ['a']);
    expect(files).toEqual([join(folder, 'train.json'), join(folder, info)]);
    expect(JSON.parse(read(info))).toMatchObject({ datagen_sharegpt: own });
  });

  it('keeps what the user has, in its order and indentation, and replaces its own entry of the same file', async () => {
    const given =
      '{\n\t"mine": {"file_name": "x.json", "n": 12345678901234567890},\n\t"datagen_sharegpt": {"file_name": "train.json", "old": 1},\n\t"__proto__": {"a": 1}\n}';
    writeFileSync(join(folder, info), `\uFEFF${given}`);
    await write(llamafactory.files, 'train.json', ['a']);
    const text = read(info).replace(/^\uFEFF/, '');
    expect(text).toMatch(
      /^\{\n\t"mine": \{"file_name": "x.json", "n": 12345678901234567890\},\n\t"datagen_sharegpt": \{\n\t\t"file_name"/,
    );
    expect([...text.matchAll(/^\t"(\w+)"/gm)].map(([, key]) => key)).toEqual([
      'mine',
      'datagen_sharegpt',
      '__proto__',
    ]);
    expect(text).not.toContain('"old"');
    expect(JSON.parse(text)).toMatchObject({ datagen_sharegpt: own });
  });

  it.each([
    ['no JSON', '{"mine": ', /no JSON object/],
    ['a list', '[]', /no JSON object/],
    [
      'another dataset of our name',
      '{"datagen_sharegpt":{"file_name":"other.json"}}',
      /another dataset .*--dataset-name/,
    ],
    ['something else under our name', '{"datagen_sharegpt":5}', /another dataset/],
  ])('refuses %s before anything is written', async (_, text, reason) => {
    writeFileSync(join(folder, info), text);
    const attempt = write(llamafactory.files, 'train.json', ['a']);
    await expect(attempt).rejects.toThrow(UsageError);
    await attempt.catch((error: UsageError) => expect(`${error.message} ${error.hint}`).toMatch(reason));
    expect(readdirSync(folder)).toEqual([info]);
    expect(read(info)).toBe(text);
  });

  it('cannot be a folder', async () => {
    mkdirSync(join(folder, info));
    await expect(write(llamafactory.files, 'train.json', ['a'])).rejects.toThrow(/dataset_info\.json/);
  });
});
