import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLines } from '../dataset/read-lines.js';
import { linesOf, readBlocks } from './line-blocks.js';

describe('readBlocks', () => {
  it('gives all lines with their numbers, in blocks with buffers of their own', async () => {
    const texts = Array.from({ length: 400 }, (_, index) => `${index} ${'é'.repeat((index * 37) % 5000)}`);
    const lines = ['', ...texts, 'x'.repeat(3_000_000), '', 'last'];
    const path = join(await mkdtemp(join(tmpdir(), 'datagen-blocks-')), 'set.jsonl');
    await writeFile(path, lines.join('\n'));

    const expected: string[] = [];
    for await (const line of readLines(path)) expected.push(line.toString());
    const found: [number, string][] = [];
    const buffers = new Set<ArrayBuffer>();
    for await (const block of readBlocks(path)) {
      buffers.add(block.bytes.buffer);
      for (const [number, line] of linesOf(block)) found.push([number, line.toString()]);
    }
    expect(found).toEqual(expected.map((text, index) => [index + 1, text]));
    expect(buffers.size).toBeGreaterThan(3);
  });

  it('keeps the place of a line that is too long', () => {
    const bytes = new Uint8Array(Buffer.from('onetwo'));
    expect(
      [...linesOf({ first: 7, lengths: [3, -1, 3], bytes })].map(([at, line]) => [at, String(line)]),
    ).toEqual([
      [7, 'one'],
      [8, 'too_long'],
      [9, 'two'],
    ]);
  });
});
