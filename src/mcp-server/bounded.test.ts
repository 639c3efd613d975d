import { describe, expect, it } from 'vitest';
import { boundedList, boundedText } from './bounded.js';

describe('boundedText', () => {
  it('cuts after a line and tells it', () => {
    expect(boundedText('short')).toBe('short');
    const cut = boundedText('one line\n'.repeat(10), 50);
    expect(cut).toMatch(/^(one line\n)+… cut here: 50 of 90 bytes are shown\.$/);
  });

  it('cuts no character in two', () => {
    expect(boundedText('日本語'.repeat(10), 10)).toMatch(/^日本語\n… cut/);
    expect(boundedText('🙂'.repeat(10), 9)).toMatch(/^🙂🙂\n… cut/);
  });
});

describe('boundedList', () => {
  it('keeps what fits from the start', () => {
    expect(boundedList(['aa', 'bb', 'cc'], 2)).toEqual(['aa', 'bb']);
    expect(boundedList(['aa', 'bb', 'cc'], 9, 8)).toEqual(['aa', 'bb']);
  });
});
