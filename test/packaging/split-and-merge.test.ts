import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';
import { runInProcess } from '../cli/run-in-process.js';
import { makeRecord } from '../support/make-record.js';

const sample = join(packageRoot, 'output', 'sample.jsonl');
const lines = readFileSync(sample, 'utf8').trimEnd().split('\n');

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'datagen-split-'));
}

function linesOf(folder: string, split: string): string[] {
  return readFileSync(join(folder, `${split}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n');
}

describe('datagen split', () => {
  it('deals the lines as they stand, and writes how', async () => {
    const output = newFolder();
    const run = await runInProcess([
      'split',
      '--input',
      sample,
      '--output',
      output,
      '--test',
      '0.2',
      '--validation',
      '0',
      '--json',
    ]);
    expect(run.code).toBe(0);
    const report = JSON.parse(run.stdout);
    expect(report.splits).toEqual([
      { name: 'train', wanted: 0.8, reached: 0.8, records: 4 },
      { name: 'test', wanted: 0.2, reached: 0.2, records: 1 },
    ]);
    expect([...linesOf(output, 'train'), ...linesOf(output, 'test')].sort()).toEqual([...lines].sort());
    expect(existsSync(join(output, 'validation.jsonl'))).toBe(false);
    expect(JSON.parse(readFileSync(join(output, 'split.json'), 'utf8'))).toMatchObject({
      by: 'world',
      seed: 42,
      records: 5,
    });
  });

  it('removes what an earlier split left and says what cannot be read', async () => {
    const folder = newFolder();
    const [input, output] = [join(folder, 'data.jsonl'), join(folder, 'splits')];
    writeFileSync(input, `\ufeff${[...lines, '{"a":', '[]'].join('\n')}\r\n`);
    await runInProcess(['split', '--input', input, '--output', output, '--validation', '0.4']);
    expect(linesOf(output, 'validation')).toHaveLength(2);
    const run = await runInProcess([
      'split',
      '--input',
      input,
      '--output',
      output,
      '--validation',
      '0',
      '--test',
      '0',
    ]);
    expect(existsSync(join(output, 'validation.jsonl'))).toBe(false);
    expect(linesOf(output, 'train').map((line) => line.replace('\r', ''))).toEqual(lines);
    expect(run.stderr).toMatch(/:6: the line is not JSON/);
    expect(run.stderr).toContain('2 lines of');
  });

  it('does not write over what it reads', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'train.jsonl'), `${lines.join('\n')}\n`);
    const run = await runInProcess(['split', '--input', join(folder, 'train.jsonl'), '--output', folder]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('is read, and would be written over');
    expect(linesOf(folder, 'train')).toEqual(lines);
  });

  it.each([
    ['shares that are no whole', ['--train', '0.5'], 'come to 0.7. Together they must be 1'],
    ['shares that leave less than nothing', ['--test', '0.8', '--validation', '0.4'], 'come to 1'],
    ['an unknown way', ['--by', 'row'], 'It must be one of tool, world'],
    ['a file that is not there', ['--input', '/nowhere/x.jsonl'], 'it does not exist'],
  ])('refuses %s', async (_name, flags, message) => {
    const run = await runInProcess(['split', '--input', sample, '--output', newFolder(), ...flags]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(message);
  });
});

describe('datagen merge', () => {
  it('takes files as words, in their order, with or without --input', async () => {
    const folder = newFolder();
    const [other, output] = [join(folder, 'other.jsonl'), join(folder, 'merged.jsonl')];
    writeFileSync(other, `${JSON.stringify(makeRecord({ id: 'conv_42_0000' }))}\n`);
    const run = await runInProcess(['merge', sample, other, sample, '--output', output]);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain(`${other}: 1 record, 1 with another id`);
    expect(run.stdout).toContain(`${sample}: 5 records, 5 duplicates left out`);
    const merged = readFileSync(output, 'utf8');
    expect(merged.split('\n').slice(0, 5)).toEqual(lines);
    expect(merged).toContain('"conversation_id":"conv_42_0005"');
    const again = await runInProcess(['merge', '--input', sample, '--input', other, '--output', output]);
    expect(again.code).toBe(0);
    expect(readFileSync(output, 'utf8')).toBe(merged);
    expect(await runInProcess(['validate', '--input', sample])).toMatchObject({ code: 0 });
  });

  it('says what it needs', async () => {
    const run = await runInProcess(['merge']);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('merge needs datasets. Name them: datagen merge a.jsonl b.jsonl');
    expect((await runInProcess(['validate', 'x.jsonl'])).stderr).toContain(
      'Name a file with --input x.jsonl',
    );
  });
});
