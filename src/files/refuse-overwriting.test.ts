import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refuseOverwriting } from './refuse-overwriting.js';

describe('what is read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'overwriting-'));
  const input = join(folder, 'data.jsonl');
  writeFileSync(input, '');
  mkdirSync(join(folder, 'sub'));
  symlinkSync(input, join(folder, 'link.jsonl'));
  symlinkSync(folder, join(folder, 'sub', 'up'));

  it.each(['data.jsonl', 'sub/../data.jsonl', 'link.jsonl', 'sub/up/data.jsonl'])(
    'is not written over under the name %s',
    async (name) => {
      await expect(refuseOverwriting([join(folder, 'new'), `${folder}/${name}`], [input])).rejects.toThrow(
        'would be written over',
      );
    },
  );

  it('may lie beside what is written, or not be there', async () => {
    await refuseOverwriting([join(folder, 'new.jsonl'), join(folder, 'none', 'data.jsonl')], [input]);
    await refuseOverwriting([input], [join(folder, 'absent.jsonl')]);
  });
});
