import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toWordHashes } from './word-hashes.js';
import { toWords } from './words.js';

describe('toWordHashes', () => {
  const plain = fc.string({ unit: fc.constantFrom(..."aZ b'7' .9-?\0") });
  const any = fc.string({ unit: 'binary' });
  const mixed = fc.string({ unit: fc.constantFrom(..."a'Ｂ’大 1é。か") });

  it.each(['en', 'ja'])('numbers the words of %s alike where they are alike, and only there', (locale) =>
    fc.assert(
      fc.property(fc.oneof(plain, any, mixed), (text) => {
        const words = toWords(text, locale);
        // A blank and a letter of another script take the other way to the same words.
        const along = toWordHashes(`${text} é`, locale).slice(0, -1);
        expect(toWordHashes(text, locale)).toEqual(along);
        expect(along).toEqual(words.flatMap((word) => toWordHashes(word, locale)));
        expect(new Set(along).size).toBe(new Set(words).size);
      }),
      { numRuns: 2_000 },
    ),
  );
});
