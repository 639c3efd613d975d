import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPager } from './pager.js';

const folder = mkdtempSync(join(tmpdir(), 'pager-'));

function terminal(isTTY = true) {
  let shown = '';
  return { isTTY, write: (text: string) => (shown += text), shown: () => shown };
}

describe('a pager', () => {
  it('shows on a terminal what is written, with its flags', async () => {
    const [output, file] = [terminal(), join(folder, 'shown')];
    const pager = openPager(output, { ...process.env, PAGER: `sh -c 'echo "$LESS"; cat' > '${file}'` });
    await pager.write('one\n');
    await pager.write('two\n');
    await pager.close();
    expect(readFileSync(file, 'utf8')).toBe('FRX\none\ntwo\n');
    expect(output.shown()).toBe('');
  });

  it('ends quietly when the reader leaves', async () => {
    const pager = openPager(terminal(), { ...process.env, PAGER: 'head -c 1 > /dev/null' });
    for (let page = 0; page < 10_000 && !pager.isClosed(); page += 1) await pager.write('x'.repeat(10_000));
    expect(pager.isClosed()).toBe(true);
    await pager.close();
  });

  it('is none where there is no terminal, or none is wanted', async () => {
    for (const [isTTY, environment] of [
      [false, { PAGER: 'false' }],
      [true, { PAGER: '' }],
      [true, { PAGER: 'false', TERM: 'dumb' }],
      [true, { PATH: '/nowhere' }],
    ] as const) {
      const output = terminal(isTTY);
      const pager = openPager(output, environment);
      await pager.write('here');
      await pager.close();
      expect(output.shown()).toBe('here');
    }
  });
});
