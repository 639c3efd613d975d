import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../types/json.js';
import { escapeSegment, valueAt } from './json-pointer.js';

describe('valueAt', () => {
  const document = { a: [{ b: 1 }, { b: 2 }], '': 'empty', 'x/y': { '~': 'odd' } };

  it.each([
    ['', document],
    ['/a/1/b', 2],
    ['/', 'empty'],
    ['/x~1y/~0', 'odd'],
  ])('finds %j', (pointer, value) => {
    expect(valueAt(document, pointer)).toEqual(value);
  });

  it.each(['/a/2', '/a/01', '/a/-1', '/a/length', '/__proto__', '/constructor/name', '/a/0/b/c'])(
    'finds nothing at %s',
    (pointer) => {
      expect(valueAt(document, pointer)).toBeUndefined();
    },
  );

  it('finds any own property under its escaped name', () =>
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (name, value) => {
        const holder = Object.fromEntries([[name, value]]) as JsonValue;
        expect(valueAt(holder, `/${escapeSegment(name)}`)).toEqual(value);
      }),
    ));
});
