import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineIndex } from './line-index.js';
import { openLineFile } from './open-line-file.js';

describe('createLineIndex', () => {
  it('finds the lines of every key and groups those that share one', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', '__proto__', 'ü', ''), { maxLength: 30 }), (keys) => {
        const index = createLineIndex();
        keys.forEach((key, place) => {
          index.add(key, place + 1);
        });
        const lines = new Map<string, number[]>();
        keys.forEach((key, place) => {
          lines.set(key, [...(lines.get(key) ?? []), place + 1]);
        });
        const expected = [...lines.values()];
        for (const [key, group] of lines) expect(index.find(key)).toEqual(group);
        expect(index.find('other')).toEqual([]);
        expect(index.groups()).toEqual(expected.filter((group) => group.length > 1));
      }),
    ));
});

describe('openLineFile', () => {
  it('reads lines in any order, as readers count them', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'datagen-lines-')), 'lines.jsonl');
    writeFileSync(path, '\uFEFF{"a":1}\n\n{"ü":"日本"}\nlast');
    const file = await openLineFile(path, 'Name it.');
    expect(await file.read(3)).toBe('{"ü":"日本"}');
    expect(await file.read(1)).toBe('{"a":1}');
    expect(await file.read(4)).toBe('last');
    expect(await file.read(2)).toBe('');
    await file.close();
  });

  it('says what cannot be read', async () => {
    await expect(openLineFile('/nowhere/lines.jsonl', 'Name it.')).rejects.toThrow(/nowhere.* Name it\./);
  });
});
