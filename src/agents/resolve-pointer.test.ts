import { describe, expect, it } from 'vitest';
import { concretePointer, memberCount } from './resolve-pointer.js';

describe('concretePointer', () => {
  it('puts the index at the first asterisk and 0 at later ones', () => {
    expect(concretePointer('/a/*/b/*/c', 3)).toBe('/a/3/b/0/c');
    expect(concretePointer('/a/b', 3)).toBe('/a/b');
  });
});

describe('memberCount', () => {
  it('counts the list that the first asterisk runs over', () => {
    expect(memberCount({ a: [1, 2, 3] }, '/a/*')).toBe(3);
    expect(memberCount([], '/*')).toBe(0);
    expect(memberCount({ a: 1 }, '/a/*')).toBe(0);
    expect(memberCount({ a: 1 }, '/a')).toBe(1);
  });
});
