import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTextSet } from './text-set.js';

describe('createTextSet', () => {
  it('knows what was added and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (added, asked) => {
        const texts = createTextSet();
        for (const text of added) texts.add(text);
        expect(texts.size).toBe(new Set(added).size);
        for (const text of [...added, ...asked]) expect(texts.has(text)).toBe(added.includes(text));
      }),
    );
  });

  it('keeps many alike apart while it grows', () => {
    const texts = createTextSet();
    for (let number = 0; number < 50_000; number += 1) texts.add(`[["city","Paris"],${number}]`);
    expect(texts.size).toBe(50_000);
    expect(texts.has('[["city","Paris"],49999]')).toBe(true);
    expect(texts.has('[["city","Paris"],50000]')).toBe(false);
  });
});
