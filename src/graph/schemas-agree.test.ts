import { describe, expect, it } from 'vitest';
import { schemasAgree } from './schemas-agree.js';

const text = (pattern?: string) => ({
  type: 'string' as const,
  ...(pattern === undefined ? {} : { pattern }),
});

describe('schemasAgree', () => {
  it('asks for the same type, numbers as text allowed', () => {
    expect(schemasAgree({ type: 'integer' }, { type: 'string' })).toBe(true);
    expect(schemasAgree({ type: 'string' }, { type: 'integer' })).toBe(false);
  });

  it('asks for members that are all taken', () => {
    expect(schemasAgree({ type: 'string', enum: ['a'] }, { type: 'string', enum: ['a', 'b'] })).toBe(true);
    expect(schemasAgree({ type: 'string' }, { type: 'string', enum: ['a', 'b'] })).toBe(false);
  });

  it('asks for texts of a form that is taken', () => {
    const [one, any] = ['^SM[0-9a-f]{8}$', '^(SM|MM)[0-9a-f]{8}$'];
    expect(schemasAgree(text(one), text(any))).toBe(true);
    expect(schemasAgree(text(any), text(one))).toBe(false);
    expect(schemasAgree(text('^CA[0-9a-f]{8}$'), text(one))).toBe(false);
    expect(schemasAgree(text(), text(one))).toBe(true);
  });
});
