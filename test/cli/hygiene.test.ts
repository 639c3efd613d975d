import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';
import { runInProcess } from './run-in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'hygiene-'));
const sample = readFileSync(join(packageRoot, 'output', 'sample.jsonl'), 'utf8')
  .trimEnd()
  .split('\n');
const again = sample.slice(0, 2).map((line) => line.replaceAll(/conv_(\d+)_/g, 'conv_9$1_'));

describe('dedup', () => {
  it('keeps the first of what repeats, byte for byte, and lists the rest with its twin', async () => {
    const [input, output] = [join(folder, 'all.jsonl'), join(folder, 'kept.jsonl')];
    writeFileSync(input, `${[...sample, ...again, '{broken'].join('\n')}\n`);
    const { code, stdout } = await runInProcess(['dedup', '--input', input, '--output', output, '--json']);
    expect({ code, report: JSON.parse(stdout) }).toMatchObject({
      code: 1,
      report: {
        records: sample.length + 2,
        kept: sample.length,
        dropped: { user: 2, dialogue: 0 },
        unreadable: 1,
      },
    });
    expect(readFileSync(output, 'utf8')).toBe(`${sample.join('\n')}\n`);
    const dropped = readFileSync(`${output}.dropped.jsonl`, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(dropped).toMatchObject([
      { line: sample.length + 1, likeness: 'user', similarity: 1, of: { line: 1 } },
      { line: sample.length + 2, likeness: 'user', similarity: 1, of: { line: 2 } },
      { line: sample.length + 3, reason: expect.stringContaining('the line is not JSON') },
    ]);
  });

  it('refuses a similarity that is none', async () => {
    const { code, stderr } = await runInProcess(['dedup', '--input', 'x', '--user-threshold', '2']);
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('a similarity from 0 to 1'),
    });
  });
});

describe('decontaminate', () => {
  it('drops what a benchmark asks, planted here, and keeps the rest byte for byte', async () => {
    const [input, output] = [join(folder, 'data.jsonl'), join(folder, 'clean.jsonl')];
    writeFileSync(input, `${sample.join('\n')}\n`);
    const asked = JSON.parse(sample[1] ?? '').messages.find(
      ({ role }: { role: string }) => role === 'user',
    ).content;
    writeFileSync(
      join(folder, 'bench.json'),
      JSON.stringify([{ question: [[{ role: 'user', content: asked }]] }]),
    );
    const flags = [
      '--input',
      input,
      '--output',
      output,
      '--against',
      join(folder, 'bench.json'),
      '--no-lists',
      '--json',
    ];
    const { code, stdout } = await runInProcess(['decontaminate', ...flags]);
    expect({ code, report: JSON.parse(stdout) }).toMatchObject({
      code: 0,
      report: { kept: sample.length - 1, benchmark_files: 1 },
    });
    expect(readFileSync(output, 'utf8')).toBe(`${sample.filter((_, at) => at !== 1).join('\n')}\n`);
    expect(JSON.parse(readFileSync(`${output}.dropped.jsonl`, 'utf8'))).toMatchObject({
      line: 2,
      source: expect.stringContaining('bench.json'),
    });
  });

  it('says what is missing where there is nothing to look for', async () => {
    const { code, stderr } = await runInProcess(['decontaminate', '--no-lists']);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('--against') });
  });
});
