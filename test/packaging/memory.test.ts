import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';

const samples = readFileSync(join(packageRoot, 'output', 'sample.jsonl'), 'utf8')
  .trimEnd()
  .split('\n');
const reportsMemory = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS))",
)}`;

/** Most memory (MB) that packaging so many conversations takes. */
function peakOf(count: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'datagen-memory-'));
  const input = join(folder, 'data.jsonl');
  const lines = Array.from({ length: count }, (_, place) =>
    (samples[place % samples.length] ?? '').replaceAll(/conv_42_\d+/g, `conv_42_${10_000 + place}`),
  );
  writeFileSync(input, `${lines.join('\n')}\n`);
  const run = spawnSync(
    process.execPath,
    [
      '--import',
      reportsMemory,
      main,
      'package',
      '--quiet',
      '--input',
      input,
      '--output',
      join(folder, 'package'),
    ],
    { encoding: 'utf8', env: { PATH: process.env.PATH ?? '' } },
  );
  expect(run.status, run.stderr).toBe(0);
  return Number(/peak (\d+)/.exec(run.stderr)?.[1]) / 1024;
}

const main = join(packageRoot, 'dist', 'cli', 'main.js');

it('packages with memory that hardly grows with the dataset', () => {
  const [few, many] = [peakOf(500), peakOf(3000)];
  expect(many).toBeLessThan(400);
  expect(many - few).toBeLessThan(160);
});
