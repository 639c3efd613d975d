import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyDirectory, runInProcess } from './run-in-process.js';

const directory = emptyDirectory();
const input = join(directory, 'six.jsonl');

beforeAll(async () => {
  const folder = ['--artifacts', join(directory, 'artifacts')];
  expect((await runInProcess(['generate', '--n', '6', '--output', input, ...folder])).code).toBe(0);
});

async function idsOf(...flags: readonly string[]): Promise<string[]> {
  const { code, stdout } = await runInProcess(['inspect', '--json', '--input', input, ...flags]);
  expect(code).toBe(0);
  const shown: { readonly record: { readonly conversation_id: string } }[] = JSON.parse(stdout);
  return shown.map(({ record }) => record.conversation_id);
}

describe('inspect by pages', () => {
  it('shows each conversation once, whatever the pages', async () => {
    const all = await idsOf();
    expect(all).toHaveLength(6);
    expect([...(await idsOf('--limit', '4')), ...(await idsOf('--offset', '4'))]).toEqual(all);
    expect(await idsOf('--offset', '6')).toEqual([]);
  });

  it('counts those that meet the filter', async () => {
    const met = await idsOf('--filter', 'calls>=1');
    expect(await idsOf('--filter', 'calls>=1', '--offset', '1', '--limit', '2')).toEqual(met.slice(1, 3));
  });

  it('refuses what is no number', async () => {
    const { code, stderr } = await runInProcess(['inspect', '--input', input, '--limit', '0']);
    expect(code).toBe(1);
    expect(stderr).toContain('a whole number from 1');
  });
});
