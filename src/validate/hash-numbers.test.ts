import { describe, expect, it } from 'vitest';
import { createHashNumbers, hashOf } from './hash-numbers.js';

describe('createHashNumbers', () => {
  it('tells the number that a text was first added with, however many there are', () => {
    const known = createHashNumbers();
    const texts = Array.from({ length: 50_000 }, (_, index) => `conv_7_${String(index).padStart(4, '0')}`);
    texts.forEach((text, index) => {
      expect(known.addFirst(hashOf(text), index + 1)).toBe(index + 1);
    });
    texts.forEach((text, index) => {
      if (index % 97 === 0) expect(known.addFirst(hashOf(text), 1_000_000)).toBe(index + 1);
    });
  });
});
