import { describe, expect, it } from 'vitest';
import { compilePattern } from '../json/compile-pattern.js';
import { fromPattern } from './from-pattern.js';

describe('fromPattern', () => {
  it.each([
    '^AC[0-9a-fA-F]{32}$',
    '^\\+[1-9]\\d{1,14}$',
    '^[A-Z]{2}$',
    '[a-z]+',
    '^[^@]+@[^@]+\\.[a-z]{2,}$',
    '^(?!\\s*$).+',
    '^(?=.*\\d)[a-z0-9]{6,10}$',
    '^[0-9]{5}(-[0-9]{4})?$',
    '^(red|green|blue)$',
    '^$',
    '^[!#%]{3}$',
  ])('draws texts that %s allows', (pattern) => {
    for (const seed of ['a', 'b', 'c', 'd', 'e']) {
      const text = fromPattern(pattern, {}, seed);
      expect(text).not.toBeNull();
      expect(text).toMatch(new RegExp(pattern, 'u'));
      expect(compilePattern(pattern)?.(text ?? '')).toBe(true);
      expect(fromPattern(pattern, {}, seed)).toBe(text);
    }
  });

  it('keeps to lengths', () => {
    for (const seed of ['a', 'b', 'c', 'd']) {
      const text = fromPattern('^[a-z]+$', { minLength: 4, maxLength: 6 }, seed) ?? '';
      expect(text.length).toBeGreaterThanOrEqual(4);
      expect(text.length).toBeLessThanOrEqual(6);
    }
  });

  it.each(['(a{500}){500}', '(?<=x)y', '(a)\\1', '[', '^[A-Z]{2}$'])(
    'draws nothing that cannot be: %s',
    (pattern) => {
      expect(fromPattern(pattern, { minLength: 30 }, 'a')).toBeNull();
    },
  );
});
