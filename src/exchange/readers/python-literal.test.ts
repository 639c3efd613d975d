import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnreadableEntryError } from '../../errors/exchange-errors.js';
import type { JsonValue } from '../../types/json.js';
import { foreignJson } from '../values/foreign-json.js';
import { parsePythonCalls, parsePythonValue } from './python-literal.js';

describe('parsePythonValue', () => {
  it.each<[string, JsonValue]>([
    [
      `{'a': True, "b": None, 'c': [1, -2.5, 1e3], 'd': (1, 'x')}`,
      { a: true, b: null, c: [1, -2.5, 1000], d: [1, 'x'] },
    ],
    [`'it\\'s \\u00e9 \\n "q"'`, 'it\'s é \n "q"'],
    [`"""a "b" c"""`, 'a "b" c'],
    ['1_000', 1000],
    ['12345678901234567890', '12345678901234567890'],
    ['[9007199254740992, 9007199254740993, 1e400]', [9007199254740992, '9007199254740993', '1e400']],
    ["{'__proto__': {'x': 1}}", JSON.parse('{"__proto__": {"x": 1}}')],
    ['{1: 2}', { '1': 2 }],
    ['[]', []],
  ])('reads %s', (text, value) => expect(parsePythonValue(text, '/x')).toEqual(value));

  it('reads every JSON text as JSON does', () =>
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        expect(parsePythonValue(text, '')).toEqual(foreignJson(text));
      }),
    ));

  it.each(['', '[1', '{"a"}', "{'a': }", 'word', '1 2', '"open', '['.repeat(5000), '{[]: 1}'])(
    'tells that %j is none',
    (text) => expect(() => parsePythonValue(text, '/x')).toThrow(UnreadableEntryError),
  );
});

describe('parsePythonCalls', () => {
  it.each<[string, unknown]>([
    ['f()', [{ name: 'f', positional: [], named: {} }]],
    ['[a.b-c (x=1), D E(y=f, z="(=)")]', null],
    [
      '[a.b-c (x=1), D E(y="f", z="(=)")]',
      [
        { name: 'a.b-c', positional: [], named: { x: 1 } },
        { name: 'D E', positional: [], named: { y: 'f', z: '(=)' } },
      ],
    ],
    ["sort('a.txt', reverse=True)", [{ name: 'sort', positional: ['a.txt'], named: { reverse: true } }]],
    ['[f(a b=1)]', [{ name: 'f', positional: [], named: { 'a b': 1 } }]],
    ["f(a=1, **{'b c': 2})", [{ name: 'f', positional: [], named: { a: 1, 'b c': 2 } }]],
    ['f(**[1])', null],
    ['[f(a=1) trailing', null],
    ['f(a=1', null],
    ['(a=1)', null],
  ])('reads %s', (text, expected) => {
    if (expected === null) expect(() => parsePythonCalls(text, '')).toThrow(UnreadableEntryError);
    else expect(parsePythonCalls(text, '')).toEqual(expected);
  });
});
