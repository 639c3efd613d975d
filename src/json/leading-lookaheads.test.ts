import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from './compile-pattern.js';
import { leadingLookaheads } from './leading-lookaheads.js';

describe('leadingLookaheads', () => {
  it('takes a pattern apart', () => {
    expect(leadingLookaheads('^(?!\\s*$)(?=.*[)\\]]).+')).toEqual({
      unwanted: ['^(?:\\s*$)'],
      wanted: ['^(?:.*[)\\]])'],
      rest: '^.+',
    });
  });

  it.each(['(?!a)b', '^a(?!b)', '^(?!a)b|c', '^(?!a', '^abc'])('leaves %s as it is', (pattern) => {
    expect(leadingLookaheads(pattern)).toBeNull();
  });

  it.each(['^(?!\\s*$).+', '^(?!ab)[a-c]*$', '^(?=.*c)(?!b)[a-c]{1,4}$'])(
    'matches what %s matches',
    (pattern) =>
      fc.assert(
        fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 6 }), (text) => {
          expect(compilePattern(pattern)?.(text)).toBe(new RegExp(pattern, 'u').test(text));
        }),
      ),
  );
});
