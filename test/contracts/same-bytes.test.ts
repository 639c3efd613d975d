import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';

const main = join(packageRoot, 'dist', 'cli', 'main.js');
const messyCatalog = join(packageRoot, 'test', 'fixtures', 'messy-catalog');
/** Far apart in date, in decimal signs and in the case of letters. */
const places = [
  { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  { TZ: 'America/Los_Angeles', LANG: 'de_DE.UTF-8', LC_ALL: 'C' },
];

/** Every file that a build and an evaluated generation leave behind, by name. */
async function filesOf(environment: {
  readonly [name: string]: string;
}): Promise<{ [name: string]: string }> {
  const directory = mkdtempSync(join(tmpdir(), 'datagen-bytes-'));
  const run = (...parameters: string[]) =>
    promisify(execFile)(process.execPath, [main, ...parameters], {
      cwd: directory,
      env: { PATH: process.env.PATH ?? '', ...environment },
    });
  await run('build', '--data', messyCatalog, '--artifacts', 'artifacts');
  const flags = ['--n', '12', '--seed', '7', '--evaluate', '--output', 'out/data.jsonl'];
  await run('generate', '--artifacts', 'artifacts', ...flags);
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(directory.length + 1), readFileSync(path, 'latin1')];
    }),
  );
}

describe('a build and a run', () => {
  it('leave the same bytes in two processes, time zones and locales', async () => {
    const [first = {}, second = {}] = await Promise.all(places.map(filesOf));
    expect(Object.keys(first).sort()).toEqual(
      expect.arrayContaining(['artifacts/build_manifest.json', 'artifacts/registry.json', 'out/data.jsonl']),
    );
    expect(first['out/data.jsonl']?.trimEnd().split('\n')).toHaveLength(12);
    expect(Object.keys(second).sort()).toEqual(Object.keys(first).sort());
    for (const [name, bytes] of Object.entries(first)) expect(second[name] === bytes, name).toBe(true);
  });
});
