import { describe, expect, it } from 'vitest';
import { valueAt } from '../json/json-pointer.js';
import type { JsonValue } from '../types/json.js';
import { concretePointer, memberCount, toPath, valueOnPath } from './resolve-pointer.js';

describe('concretePointer', () => {
  it('puts the index at the first asterisk and 0 at later ones', () => {
    expect(concretePointer('/a/*/b/*/c', 3)).toBe('/a/3/b/0/c');
    expect(concretePointer('/a/b', 3)).toBe('/a/b');
    expect(concretePointer('/*/*', 2)).toBe('/2/0');
    expect(concretePointer('/*a/b*/*', 2)).toBe('/*a/b*/2');
    expect(concretePointer('', 2)).toBe('');
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

describe('valueOnPath', () => {
  const document: JsonValue = {
    a: [{ b: [1, 2] }, { b: [3], 'c/d': null, 'e~f': 'x' }],
    list: ['x', 'y'],
    0: 'zero',
    deep: { 1: { g: true } },
  };

  it('finds what the pointer finds that has the index in the place of the first asterisk', () => {
    const patterns = [
      '',
      '/a/*',
      '/a/*/b/*',
      '/a/*/c~1d',
      '/a/*/e~0f',
      '/list/1',
      '/list/01',
      '/deep/*/g',
      '/0',
    ];
    for (const pattern of [...patterns, '/a/*/b/*/x', '/list/length', '/constructor', '/missing/*'])
      for (const index of [0, 1, 2])
        expect(valueOnPath(document, toPath(pattern), index)).toEqual(
          valueAt(document, concretePointer(pattern, index)),
        );
  });
});
