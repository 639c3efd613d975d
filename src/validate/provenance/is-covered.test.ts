import { describe, expect, it } from 'vitest';
import type { AnswerProvenance } from '../../types/provenance.js';
import { isCovered } from './is-covered.js';

const text = [...'It is Ada Byron.'];
const claim = (start: number, end: number, pointer: string, call = 'c1'): AnswerProvenance => ({
  message: 1,
  start,
  end,
  source: { kind: 'output', call, pointer },
});
const first = claim(6, 9, '/members/0/first_name');
const covers = (...claims: AnswerProvenance[]): boolean => isCovered(text, 6, 15, claims);

describe('isCovered', () => {
  it('takes one claim, and claims that touch', () => {
    expect(covers(claim(6, 15, '/name'))).toBe(true);
    expect(covers(claim(6, 10, '/a'), claim(10, 15, '/b', 'c2'))).toBe(true);
    expect(covers(claim(6, 14, '/name'))).toBe(false);
  });

  it('takes two values of one thing with a space between them, of two things not', () => {
    expect(covers(first, claim(10, 15, '/members/0/last_name'))).toBe(true);
    expect(covers(claim(10, 15, '/members/0/last_name'), first)).toBe(true);
    expect(covers(first, claim(10, 15, '/members/1/last_name'))).toBe(false);
    expect(covers(first, claim(10, 15, '/members/0/last_name', 'c2'))).toBe(false);
    expect(covers(first, claim(10, 15, '/members/0/first_name'))).toBe(false);
    expect(covers(first, claim(11, 15, '/members/0/last_name'))).toBe(false);
  });
});
