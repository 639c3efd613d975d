import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generating, makePlace, sha256 } from './run-datagen.js';

const place = makePlace();
const n = 60;

function hashOf(output: string): string {
  return sha256(join(place.directory, output));
}

describe('a run', () => {
  it('has the same bytes with 1, 2, 4 and 7 threads, in any time zone and locale', () => {
    const places = [
      { TZ: 'UTC', LANG: 'C' },
      { TZ: 'Pacific/Apia', LANG: 'ja_JP.UTF-8', LC_ALL: 'ja_JP.UTF-8' },
      { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
      { TZ: 'Asia/Kathmandu', LANG: 'de_DE.UTF-8' },
    ];
    const hashes = [1, 2, 4, 7].map((workers, index) => {
      const output = `workers-${workers}.jsonl`;
      const made = place.run(
        generating(n, '--workers', String(workers), '--output', output, '--locale', 'mixed'),
        places[index],
      );
      expect(made.status, made.stderr).toBe(0);
      return hashOf(output);
    });
    expect(readFileSync(join(place.directory, 'workers-1.jsonl'), 'utf8').split('\n')).toHaveLength(n + 1);
    expect(new Set(hashes).size).toBe(1);
  });

  it('has the same bytes made in shares by several processes, whatever order they come in', () => {
    expect(place.run(generating(n, '--workers', '1', '--output', 'whole.jsonl')).status).toBe(0);
    const shares = [
      ['--shard-index', '2'],
      ['--shard-index', '0'],
    ];
    for (const share of shares) {
      const made = place.run(
        generating(n, '--workers', '2', '--run-dir', 'shares', '--shard-count', '3', ...share),
      );
      expect(made.status, made.stderr).toBe(0);
    }
    const early = place.run(['assemble', '--run-dir', 'shares', '--output', 'shares.jsonl']);
    expect(early.status).toBe(1);
    expect(early.stderr).toContain('of 3 shares these are not made for --n 60: 1');
    const last = place.run(generating(n, '--workers', '1', '--run-dir', 'shares', '--shard-count', '3'), {
      JOB_COMPLETION_INDEX: '1',
    });
    expect(last.status, last.stderr).toBe(0);
    const joined = place.run(['assemble', '--run-dir', 'shares', '--output', 'shares.jsonl']);
    expect(joined.status, joined.stderr).toBe(0);
    expect(hashOf('shares.jsonl')).toBe(hashOf('whole.jsonl'));
    expect(readFileSync(join(place.directory, 'shares.jsonl.config.json'), 'utf8')).toBe(
      readFileSync(join(place.directory, 'whole.jsonl.config.json'), 'utf8'),
    );
    expect(place.run(['verify', '--run-dir', 'shares']).status).toBe(0);
  });

  it('has variants, scores and repairs from threads as from one', () => {
    const hashes = ['1', '3'].map((workers) => {
      const output = `twins-${workers}.jsonl`;
      const words = ['--workers', workers, '--output', output, '--twins', '--evaluate', '--repair'];
      const made = place.run(generating(30, ...words));
      expect(made.status, made.stderr).toBe(0);
      return hashOf(output);
    });
    expect(new Set(hashes).size).toBe(1);
  });

  it('is told the same of by a check in 1, 2 and 5 threads, twins and broken lines included', () => {
    const output = 'checked.jsonl';
    expect(place.run(generating(n, '--workers', '1', '--twins', '--output', output)).status).toBe(0);
    const path = join(place.directory, output);
    const lines = readFileSync(path, 'utf8').split('\n');
    const odd = lines.flatMap((line, index) => {
      if (index % 7 === 1) return [line.slice(0, index * 20)];
      if (index % 7 === 2) return ['', line.replace('"role":"user"', '"role":"nobody"')];
      if (index % 7 >= 3 && line.includes('~withheld'))
        return [line.replace('parameter_withheld', 'user_correction')];
      return index % 7 === 4 ? [line, line] : [line];
    });
    writeFileSync(path, odd.join('\n'));
    for (const form of [[], ['--json']]) {
      const told = [1, 2, 5].map((workers) =>
        place.run(['validate', '--input', output, '--workers', String(workers), ...form]),
      );
      expect(told.map(({ status }) => status)).toEqual([2, 2, 2]);
      expect(told[0]?.stdout).toMatch(/twin-differs/);
      expect(new Set(told.map(({ stdout }) => stdout)).size).toBe(1);
    }
  });
});
