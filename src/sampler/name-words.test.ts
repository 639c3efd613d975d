import { describe, expect, it } from 'vitest';
import { nameWords } from './name-words.js';

describe('nameWords', () => {
  it.each([
    ['returnDate', ['return', 'date']],
    ['date_format', ['date', 'format']],
    ['Media by id v2', ['media', 'by', 'id', 'v']],
    ['', []],
  ])('reads the words of %j', (name, words) => {
    expect(nameWords(name)).toEqual(words);
  });
});
