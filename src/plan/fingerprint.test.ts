import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fingerprint } from './fingerprint.js';

const value = fc.oneof(
  fc.jsonValue(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string(),
) as fc.Arbitrary<never>;

describe('Fingerprint', () => {
  it('is the same for values that JSON writes the same, and for no others', () => {
    fc.assert(
      fc.property(value, value, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(String(halves([one])) === String(halves([other]))).toBe(isSame);
        expect(halves([one])).toEqual(halves([JSON.parse(JSON.stringify(one)) as never]));
      }),
    );
  });

  it('tells a text from the number, and a list of two from another cut of its members', () => {
    const all = [
      [1],
      ['1'],
      [true],
      ['true'],
      [null],
      ['null'],
      ['ab', 'c'],
      ['a', 'bc'],
      [-0.5],
      [2 ** 40],
      [-1],
    ];
    expect(new Set(all.map((values) => String(halves(values)))).size).toBe(all.length);
    expect(halves([undefined])).toEqual(halves([null]));
    expect(halves([-0])).toEqual(halves([0]));
  });

  it('tells kinds apart', () => {
    expect(new Fingerprint(1).text('a').halves()).not.toEqual(new Fingerprint(2).text('a').halves());
  });
});

function halves(
  values: readonly (string | number | boolean | null | undefined)[],
): readonly [number, number] {
  const print = new Fingerprint(1);
  for (const each of values) print.value(each);
  return print.halves();
}
