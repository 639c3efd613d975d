import { describe, expect, it } from 'vitest';
import { safeJson, safeText } from './safe-text.js';

describe('safeText', () => {
  it.each([
    ['a title change', '\u001b]0;owned\u0007', '\\x1b]0;owned\\x07'],
    ['a C1 introducer', '\u009b31m', '\\x9b31m'],
    ['a carriage return', 'good\rbad', 'good\\x0dbad'],
    ['a backspace and DEL', 'a\bb\u007f', 'a\\x08b\\x7f'],
    ['reordered text', 'a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
    ['ordinary text', 'naïve 日本語 👍\n\tdone', 'naïve 日本語 👍\n\tdone'],
  ])('makes %s visible', (_name, text, expected) => {
    expect(safeText(text)).toBe(expected);
  });
});

describe('safeJson', () => {
  it('keeps the value and sends no control to the terminal', () => {
    const value = { text: '\u001b[0m\u009b\u202e\u007f' };
    const json = safeJson(JSON.stringify(value));
    expect(JSON.parse(json)).toEqual(value);
    expect(json).toMatch(/^[\x20-\x7e]*$/);
  });
});
