import { describe, expect, it } from 'vitest';
import { parseResult } from './parse-result.js';

describe('parseResult', () => {
  it.each<[string, unknown]>([
    ['{"a":[1,2.5,null]}', { a: [1, 2.5, null] }],
    ['clear', 'clear'],
    [
      '{"id":12345678901234567890,"of":"12345678901234567890"}',
      { id: '12345678901234567890', of: '12345678901234567890' },
    ],
    [
      '[9007199254740992,-9007199254740993,1e400,1e22]',
      [9007199254740992, '-9007199254740993', '1e400', 1e22],
    ],
    ['{"said \\"12345678901234567890\\"": 1e400}', { 'said "12345678901234567890"': '1e400' }],
    ['1e400', '1e400'],
    ['{"a":12345678901234567', '{"a":12345678901234567'],
  ])('reads %s', (content, value) => expect(parseResult(content)).toEqual(value));

  it('leaves what nests too deep as it came', () => {
    const [deep, deepest] = [80, 81].map((levels) => '['.repeat(levels) + ']'.repeat(levels));
    expect(parseResult(deep ?? '')).toEqual(JSON.parse(deep ?? ''));
    expect(parseResult(deepest ?? '')).toBe(deepest);
  });
});
