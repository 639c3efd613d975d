import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './parse-json.js';

function parsedValue(text: string): unknown {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error(parsed.detail);
  return parsed.value;
}

describe('parseJson', () => {
  it('reads every JSON value as the native parser does, with unsafe integers beside it or without', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/\d{16}/.test(text));
        expect(parsedValue(text)).toEqual(JSON.parse(text));
        expect(parsedValue(`[${text}, 9007199254740993]`)).toEqual([JSON.parse(text), '9007199254740993']);
      }),
    ));

  it('keeps the digits of every integer that a double cannot hold, as a string', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), (integer) => {
        const isSafe = integer >= -(2n ** 53n) + 1n && integer <= 2n ** 53n - 1n;
        expect(parsedValue(`{"id": ${integer}}`)).toEqual({ id: isSafe ? Number(integer) : String(integer) });
      }),
    ));

  it.each([
    ['[9007199254740991]', [9007199254740991]],
    ['[9007199254740993]', ['9007199254740993']],
    ['[0.1234567890123456]', [0.1234567890123456]],
    ['[1e400, 1e5, -1E+400 ]', ['1e400', 1e5, '-1E+400']],
    ['["9007199254740993"]', ['9007199254740993']],
  ])('reads the numbers of %s', (text, expected) => {
    expect(parsedValue(text)).toEqual(expected);
  });

  it.each(['{"a": 1, "a": 2}', '{"a": 1, "a": 9007199254740993}'])(
    'takes the last of duplicate keys in %s',
    (text) => {
      expect(parsedValue(text)).toEqual({ a: text.includes('900') ? '9007199254740993' : 2 });
    },
  );

  it.each(['{"__proto__": {"polluted": true}}', '{"__proto__": {"polluted": 9007199254740993}}'])(
    'keeps __proto__ an ordinary key in %s',
    (text) => {
      const value = parsedValue(text) as object;
      expect(Object.keys(value)).toEqual(['__proto__']);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    },
  );

  it.each([
    ['{\n "a": NaN\n}', 'Line 2, column 7'],
    ['{"a": 1,}', 'Line 1, column 9'],
    ['[1, 2', 'Line 1, column 6'],
    ['{"a": "x\ny"}', 'Line 1, column 9'],
    ['[] trailing', 'Line 1, column 4'],
    ['', 'Line 1, column 1'],
  ])('names line and column of what is wrong in %j', (text, place) => {
    const parsed = parseJson(text);
    expect(parsed).toMatchObject({ ok: false, reason: 'invalid_json' });
    expect(parsed.ok ? '' : parsed.detail).toContain(place);
  });

  it('marks values of more than 64 levels', () => {
    expect(parseJson('['.repeat(64) + ']'.repeat(64))).toMatchObject({ ok: true, isDeep: false });
    expect(parseJson('['.repeat(65) + ']'.repeat(65))).toMatchObject({ ok: true, isDeep: true });
  });

  it.each([
    ['closed', '['.repeat(200_000) + ']'.repeat(200_000)],
    ['cut off', '{"a":'.repeat(200_000)],
  ])('refuses bottomless nesting, %s, without overflowing', (_, text) => {
    expect(parseJson(text)).toMatchObject({ ok: false, reason: 'too_deep' });
  });

  it('never throws on any text', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof parseJson(text).ok).toBe('boolean');
      }),
    ));
});
