import { describe, expect, it } from 'vitest';
import { isSafePattern } from './safe-pattern.js';

describe('isSafePattern', () => {
  it.each(['^[A-Z]{3}$', '^\\d{4}-\\d{2}-\\d{2}$', '^(economy|business)$', '^[a-z]+@[a-z]+$'])(
    'allows %s',
    (pattern) => {
      expect(isSafePattern(pattern)).toBe(true);
    },
  );

  it.each(['^(a+)+$', '(a|aa)*b', '((a)*)*', '([a-z]+)*$', '(', '(?=a)', '(a)\\1', 'a*a*a*a*a*b'])(
    'refuses %s',
    (pattern) => {
      expect(isSafePattern(pattern)).toBe(false);
    },
  );
});
