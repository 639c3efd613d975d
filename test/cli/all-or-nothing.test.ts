import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';
import { emptyDirectory, runInProcess } from './run-in-process.js';

const sample = join(packageRoot, 'output', 'sample.jsonl');

describe('commands that write several files', () => {
  it.each<[string, readonly string[], string]>([
    ['export, with its map of names', ['export', '--format', 'openai'], 'out.jsonl.names.json'],
    ['export of several parts', ['export', '--format', 'bfcl'], 'out.jsonl.names.json'],
    ['export of a folder', ['export', '--format', 'hf-traces'], 'out.jsonl.names.json'],
    ['export with a catalog', ['export', '--format', 'llamafactory'], 'out.jsonl.names.json'],
    ['dedup, with its list', ['dedup'], 'out.jsonl.dropped.jsonl'],
    ['decontaminate, with its list', ['decontaminate'], 'out.jsonl.dropped.jsonl'],
    ['merge, with what was renamed', ['merge', sample], 'out.jsonl.renamed.json'],
    ['split, with its report', ['split'], 'out.jsonl/split.json'],
    ['split, with the configuration', ['split'], 'out.jsonl/generation.config.json'],
    ['evaluate, with its report', ['evaluate'], 'evaluation_report.json'],
  ])('write none where one cannot be: %s', async (_name, command, inTheWay) => {
    const folder = emptyDirectory();
    mkdirSync(join(folder, inTheWay), { recursive: true });
    const before = readdirSync(folder, { recursive: true });
    const input = command[0] === 'merge' ? [] : ['--input', sample];
    const run = await runInProcess([...command, ...input, '--output', join(folder, 'out.jsonl')]);
    expect(run.code, run.stdout).toBe(1);
    expect(run.stderr).toContain(inTheWay);
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });

  it('take away the map of names of an earlier export, which would not fit', async () => {
    const output = join(emptyDirectory(), 'out.jsonl');
    writeFileSync(`${output}.names.json`, '{"a": "b"}');
    const messages = [
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Good day.' },
    ];
    const input = join(emptyDirectory(), 'plain.jsonl');
    writeFileSync(input, `${JSON.stringify({ messages })}\n`);
    const records = join(emptyDirectory(), 'records.jsonl');
    expect(await runInProcess(['import', '--input', input, '--output', records])).toMatchObject({ code: 0 });
    const run = await runInProcess(['export', '--input', records, '--format', 'openai', '--output', output]);
    expect(run).toMatchObject({ code: 0 });
    expect(existsSync(`${output}.names.json`)).toBe(false);
  });
});
