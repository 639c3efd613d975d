import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';
import { emptyDirectory, runInProcess } from './run-in-process.js';

const folder = emptyDirectory();
const sound = readFileSync(join(packageRoot, 'output', 'sample.jsonl'), 'utf8')
  .trimEnd()
  .split('\n');
const input = join(folder, 'mixed.jsonl');
const clean = join(folder, 'clean.jsonl');
/** Records in lines 1, 3, 5, 7 and 9; line 6 has too little for those who need the format. */
const lines = [
  sound[0],
  '{"conversation_id": "x", "messages": [',
  sound[1],
  'null',
  sound[2],
  '{"conversation_id":"conv_1_9999","messages":[{"role":"user"}]}',
  sound[3],
  Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
  sound[4],
];
writeFileSync(input, Buffer.concat(lines.flatMap((line) => [Buffer.from(line ?? ''), Buffer.from('\n')])));
writeFileSync(clean, `${sound.slice(0, 5).join('\n')}\n`);
const outputs = (): string[] => ['--output', join(emptyDirectory(), 'made.out')];

describe.each<[string, () => string[], readonly number[]]>([
  ['inspect', () => ['inspect', '--input', input], [2, 4, 8]],
  ['inspect --json', () => ['inspect', '--json', '--input', input], [2, 4, 8]],
  ['metrics', () => ['metrics', '--input', input], [2, 4, 8]],
  ['metrics --compare', () => ['metrics', '--compare', clean, input], [2, 4, 8]],
  ['evaluate', () => ['evaluate', '--input', input, ...outputs()], [2, 4, 6, 8]],
  ['evaluate --dry-run', () => ['evaluate', '--dry-run', '--model', 'm', '--input', input], [2, 4, 6, 8]],
  ['report', () => ['report', input, ...outputs()], [2, 4, 8]],
  ['dedup', () => ['dedup', '--input', input, ...outputs()], [2, 4, 8]],
  ['decontaminate', () => ['decontaminate', '--input', input, ...outputs()], [2, 4, 8]],
])('%s', (_name, argv, bad) => {
  it('names each line that is no record, counts them, does the rest and ends with an error', async () => {
    const { code, stdout, stderr } = await runInProcess(argv());
    const told = [...stderr.matchAll(/mixed\.jsonl:(\d+): (?=\S)/g)].map(([, line]) => Number(line));
    expect(told).toEqual(bad);
    expect(stderr).toMatch(
      new RegExp(`datagen: ${bad.length} lines of .*mixed\\.jsonl could not be read\\.`),
    );
    expect(stdout).not.toBe('');
    expect(code).toBe(1);
  });
});

describe('lines that are no records', () => {
  it('are counted among the figures, and leave these as they are without them', async () => {
    const whole = await runInProcess(['metrics', '--json', '--input', clean]);
    const mixed = join(folder, 'broken.jsonl');
    writeFileSync(mixed, `null\n${readFileSync(clean, 'utf8')}{\n`);
    const { code, stdout } = await runInProcess(['metrics', '--json', '--input', mixed]);
    const { records, ...figures } = JSON.parse(stdout);
    const { records: wholeRecords, ...wholeFigures } = JSON.parse(whole.stdout);
    expect([code, whole.code]).toEqual([1, 0]);
    expect(records).toEqual({ ...wholeRecords, total: 7, skipped: 2 });
    expect(figures).toEqual(wholeFigures);
  });

  it('stand in the drop lists with their reason', async () => {
    for (const command of ['dedup', 'decontaminate']) {
      const output = join(emptyDirectory(), 'kept.jsonl');
      await runInProcess([command, '--input', input, '--output', output]);
      const dropped = readFileSync(`${output}.dropped.jsonl`, 'utf8').trimEnd().split('\n');
      expect(dropped.map((line) => JSON.parse(line))).toMatchObject([
        { line: 2, reason: expect.stringContaining('the line is not JSON') },
        { line: 4, reason: 'the line holds null, not an object' },
        { line: 8, reason: 'the line is not valid UTF-8' },
      ]);
    }
  });

  it('alone are no dataset: nothing is written', async () => {
    const none = join(folder, 'none.jsonl');
    writeFileSync(none, 'null\n{\n');
    for (const command of ['inspect', 'metrics', 'evaluate', 'report', 'dedup', 'decontaminate']) {
      const output = join(emptyDirectory(), 'made.out');
      const flags = ['inspect', 'metrics'].includes(command) ? [] : ['--output', output];
      const { code, stderr } = await runInProcess([command, '--input', none, ...flags]);
      expect([command, code]).toEqual([command, 1]);
      expect(stderr).toMatch(/none\.jsonl:1: the line holds null.*none\.jsonl:2: .*holds no record/s);
      expect(existsSync(output)).toBe(false);
    }
  });
});

describe('inspect --filter', () => {
  it.each([[''], [' , ']])('refuses %j', async (filter) => {
    const { code, stdout, stderr } = await runInProcess(['inspect', '--input', clean, '--filter', filter]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/--filter is ".*"\. It must be a list of names/);
  });

  it('says what there is where no record has the word that it asks for', async () => {
    const run = await runInProcess(['inspect', '--input', clean, '--filter', 'phenomenon=nope,calls>=0']);
    expect(run.stderr).toMatch(
      /0 records of 5 shown\nNo record has phenomenon=nope\. There is phenomenon: \w+/,
    );
    const known = await runInProcess(['inspect', '--input', clean, '--filter', 'locale=en,calls>99']);
    expect(known.stderr).not.toContain('No record has');
  });
});
