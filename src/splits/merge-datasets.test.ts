import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mergeDatasets } from './merge-datasets.js';

type Line = { readonly conversation_id: string; readonly metadata?: { readonly [key: string]: string } };

function line(id: string, text: string, twinGroup?: string): object {
  const metadata = { conversation_id: id, ...(twinGroup === undefined ? {} : { twin_group: twinGroup }) };
  return { conversation_id: id, messages: [{ role: 'user', content: text }], metadata };
}

async function merge(...files: (readonly (object | string)[])[]) {
  const folder = mkdtempSync(join(tmpdir(), 'datagen-merge-'));
  const inputs = files.map((lines, place) => {
    const path = join(folder, `${place}.jsonl`);
    writeFileSync(
      path,
      lines.map((each) => `${typeof each === 'string' ? each : JSON.stringify(each)}\n`).join(''),
    );
    return path;
  });
  const output = join(folder, 'merged.jsonl');
  const report = await mergeDatasets({ inputs, output });
  const text = readFileSync(output, 'utf8');
  const records = text
    .trimEnd()
    .split('\n')
    .map((each): Line => JSON.parse(each));
  return { report, text, records, ids: records.map(({ conversation_id: id }) => id), folder };
}

describe('mergeDatasets', () => {
  it('drops what says the same under whatever id, and keeps lines as they stand', async () => {
    const odd = '{ "conversation_id": "conv_1_0000",  "messages": [], "big": 12345678901234567890 }';
    const { report, text } = await merge(
      [odd, line('conv_1_0001', 'a')],
      [line('conv_2_0000', 'a'), line('conv_2_0001', 'b')],
    );
    expect(text.split('\n')[0]).toBe(odd);
    expect(report.inputs.map(({ duplicates }) => duplicates)).toEqual([0, 1]);
    expect(report.records).toBe(3);
  });

  it('gives another id where one is taken, after the highest of its seed, in record and metadata', async () => {
    const { records, ids, folder, report } = await merge(
      [line('conv_1_0000', 'a'), line('x', 'b')],
      [line('conv_1_0000', 'c'), line('conv_1_0007', 'd'), line('x', 'e'), line('x', 'f')],
    );
    expect(ids).toEqual(['conv_1_0000', 'x', 'conv_1_0008', 'conv_1_0007', 'x_2', 'x_3']);
    expect(records.map(({ metadata }) => metadata?.conversation_id)).toEqual(ids);
    expect(JSON.parse(readFileSync(join(folder, 'merged.jsonl.renamed.json'), 'utf8'))).toContainEqual({
      ...{ input: 2, from: 'conv_1_0000', to: 'conv_1_0008' },
    });
    expect(report.inputs[1]?.renamed).toBe(3);
  });

  it('keeps variants with their base, renamed or met again', async () => {
    const { records, ids } = await merge(
      [line('conv_1_0000', 'a'), line('conv_1_0001', 'b')],
      [
        line('conv_1_0000', 'other', 'conv_1_0000'),
        line('conv_1_0000~missing', 'other, missing', 'conv_1_0000'),
        line('conv_1_0001', 'b', 'conv_1_0001'),
        line('conv_1_0001~missing', 'b, missing', 'conv_1_0001'),
      ],
    );
    expect(ids).toEqual([
      'conv_1_0000',
      'conv_1_0001',
      'conv_1_0002',
      'conv_1_0002~missing',
      'conv_1_0001~missing',
    ]);
    expect(records.map(({ metadata }) => metadata?.twin_group)).toEqual([
      undefined,
      'conv_1_0001',
      'conv_1_0002',
      'conv_1_0002',
      'conv_1_0001',
    ]);
  });

  it('counts lines that are no records and refuses to make nothing of nothing', async () => {
    const { report } = await merge(['{', 'null', '\u0000'], [line('__proto__', 'a')]);
    expect(report.inputs.map(({ unreadable }) => unreadable)).toEqual([3, 0]);
    await expect(merge(['{'])).rejects.toThrow(/holds no record/);
  });

  it('merges what it made with itself to itself', async () => {
    const lines = [line('conv_1_0000', 'a', 'conv_1_0000'), line('conv_1_0000~missing', 'b', 'conv_1_0000')];
    const { report, text } = await merge(lines, lines);
    expect(report.inputs[1]).toMatchObject({ records: 2, duplicates: 2 });
    expect(text).toBe(lines.map((each) => `${JSON.stringify(each)}\n`).join(''));
  });
});
