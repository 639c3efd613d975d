import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFileGroup } from '../../files/file-group.js';
import { openFolder as openInGroup } from './folder-sink.js';

const entries = [{ value: { line: 1 } }, { value: { line: '2\u2028' } }];
const openFolder = async (path: string, extension: string) => {
  const files = createFileGroup();
  const sink = await openInGroup(path, extension, files);
  const commit = async () => {
    const made = await sink.finish();
    await files.commit();
    return made;
  };
  return { ...sink, commit, abort: files.abort };
};
const place = () => join(mkdtempSync(join(tmpdir(), 'datagen-folder-')), 'traces');

describe('openFolder', () => {
  it('writes a file for each conversation, and none of them before all are there', async () => {
    const path = place();
    const sink = await openFolder(path, '.jsonl');
    await sink.write(entries, 'conv_7_0001~withheld');
    expect(existsSync(path)).toBe(false);
    expect(await sink.commit()).toEqual([path]);
    await sink.abort();
    expect(readdirSync(path)).toEqual(['conv_7_0001~withheld.jsonl']);
    expect(readFileSync(join(path, 'conv_7_0001~withheld.jsonl'), 'utf8')).toBe(
      '{"line":1}\n{"line":"2\\u2028"}\n',
    );
    expect(readdirSync(join(path, '..'))).toEqual(['traces']);
  });

  it('gives each id a name of its own that stays in the folder', async () => {
    const path = place();
    const ids = [
      '../../etc/passwd',
      '..',
      '',
      'CON',
      'con',
      'a/b',
      'a\\b',
      'a:b',
      'A_B',
      '-rf',
      '\u001b[31m',
      'x'.repeat(500),
      '日本',
      '__proto__',
      'a_b_2',
    ];
    const sink = await openFolder(path, '.jsonl');
    for (const id of ids) await sink.write(entries, id);
    await sink.commit();
    const names = readdirSync(path);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(ids.length);
    for (const name of names) expect(name).toMatch(/^(?!con\.)[A-Za-z0-9_~][A-Za-z0-9_~-]{0,110}\.jsonl$/i);
  });

  it('does so for any ids', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 6 }), { maxLength: 12 }),
        async (ids) => {
          const path = place();
          const sink = await openFolder(path, '.jsonl');
          for (const id of ids) await sink.write(entries, id);
          await sink.commit();
          const names = readdirSync(path);
          expect(names.length).toBe(ids.length);
          expect(names.every((name) => !name.includes(sep) && !name.startsWith('.'))).toBe(true);
        },
      ),
      { numRuns: 30 },
    ));

  it('is quick where all ids are the same', async () => {
    const path = place();
    const sink = await openFolder(path, '.jsonl');
    for (let count = 0; count < 3000; count += 1) await sink.write(entries, 'same');
    await sink.commit();
    expect(readdirSync(path)).toHaveLength(3000);
  });

  it('replaces nothing that stands there, but an empty folder', async () => {
    const path = place();
    mkdirSync(path);
    const sink = await openFolder(path, '.jsonl');
    await sink.write(entries, 'a');
    await sink.commit();
    await expect(openFolder(path, '.jsonl')).rejects.toThrow(/exists and is not empty/);
    const file = join(path, 'a.jsonl');
    await expect(openFolder(file, '.jsonl')).rejects.toThrow(/a\.jsonl/);
    expect(readdirSync(path)).toEqual(['a.jsonl']);
  });

  it('leaves nothing behind where it is given up', async () => {
    const path = place();
    const sink = await openFolder(path, '.jsonl');
    await sink.write(entries, 'a');
    await sink.abort();
    expect(readdirSync(join(path, '..'))).toEqual([]);
    writeFileSync(path, 'a file of the user');
    await expect(openFolder(path, '.jsonl')).rejects.toThrow(/traces/);
    expect(readFileSync(path, 'utf8')).toBe('a file of the user');
  });
});
